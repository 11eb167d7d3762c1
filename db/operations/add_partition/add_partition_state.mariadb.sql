-- The partitions that each run chose to add; what was added stays on record.
-- DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE ADD_PARTITION_STATE (
  RUN_ID         VARCHAR(64)  NOT NULL COMMENT 'The handle',
  CHOSEN_NO      INT          NOT NULL COMMENT 'Number of the choice within the run; the highest is the work at hand',
  OWNER          VARCHAR(64)  NOT NULL,
  OBJECT_NAME    VARCHAR(64)  NOT NULL,
  PARTITION_NAME VARCHAR(64)  NOT NULL,
  LESS_THAN      DATE         NOT NULL COMMENT 'Upper bound: the first day after the period',
  LESS_THAN_SQL  VARCHAR(200) NOT NULL COMMENT 'The same as it stands in the DDL',
  CHOSEN_AT      DATETIME(6)  NOT NULL COMMENT 'All times are UTC',
  ADDED_AT       DATETIME(6)           COMMENT 'Null: not added yet',
  REFRESHED_AT   DATETIME(6)           COMMENT 'When its statistics were gathered; null: not yet',
  ENDED_AT       DATETIME(6)           COMMENT 'When FINAL was called with this as the last work',
  AFTER_ERROR    CHAR(1)               COMMENT 'What FINAL was told: Y after an error, N at the object''s completion',
  PRIMARY KEY (RUN_ID, CHOSEN_NO)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
