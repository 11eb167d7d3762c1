-- The indexes that each run chose to rebuild; what was rebuilt stays on record. All times are UTC.
-- DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE REBUILD_INDEX_STATE (
  RUN_ID         VARCHAR2(64)  NOT NULL,  -- the handle
  CHOSEN_NO      NUMBER(9)     NOT NULL,  -- number of the choice within the run; the highest is the work at hand
  OWNER          VARCHAR2(128) NOT NULL,  -- of the table
  OBJECT_NAME    VARCHAR2(128) NOT NULL,
  INDEX_OWNER    VARCHAR2(128) NOT NULL,
  INDEX_NAME     VARCHAR2(128) NOT NULL,
  PARTITION_NAME VARCHAR2(128),           -- partition or subpartition; null: the whole index
  KIND           VARCHAR2(12)  NOT NULL CHECK (KIND IN ('INDEX', 'PARTITION', 'SUBPARTITION')),
  WAS_UNUSABLE   CHAR(1)       NOT NULL CHECK (WAS_UNUSABLE IN ('Y', 'N')),
  DEGREE         VARCHAR2(40),            -- the index's degree of parallelism before
  BYTES_BEFORE   NUMBER(18)    NOT NULL,  -- what the leaf blocks took
  BLOAT_PERCENT  NUMBER(3)     NOT NULL,  -- how much of that it could do without, as estimated
  CHOSEN_AT      TIMESTAMP(6)  NOT NULL,
  REBUILT_AT     TIMESTAMP(6),            -- null: not rebuilt yet
  PLACED_AT      TIMESTAMP(6),            -- when its degree was right again; null: not yet
  REFRESHED_AT   TIMESTAMP(6),            -- when the statistics were gathered; null: not yet
  ENDED_AT       TIMESTAMP(6),            -- when FINAL was called with this as the last work
  AFTER_ERROR    CHAR(1),                 -- what FINAL was told: Y after an error, N at the object's completion
  PRIMARY KEY (RUN_ID, CHOSEN_NO)
)
