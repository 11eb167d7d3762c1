-- The tables whose statistics each run chose to gather; what was gathered stays on record.
-- DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE GATHER_STATISTICS_STATE (
  RUN_ID      VARCHAR(64)  NOT NULL COMMENT 'The handle',
  CHOSEN_NO   INT          NOT NULL COMMENT 'Number of the choice within the run; the highest is the work at hand',
  OWNER       VARCHAR(64)  NOT NULL,
  OBJECT_NAME VARCHAR(64)  NOT NULL,
  REASON      VARCHAR(200) NOT NULL COMMENT 'Why the statistics were to be gathered',
  ROWS_BEFORE BIGINT                COMMENT 'Rows of the table by the former statistics; null: there were none',
  ROWS_AFTER  BIGINT                COMMENT 'The same by the new ones',
  CHOSEN_AT   DATETIME(6)  NOT NULL COMMENT 'All times are UTC',
  GATHERED_AT DATETIME(6)           COMMENT 'Null: not gathered yet',
  CHECKED_AT  DATETIME(6)           COMMENT 'When the new statistics were seen; null: not yet',
  ENDED_AT    DATETIME(6)           COMMENT 'When FINAL was called with this as the last work',
  AFTER_ERROR CHAR(1)               COMMENT 'What FINAL was told: Y after an error, N at the object''s completion',
  PRIMARY KEY (RUN_ID, CHOSEN_NO)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
