-- What each run deletes, or has deleted, from each table: where it is, and how many rows it were.
-- DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE PURGE_ROWS_STATE (
  RUN_ID        VARCHAR(64) NOT NULL COMMENT 'The handle',
  CHOSEN_NO     INT         NOT NULL COMMENT 'Number of the object within the run; the highest is the work at hand',
  OWNER         VARCHAR(64) NOT NULL,
  OBJECT_NAME   VARCHAR(64) NOT NULL,
  CONDITION_SQL TEXT        NOT NULL COMMENT 'What rows go, as ITERATOR found it',
  ROWS_FOUND    BIGINT               COMMENT 'Rows that met it when they were counted first; null: not counted yet',
  AFTER_KEY     TEXT                 COMMENT 'Condition for the keys not looked at yet; null: all',
  CHUNKS        INT         NOT NULL DEFAULT 0 COMMENT 'Committed so far',
  ROWS_DELETED  BIGINT      NOT NULL DEFAULT 0 COMMENT 'Committed so far',
  CHOSEN_AT     DATETIME(6) NOT NULL COMMENT 'All times are UTC',
  DELETED_AT    DATETIME(6)          COMMENT 'When no row was left; null: not done yet',
  REFRESHED_AT  DATETIME(6)          COMMENT 'When the statistics were gathered; null: not yet',
  ENDED_AT      DATETIME(6)          COMMENT 'When FINAL was called',
  AFTER_ERROR   CHAR(1)              COMMENT 'What FINAL was told: Y after an error, N at the object''s completion',
  PRIMARY KEY (RUN_ID, OWNER, OBJECT_NAME)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
