-- What was rolled off: one row per partition, kept for good. All times are UTC.
CREATE TABLE DROP_PARTITION_HISTORY (
  RUN_ID         VARCHAR2(64)  NOT NULL,
  OWNER          VARCHAR2(128) NOT NULL,
  OBJECT_NAME    VARCHAR2(128) NOT NULL,
  PARTITION_NAME VARCHAR2(128) NOT NULL,
  ROWS_BEFORE    NUMBER(18)    NOT NULL,  -- rows the partition had
  ROWS_KEPT      NUMBER(18)    NOT NULL,  -- disputed rows that were put back into the table
  CHOSEN_AT      TIMESTAMP(6)  NOT NULL,  -- when ITERATOR chose the partition
  EXCHANGED_AT   TIMESTAMP(6)  NOT NULL,
  RECORDED_AT    TIMESTAMP(6)  NOT NULL,
  PRIMARY KEY (RUN_ID, OWNER, OBJECT_NAME, PARTITION_NAME)
)
