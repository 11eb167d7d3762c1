-- The application's table of the embedded fleet: call records, by month. Markers: &owner (schema),
-- &rows (how many, a multiple of 400), &traces (length of the payload).
CREATE TABLE `&owner`.CDR_DATA (
  ID             BIGINT        NOT NULL,
  START_TIME     DATETIME      NOT NULL,
  CALLING_NUMBER VARCHAR(15)   NOT NULL,
  CALLED_NUMBER  VARCHAR(15)   NOT NULL,
  DURATION_S     INT           NOT NULL COMMENT 'Seconds',
  CHARGE         DECIMAL(10,4) NOT NULL,
  DISPUTED       CHAR(1)       NOT NULL DEFAULT 'N' CHECK (DISPUTED IN ('Y', 'N')),
  PAYLOAD        VARCHAR(4000),
  PRIMARY KEY (ID, START_TIME),
  KEY CDR_DATA_I1 (CALLING_NUMBER)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
PARTITION BY RANGE COLUMNS (START_TIME) (
  PARTITION P202501 VALUES LESS THAN ('2025-02-01'),
  PARTITION P202502 VALUES LESS THAN ('2025-03-01'),
  PARTITION P202503 VALUES LESS THAN ('2025-04-01'),
  PARTITION P202504 VALUES LESS THAN ('2025-05-01'),
  PARTITION P202505 VALUES LESS THAN ('2025-06-01'),
  PARTITION P202506 VALUES LESS THAN ('2025-07-01'),
  PARTITION P202507 VALUES LESS THAN ('2025-08-01'),
  PARTITION P202508 VALUES LESS THAN ('2025-09-01'),
  PARTITION P202509 VALUES LESS THAN ('2025-10-01'),
  PARTITION P202510 VALUES LESS THAN ('2025-11-01')
)
/

-- Always the same rows. 400 switches, each counting its own calls: a month's calls come from everywhere in the order of
-- ID. The calls come evenly over the ten months, and about one in five is disputed.
INSERT INTO `&owner`.CDR_DATA
SELECT SWITCH * 1000000 + CALL_NO,
       TIMESTAMP('2025-01-01') + INTERVAL FLOOR((CALL_NO + SWITCH / 400) * 304 * 86400 / (&rows / 400)) SECOND,
       CONCAT('+447700', LPAD(MOD(CRC32(seq), 1000000), 6, '0')),
       CONCAT('+447911', LPAD(MOD(CRC32(seq + 7), 1000000), 6, '0')),
       MOD(CRC32(seq + 13), 3600),
       MOD(CRC32(seq + 13), 3600) / 250,
       IF(MOD(CRC32(seq + 17), 5) = 0, 'Y', 'N'),
       CONCAT('imsi=23430', LPAD(MOD(CRC32(seq + 19), 1000000000), 10, '0'), ';cell=', MOD(CRC32(seq + 23), 65536),
              ';trace=', REPEAT(SHA1(seq), &traces))
FROM  (SELECT seq, FLOOR((seq - 1) / (&rows / 400)) AS SWITCH, MOD(seq - 1, &rows / 400) AS CALL_NO
       FROM   `&owner`.seq_1_to_&rows) CALLS
/
