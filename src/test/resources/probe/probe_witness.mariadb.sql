CREATE TABLE PROBE_WITNESS (
  id             BIGINT AUTO_INCREMENT PRIMARY KEY,
  handle         VARCHAR(64)  NOT NULL,
  procedure_name VARCHAR(30)  NOT NULL,
  argument       VARCHAR(200) NOT NULL
)
