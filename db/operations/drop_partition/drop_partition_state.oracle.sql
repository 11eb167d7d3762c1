-- The work at hand of each run and object: the facts that the tasks pass on to each other. All times are UTC.
-- DOM creates it in the DOM-client schema where it is missing, and never drops it.
CREATE TABLE DROP_PARTITION_STATE (
  RUN_ID         VARCHAR2(64)  NOT NULL,  -- the handle
  OWNER          VARCHAR2(128) NOT NULL,
  OBJECT_NAME    VARCHAR2(128) NOT NULL,
  CHOSEN_NO      NUMBER(9)     NOT NULL,  -- number of the choice within the run; the highest is the work at hand
  PARTITION_NAME VARCHAR2(128) NOT NULL,  -- the partition that goes
  EXCHANGE_TABLE VARCHAR2(128) NOT NULL,  -- table of this schema that gets the partition's rows
  ROWS_BEFORE    NUMBER(18),              -- rows of the partition when it was exchanged; null before
  ROWS_KEPT      NUMBER(18),              -- rows that were put back into the table; null before
  CHOSEN_AT      TIMESTAMP(6)  NOT NULL,
  EXCHANGED_AT   TIMESTAMP(6),
  FINISHED       CHAR(1)       DEFAULT 'N' NOT NULL CHECK (FINISHED IN ('Y', 'N')),
  PRIMARY KEY (RUN_ID, OWNER, OBJECT_NAME)
)
