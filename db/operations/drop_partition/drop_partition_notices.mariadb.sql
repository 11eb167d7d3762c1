-- Maintenance notices: while a row's CLOSED_AT is null, the table is being worked on.
CREATE TABLE DROP_PARTITION_NOTICES (
  RUN_ID      VARCHAR(64) NOT NULL,
  OWNER       VARCHAR(64) NOT NULL,
  OBJECT_NAME VARCHAR(64) NOT NULL,
  OPENED_AT   DATETIME(6) NOT NULL COMMENT 'First INITIAL of the run; all times are UTC',
  CLOSED_AT   DATETIME(6)          COMMENT 'Last FINAL; null: open',
  AFTER_ERROR CHAR(1)              COMMENT 'Y: closed because a task failed; N: closed because the object is complete',
  PRIMARY KEY (RUN_ID, OWNER, OBJECT_NAME)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
