-- Maintenance notices: while a row's CLOSED_AT is null, the table is being worked on. All times are UTC.
CREATE TABLE DROP_PARTITION_NOTICES (
  RUN_ID      VARCHAR2(64)  NOT NULL,
  OWNER       VARCHAR2(128) NOT NULL,
  OBJECT_NAME VARCHAR2(128) NOT NULL,
  OPENED_AT   TIMESTAMP(6)  NOT NULL,  -- first INITIAL of the run
  CLOSED_AT   TIMESTAMP(6),            -- last FINAL; null: open
  AFTER_ERROR CHAR(1),                 -- Y: closed because a task failed; N: closed because the object is complete
  PRIMARY KEY (RUN_ID, OWNER, OBJECT_NAME)
)
