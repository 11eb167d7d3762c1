-- What was done to a table in a run. DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE TABLE_CARE_STATE (
  RUN_ID      VARCHAR(64) NOT NULL COMMENT 'The handle',
  OWNER       VARCHAR(64) NOT NULL,
  OBJECT_NAME VARCHAR(64) NOT NULL,
  CHOSEN_NO   INT         NOT NULL COMMENT 'The highest of a run is the work at hand',
  ROW_COUNT   BIGINT               COMMENT 'Null before COUNT_ROWS',
  REBUILT     CHAR(1)     NOT NULL DEFAULT 'N' CHECK (REBUILT IN ('Y', 'N')),
  PRIMARY KEY (RUN_ID, OWNER, OBJECT_NAME)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
