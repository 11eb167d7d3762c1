-- The work at hand of each run and object: the facts that the tasks pass on to each other.
-- DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE DROP_PARTITION_STATE (
  RUN_ID         VARCHAR(64) NOT NULL COMMENT 'The handle',
  OWNER          VARCHAR(64) NOT NULL,
  OBJECT_NAME    VARCHAR(64) NOT NULL,
  CHOSEN_NO      INT         NOT NULL COMMENT 'Number of the choice within the run; the highest is the work at hand',
  PARTITION_NAME VARCHAR(64) NOT NULL COMMENT 'The partition that goes',
  EXCHANGE_TABLE VARCHAR(64) NOT NULL COMMENT 'Table of this schema that gets the partition''s rows',
  ROWS_BEFORE    BIGINT               COMMENT 'Rows of the partition when it was exchanged; null before',
  ROWS_KEPT      BIGINT               COMMENT 'Rows that were put back into the table; null before',
  CHOSEN_AT      DATETIME(6) NOT NULL COMMENT 'All times are UTC',
  EXCHANGED_AT   DATETIME(6),
  FINISHED       CHAR(1)     NOT NULL DEFAULT 'N' CHECK (FINISHED IN ('Y', 'N')),
  PRIMARY KEY (RUN_ID, OWNER, OBJECT_NAME)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
