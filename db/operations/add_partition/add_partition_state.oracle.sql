-- The partitions that each run chose to add; what was added stays on record. All times are UTC.
-- DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE ADD_PARTITION_STATE (
  RUN_ID         VARCHAR2(64)  NOT NULL,  -- the handle
  CHOSEN_NO      NUMBER(9)     NOT NULL,  -- number of the choice within the run; the highest is the work at hand
  OWNER          VARCHAR2(128) NOT NULL,
  OBJECT_NAME    VARCHAR2(128) NOT NULL,
  PARTITION_NAME VARCHAR2(128) NOT NULL,
  LESS_THAN      DATE          NOT NULL,  -- upper bound: the first day after the period
  LESS_THAN_SQL  VARCHAR2(200) NOT NULL,  -- the same as it stands in the DDL
  CHOSEN_AT      TIMESTAMP(6)  NOT NULL,
  ADDED_AT       TIMESTAMP(6),            -- null: not added yet
  REFRESHED_AT   TIMESTAMP(6),            -- when its statistics were set; null: not yet
  ENDED_AT       TIMESTAMP(6),            -- when FINAL was called with this as the last work
  AFTER_ERROR    CHAR(1),                 -- what FINAL was told: Y after an error, N at the object's completion
  PRIMARY KEY (RUN_ID, CHOSEN_NO)
)
