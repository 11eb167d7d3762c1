CREATE TABLE PROBE_FAULTS (
  procedure_name VARCHAR(30) NOT NULL,
  error_number   INT,
  held           INT
)
