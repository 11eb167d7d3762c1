-- What DOM knows nothing of: the witnesses of what was really done, and what the steps are told to do.
CREATE SCHEMA IF NOT EXISTS TORTURE_OUTSIDE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE TABLE IF NOT EXISTS TORTURE_OUTSIDE.WITNESS (
  id             BIGINT AUTO_INCREMENT PRIMARY KEY,
  target         VARCHAR(64)  NOT NULL,
  handle         VARCHAR(64)  NOT NULL,
  object         VARCHAR(128) NOT NULL,
  round          INT          NOT NULL,
  procedure_name VARCHAR(30)  NOT NULL,
  mark           VARCHAR(10)  NOT NULL,
  call_id        BIGINT       NOT NULL,
  session_id     BIGINT       NOT NULL,
  task_log_id    BIGINT       NOT NULL,
  attempt        INT          NOT NULL,
  error_code     INT,
  at             DATETIME(6)  NOT NULL,
  KEY WITNESS_I1 (handle)
);
CREATE TABLE IF NOT EXISTS TORTURE_OUTSIDE.ORDERS (
  target         VARCHAR(64)  NOT NULL,
  kind           VARCHAR(20)  NOT NULL,
  procedure_name VARCHAR(30)  NOT NULL,
  millis         INT          NOT NULL,
  faults         INT          NOT NULL,
  error_code     INT,
  PRIMARY KEY (target, kind, procedure_name)
);
