-- The statistics that each run chose to gather; what was gathered stays on record. All times are UTC.
-- DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE GATHER_STATISTICS_STATE (
  RUN_ID         VARCHAR2(64)  NOT NULL,  -- the handle
  CHOSEN_NO      NUMBER(9)     NOT NULL,  -- number of the choice within the run; the highest is the work at hand
  OWNER          VARCHAR2(128) NOT NULL,
  OBJECT_NAME    VARCHAR2(128) NOT NULL,
  PARTITION_NAME VARCHAR2(128),           -- null: the table
  REASON         VARCHAR2(200) NOT NULL,  -- why the statistics were to be gathered
  ROWS_BEFORE    NUMBER(18),              -- rows by the former statistics; null: there were none
  ROWS_AFTER     NUMBER(18),              -- the same by the new ones
  CHOSEN_AT      TIMESTAMP(6)  NOT NULL,
  GATHERED_AT    TIMESTAMP(6),            -- null: not gathered yet
  CHECKED_AT     TIMESTAMP(6),            -- when the new statistics were seen; null: not yet
  ENDED_AT       TIMESTAMP(6),            -- when FINAL was called with this as the last work
  AFTER_ERROR    CHAR(1),                 -- what FINAL was told: Y after an error, N at the object's completion
  PRIMARY KEY (RUN_ID, CHOSEN_NO)
)
