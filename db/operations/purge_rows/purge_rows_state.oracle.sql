-- What each run deletes, or has deleted, from each table: where it is, and how many rows it were. All times are UTC.
-- DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE PURGE_ROWS_STATE (
  RUN_ID        VARCHAR2(64)   NOT NULL,  -- the handle
  CHOSEN_NO     NUMBER(9)      NOT NULL,  -- number of the object within the run; the highest is the work at hand
  OWNER         VARCHAR2(128)  NOT NULL,
  OBJECT_NAME   VARCHAR2(128)  NOT NULL,
  CONDITION_SQL VARCHAR2(4000) NOT NULL,  -- what rows go, as ITERATOR found it
  ROWS_FOUND    NUMBER(18),               -- rows that met it when they were counted first; null: not counted yet
  AFTER_CHUNK   NUMBER(18),               -- CHUNK_ID of the last chunk that was committed; null: none
  CHUNKS        NUMBER(9)      DEFAULT 0 NOT NULL,   -- committed so far
  ROWS_DELETED  NUMBER(18)     DEFAULT 0 NOT NULL,   -- committed so far
  CHOSEN_AT     TIMESTAMP(6)   NOT NULL,
  DELETED_AT    TIMESTAMP(6),             -- when the last chunk was done; null: not yet
  REFRESHED_AT  TIMESTAMP(6),             -- when the statistics were gathered; null: not yet
  ENDED_AT      TIMESTAMP(6),             -- when FINAL was called
  AFTER_ERROR   CHAR(1),                  -- what FINAL was told: Y after an error, N at the object's completion
  PRIMARY KEY (RUN_ID, OWNER, OBJECT_NAME)
)
