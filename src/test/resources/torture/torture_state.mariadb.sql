CREATE TABLE TORTURE_STATE (
  handle VARCHAR(64)  NOT NULL,
  object VARCHAR(128) NOT NULL,
  round  INT          NOT NULL,
  begun  INT          NOT NULL,
  at     DATETIME(6)  NOT NULL,
  PRIMARY KEY (handle, object, round)
)
