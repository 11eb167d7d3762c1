-- The DOM-client schema's own tables. Names are upper case: table names are case-sensitive on Linux.
-- All times are UTC. The binary collation makes comparisons independent of the schema's default collation.

CREATE TABLE IF NOT EXISTS DOM$TARGET (
  id              INT          NOT NULL DEFAULT 1 PRIMARY KEY CHECK (id = 1),
  server_uid      VARCHAR(64)  NOT NULL,
  repository_uuid VARCHAR(36)  NOT NULL,
  registered_dttm DATETIME(6)  NOT NULL,
  known_as        VARCHAR(200) COMMENT 'The one database of the repository that this schema is. Null: not stamped yet; so for all below',
  stamp           VARCHAR(36)  COMMENT 'Left by the last installation; the repository has the same, or one of the two was restored',
  stamp_number    BIGINT       COMMENT 'Of the stamp, by one higher for each',
  stamped_dttm    DATETIME(6)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT='One row: which server this schema was when DOM first met it, and the repository it serves'
/

CREATE TABLE IF NOT EXISTS DOM$STAMPS (
  stamp        VARCHAR(36) NOT NULL PRIMARY KEY,
  stamped_dttm DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT='The stamps of the last days: an installation that another one has overtaken finds its own here'
/

CREATE TABLE IF NOT EXISTS DOM$FENCE (
  handle       VARCHAR(64) NOT NULL,
  lock_name    VARCHAR(64) NOT NULL COMMENT 'The lane''s lock; of a parallel branch its own',
  lane_lock    VARCHAR(64) NOT NULL,
  order_number BIGINT      NOT NULL,
  issuer       VARCHAR(36) NOT NULL COMMENT 'Of the order: the life of a server. One number from two is a copy of the repository at work',
  seen_dttm    DATETIME(6) NOT NULL,
  PRIMARY KEY (handle, lock_name),
  KEY DOM$FENCE_I1 (handle, lane_lock)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT='The latest order of each run''s lane that was here: what comes later with a lower number is refused'
/

CREATE TABLE IF NOT EXISTS DOM$TARGET_ACCEPTED (
  accepted_dttm          DATETIME(6)   NOT NULL,
  accepted_by            VARCHAR(128)  NOT NULL,
  reason                 VARCHAR(4000) NOT NULL,
  former_server_uid      VARCHAR(64)   COMMENT 'Null: the schema was not registered. The same for the repository',
  former_repository_uuid VARCHAR(36),
  server_uid             VARCHAR(64)   NOT NULL,
  repository_uuid        VARCHAR(36)   NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT='Each dom accept-database: who wanted the schema to be taken as it is, and why'
/

CREATE TABLE IF NOT EXISTS DOM$INSTALLED_CODE (
  name              VARCHAR(128) NOT NULL PRIMARY KEY,
  sha256            CHAR(64)     NOT NULL COMMENT 'Of the source',
  definition_sha256 CHAR(64)     NOT NULL COMMENT 'Of what the server made of it: tells when somebody altered it since',
  installed_dttm    DATETIME(6)  NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
/

CREATE TABLE IF NOT EXISTS DOM$RUN (
  run_id             BIGINT       NOT NULL PRIMARY KEY,
  run_mode           CHAR(1)      NOT NULL CHECK (run_mode IN ('R', 'T')),
  operation_name     VARCHAR(128) NOT NULL,
  operation_instance INT          NOT NULL,
  pushed_dttm        DATETIME(6)  NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT='The runs of this schema as the server pushed them; mode T: statements are logged, not run'
/

CREATE TABLE IF NOT EXISTS DOM$PARAMETERS (
  run_id       BIGINT        NOT NULL,
  name         VARCHAR(128)  NOT NULL,
  object_owner VARCHAR(128),
  object_name  VARCHAR(128)  COMMENT 'Null: for every object',
  instance     INT           COMMENT 'Null: for every instance of the operation',
  value        VARCHAR(4000) COMMENT 'Null is a value too: defined as null',
  KEY DOM$PARAMETERS_I1 (run_id, name)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
/

CREATE TABLE IF NOT EXISTS DOM$STEP_ATTEMPTS (
  task_log_id       BIGINT       NOT NULL,
  attempt           INT          NOT NULL,
  status            CHAR(1)      NOT NULL CHECK (status IN ('R', 'C', 'E', 'F')),
  handle            VARCHAR(64)  NOT NULL,
  package_name      VARCHAR(128) NOT NULL,
  procedure_name    VARCHAR(128) NOT NULL,
  object_id         BIGINT       NOT NULL,
  object_owner      VARCHAR(128),
  object_name       VARCHAR(128),
  instance          INT          NOT NULL,
  lock_name         VARCHAR(64)  NOT NULL COMMENT 'Held while it is open: the lane''s lock; of a parallel branch a lock of its own',
  lane_lock         VARCHAR(64)  COMMENT 'The lane''s lock, of all steps of a lane the same',
  sha256            CHAR(64)     COMMENT 'Of the package source that was installed when it was opened; null: not known',
  session_id        BIGINT       COMMENT 'Connection that opened it last; null once the server gave that number away again',
  opens             INT          NOT NULL DEFAULT 1 COMMENT 'More than 1: earlier calls died without a mark',
  possibly_repeated CHAR(1)      NOT NULL DEFAULT 'N' CHECK (possibly_repeated IN ('Y', 'N')),
  error_code        INT,
  error_message     VARCHAR(4000),
  start_dttm        DATETIME(6)  NOT NULL,
  end_dttm          DATETIME(6),
  PRIMARY KEY (task_log_id, attempt),
  KEY DOM$STEP_ATTEMPTS_I1 (session_id, status),
  KEY DOM$STEP_ATTEMPTS_I2 (lane_lock, status)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT='One row per attempt at a step: R open, C done, E failed, F superseded by a later attempt, or cancelled'
/

-- For schemas that an earlier version of DOM made.
ALTER TABLE DOM$TARGET
  ADD COLUMN IF NOT EXISTS known_as     VARCHAR(200)
    COMMENT 'The one database of the repository that this schema is. Null: not stamped yet; so for all below',
  ADD COLUMN IF NOT EXISTS stamp        VARCHAR(36)
    COMMENT 'Left by the last installation; the repository has the same, or one of the two was restored',
  ADD COLUMN IF NOT EXISTS stamp_number BIGINT COMMENT 'Of the stamp, by one higher for each',
  ADD COLUMN IF NOT EXISTS stamped_dttm DATETIME(6)
/
ALTER TABLE DOM$STEP_ATTEMPTS
  ADD COLUMN IF NOT EXISTS lane_lock VARCHAR(64) COMMENT 'The lane''s lock, of all steps of a lane the same' AFTER lock_name,
  ADD COLUMN IF NOT EXISTS sha256 CHAR(64)
    COMMENT 'Of the package source that was installed when it was opened; null: not known' AFTER lane_lock,
  ADD INDEX IF NOT EXISTS DOM$STEP_ATTEMPTS_I2 (lane_lock, status)
/
UPDATE DOM$STEP_ATTEMPTS SET lane_lock = lock_name WHERE lane_lock IS NULL
/

-- Aria, because its rows outlive a rollback and its transactional tables outlive a crash of the server.
CREATE TABLE IF NOT EXISTS DOM$SQL_BUFFER (
  seq            BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  task_log_id    BIGINT      NOT NULL,
  attempt        INT         NOT NULL,
  sql_text       LONGTEXT    NOT NULL,
  status         CHAR(1)     NOT NULL,
  preview        CHAR(1)     NOT NULL,
  rows_processed BIGINT,
  threads        INT         COMMENT 'Always null here: MariaDB has no parallel query',
  error_code     INT,
  status_msg     VARCHAR(4000),
  start_dttm     DATETIME(6) NOT NULL,
  end_dttm       DATETIME(6),
  KEY DOM$SQL_BUFFER_I1 (task_log_id, attempt, seq)
) ENGINE=Aria TRANSACTIONAL=1 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT='Statements of execute_immediate until the server has taken them over'
/
