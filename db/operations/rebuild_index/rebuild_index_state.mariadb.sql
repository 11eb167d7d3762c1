-- The indexes that each run chose to rebuild; what was rebuilt stays on record.
-- DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE REBUILD_INDEX_STATE (
  RUN_ID           VARCHAR(64) NOT NULL COMMENT 'The handle',
  CHOSEN_NO        INT         NOT NULL COMMENT 'Number of the choice within the run; the highest is the work at hand',
  OWNER            VARCHAR(64) NOT NULL,
  OBJECT_NAME      VARCHAR(64) NOT NULL,
  INDEX_NAME       VARCHAR(64) NOT NULL,
  REPLACEMENT_NAME VARCHAR(64) NOT NULL COMMENT 'Name of the new index until it takes the place of the old one',
  BYTES_BEFORE     BIGINT      NOT NULL COMMENT 'What the leaf pages took',
  BLOAT_PERCENT    INT         NOT NULL COMMENT 'How much of that it could do without, as estimated',
  BYTES_AFTER      BIGINT,
  CHOSEN_AT        DATETIME(6) NOT NULL COMMENT 'All times are UTC',
  REBUILT_AT       DATETIME(6)          COMMENT 'Null: not built yet',
  PLACED_AT        DATETIME(6)          COMMENT 'When the replacement got the index''s name; null: not yet',
  REFRESHED_AT     DATETIME(6)          COMMENT 'When the statistics were gathered; null: not yet',
  ENDED_AT         DATETIME(6)          COMMENT 'When FINAL was called with this as the last work',
  AFTER_ERROR      CHAR(1)              COMMENT 'What FINAL was told: Y after an error, N at the object''s completion',
  PRIMARY KEY (RUN_ID, CHOSEN_NO)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
