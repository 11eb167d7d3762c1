-- What frames each procedure call of a step. Called by the server's one block only, never by operations.
-- As in Oracle, || takes null for an empty string.

CREATE OR REPLACE PACKAGE DOM$STEP AS
  -- p_outcome: CALL (open, now call the procedure and close), COLLECTED (was done already), FAILED (had failed
  -- already: p_errno, p_message), REFUSED (p_errno, p_message; no lock is held and no row changed).
  -- p_lock_name: held until the step is closed. The lane's lock, which keeps all other steps of the lane out; or, for a
  -- parallel branch, one of its own, which keeps out the same step and the steps that take the lane's lock.
  -- p_lock_timeout: seconds for which a DDL of the step waits for locks; null: as long as usual.
  -- p_order, p_seen, p_issuer: see org.domops.target.Fence.
  -- p_sha256: of the package source that the attempt runs, or ran; null: not known.
  PROCEDURE open_step(
    p_task_log_id     BIGINT,
    p_attempt         INT,
    p_collect_from    INT,
    p_handle          VARCHAR(64)  CHARACTER SET utf8mb4,
    p_package_name    VARCHAR(128) CHARACTER SET utf8mb4,
    p_procedure_name  VARCHAR(128) CHARACTER SET utf8mb4,
    p_lane_lock       VARCHAR(64)  CHARACTER SET utf8mb4,
    p_lock_name       VARCHAR(64)  CHARACTER SET utf8mb4,
    p_object_id       BIGINT,
    p_object_owner    VARCHAR(128) CHARACTER SET utf8mb4,
    p_object_name     VARCHAR(128) CHARACTER SET utf8mb4,
    p_instance        INT,
    p_repository_uuid VARCHAR(36)  CHARACTER SET utf8mb4,
    p_lock_timeout    INT,
    p_order           BIGINT,
    p_seen            BIGINT,
    p_issuer          VARCHAR(36)  CHARACTER SET utf8mb4,
    p_outcome         OUT VARCHAR(10)   CHARACTER SET utf8mb4,
    p_errno           OUT INT,
    p_message         OUT VARCHAR(4000) CHARACTER SET utf8mb4,
    p_repeated        OUT CHAR(1)       CHARACTER SET utf8mb4,
    p_sha256          OUT CHAR(64)      CHARACTER SET utf8mb4);

  -- Marks the attempt done in the transaction the procedure left open, commits, and lets go of the lock.
  PROCEDURE close_step(p_task_log_id BIGINT, p_attempt INT, p_lock_name VARCHAR(64) CHARACTER SET utf8mb4);

  -- Rolls back, marks the attempt failed, and lets go of the lock. p_outcome: FAILED_NOW; or COMPLETED if the error, a
  -- KILL QUERY say, came after the mark was committed: then the mark is what counts.
  PROCEDURE fail_step(
    p_task_log_id BIGINT,
    p_attempt     INT,
    p_lock_name   VARCHAR(64) CHARACTER SET utf8mb4,
    p_errno       INT,
    p_message     VARCHAR(4000) CHARACTER SET utf8mb4,
    p_outcome     OUT VARCHAR(10) CHARACTER SET utf8mb4);

  -- Runs a SET SESSION statement and remembers how to undo what it changed.
  PROCEDURE change_settings(p_statement LONGTEXT CHARACTER SET utf8mb4);
END;
/

CREATE OR REPLACE PACKAGE BODY DOM$STEP AS
  FUNCTION identity_problem(p_repository_uuid VARCHAR(36) CHARACTER SET utf8mb4)
  RETURN VARCHAR(1000) CHARACTER SET utf8mb4 AS
    v_uid  VARCHAR(64) CHARACTER SET utf8mb4;
    v_uuid VARCHAR(36) CHARACTER SET utf8mb4;
  BEGIN
    SELECT server_uid, repository_uuid INTO v_uid, v_uuid FROM DOM$TARGET;
    IF v_uid <> @@server_uid THEN
      RETURN 'schema ' || DATABASE() || ' was registered on server ' || v_uid || ', but this server is ' || @@server_uid
             || ': a clone, a restore or a wrong address; if it is the right database, run "dom accept-database"';
    END IF;
    IF v_uuid <> p_repository_uuid THEN
      RETURN 'schema ' || DATABASE() || ' serves the DOM repository ' || v_uuid || ', not ' || p_repository_uuid
             || '; if it is to serve this repository from now on, run "dom accept-database"';
    END IF;
    RETURN NULL;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RETURN 'schema ' || DATABASE() || ' is not registered with a DOM repository; DOM registers it when it installs its code';
  END;

  -- The same as org.domops.target.LockName.ofInstall.
  FUNCTION install_lock() RETURN VARCHAR(64) CHARACTER SET utf8mb4 AS
  BEGIN
    RETURN 'DOM.' || LEFT(SHA2('install' || CHR(10) || DATABASE(), 256), 60);
  END;

  FUNCTION session_description(p_session_id BIGINT) RETURN VARCHAR(2000) CHARACTER SET utf8mb4 AS
    v_text  VARCHAR(2000) CHARACTER SET utf8mb4;
    v_since VARCHAR(40) CHARACTER SET utf8mb4;
  BEGIN
    -- without the PROCESS privilege this shows the sessions of the own user, and only those run DOM's steps
    SELECT 'connection ' || p_session_id || COALESCE(MAX(' of ' || user || ' from ' || host || ', ' || command
           || ' for ' || time || ' s' || CASE WHEN info IS NOT NULL THEN ', now at: ' || LEFT(info, 300) END), '')
    INTO   v_text FROM information_schema.processlist WHERE id = p_session_id;
    SELECT CAST(MAX(start_dttm) AS CHAR) INTO v_since
    FROM   DOM$STEP_ATTEMPTS WHERE session_id = p_session_id AND status = 'R';
    RETURN v_text || CASE WHEN v_since IS NOT NULL THEN ', its step open since ' || v_since || ' UTC' END;
  END;

  FUNCTION holder_description(p_lock_name VARCHAR(64) CHARACTER SET utf8mb4)
  RETURN VARCHAR(2000) CHARACTER SET utf8mb4 AS
    v_holder BIGINT := IS_USED_LOCK(p_lock_name);
  BEGIN
    IF v_holder IS NULL THEN
      RETURN 'a session that let go of it just now';
    END IF;
    RETURN session_description(v_holder);
  END;

  -- A parallel branch of the lane whose session lives; null: there is none. To be asked under the lane's lock.
  FUNCTION living_branch(p_lane_lock VARCHAR(64) CHARACTER SET utf8mb4)
  RETURN VARCHAR(4000) CHARACTER SET utf8mb4 AS
    v_text VARCHAR(4000) CHARACTER SET utf8mb4;
  BEGIN
    SELECT 'a parallel branch of the lane, ' || package_name || '.' || procedure_name || ', is still at work: '
           || holder_description(lock_name)
    INTO   v_text
    FROM   DOM$STEP_ATTEMPTS
    WHERE  lane_lock = p_lane_lock AND status = 'R' AND lock_name <> lane_lock AND IS_USED_LOCK(lock_name) IS NOT NULL
    ORDER BY start_dttm
    LIMIT  1;
    RETURN v_text;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RETURN NULL;
  END;

  PROCEDURE release_locks(
    p_lane_lock VARCHAR(64) CHARACTER SET utf8mb4, p_lock_name VARCHAR(64) CHARACTER SET utf8mb4
  ) AS
    v_free INT;
  BEGIN
    v_free := RELEASE_LOCK(p_lock_name);
    IF p_lane_lock <> p_lock_name THEN
      v_free := RELEASE_LOCK(p_lane_lock);
    END IF;
  END;

  -- Whether the order is overtaken by a later one, of the lane or of the same branch; p_errno null: it may go on.
  -- The same as org.domops.target.mariadb.LaneFence.
  PROCEDURE check_fence(
    p_handle    VARCHAR(64) CHARACTER SET utf8mb4,
    p_lane_lock VARCHAR(64) CHARACTER SET utf8mb4,
    p_lock_name VARCHAR(64) CHARACTER SET utf8mb4,
    p_order     BIGINT,
    p_seen      BIGINT,
    p_issuer    VARCHAR(36) CHARACTER SET utf8mb4,
    p_errno     OUT INT,
    p_message   OUT VARCHAR(4000) CHARACTER SET utf8mb4
  ) AS
    v_reached BIGINT;
    v_last    BIGINT;
    v_others  INT;
    v_since   VARCHAR(40) CHARACTER SET utf8mb4;
  BEGIN
    SELECT COALESCE(MAX(order_number), 0),
           COALESCE(MAX(CASE WHEN p_lock_name = lane_lock OR lock_name IN (lane_lock, p_lock_name) THEN order_number END), 0)
    INTO   v_reached, v_last
    FROM   DOM$FENCE WHERE handle = p_handle AND lane_lock = p_lane_lock;
    SELECT COUNT(CASE WHEN issuer <> p_issuer THEN 1 END), CAST(MAX(seen_dttm) AS CHAR) INTO v_others, v_since
    FROM   DOM$FENCE WHERE handle = p_handle AND lane_lock = p_lane_lock AND order_number = v_last;
    IF v_reached < p_seen THEN
      p_errno   := 20276;
      p_message := 'order ' || p_seen || ' of run ' || p_handle || ' was here, as the repository knows, but schema ' || DATABASE()
                   || ' knows orders up to ' || v_reached || ' only: it was restored, or made anew, and lacks what was done'
                   || ' since; if it is to go on so, run "dom accept-database"';
    ELSIF p_order < v_last THEN
      p_errno   := 20209;
      p_message := 'order ' || p_order || ' of run ' || p_handle || ' is superseded: order ' || v_last
                   || ' of the lane was here at ' || v_since || ' UTC, from a later owner of the lane; or, if there is none,'
                   || ' the repository was restored: then run "dom repository new-identity"';
    ELSIF p_order = v_last AND v_others > 0 THEN
      p_errno   := 20277;
      p_message := 'order ' || p_order || ' of run ' || p_handle || ' was here already, at ' || v_since || ' UTC, from another'
                   || ' server: a copy of the repository is at work; on the copy, run "dom repository new-identity"';
    END IF;
  END;

  PROCEDURE record_fence(
    p_handle    VARCHAR(64) CHARACTER SET utf8mb4,
    p_lane_lock VARCHAR(64) CHARACTER SET utf8mb4,
    p_lock_name VARCHAR(64) CHARACTER SET utf8mb4,
    p_order     BIGINT,
    p_issuer    VARCHAR(36) CHARACTER SET utf8mb4
  ) AS
  BEGIN
    INSERT INTO DOM$FENCE (handle, lock_name, lane_lock, order_number, issuer, seen_dttm)
    VALUES (p_handle, p_lock_name, p_lane_lock, p_order, p_issuer, UTC_TIMESTAMP(6))
    ON DUPLICATE KEY UPDATE order_number = p_order, issuer = p_issuer, seen_dttm = UTC_TIMESTAMP(6);
  END;

  -- The step of another run that is recorded under the number; null: there is none. Within a run the fence tells.
  FUNCTION other_step(p_task_log_id BIGINT, p_handle VARCHAR(64) CHARACTER SET utf8mb4)
  RETURN VARCHAR(1000) CHARACTER SET utf8mb4 AS
    v_text VARCHAR(1000) CHARACTER SET utf8mb4;
  BEGIN
    SELECT package_name || '.' || procedure_name || ' of run ' || handle INTO v_text
    FROM   DOM$STEP_ATTEMPTS WHERE task_log_id = p_task_log_id AND handle <> p_handle LIMIT 1;
    RETURN v_text;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RETURN NULL;
  END;

  -- Rows of statements whose session died while they ran: nobody else will ever close them.
  PROCEDURE close_statements(
    p_task_log_id BIGINT, p_attempt INT, p_errno INT, p_message VARCHAR(4000) CHARACTER SET utf8mb4
  ) AS
  BEGIN
    UPDATE DOM$SQL_BUFFER
    SET    status = 'E', error_code = p_errno, status_msg = p_message, end_dttm = UTC_TIMESTAMP(6)
    WHERE  task_log_id = p_task_log_id AND attempt <= p_attempt AND status = 'R';
  END;

  PROCEDURE undo_settings AS
    v_name  VARCHAR(64) CHARACTER SET utf8mb4;
    v_value LONGTEXT CHARACTER SET utf8mb4;
    v_index INT := 0;
  BEGIN
    WHILE @dom$settings IS NOT NULL AND v_index < JSON_LENGTH(@dom$settings) LOOP
      v_name  := JSON_VALUE(@dom$settings, '$[' || v_index || '].name');
      v_value := JSON_VALUE(@dom$settings, '$[' || v_index || '].value');
      EXECUTE IMMEDIATE 'SET SESSION ' || v_name || ' = ' || v_value;
      v_index := v_index + 1;
    END LOOP;
    SET @dom$settings = NULL;
  END;

  PROCEDURE open_step(
    p_task_log_id     BIGINT,
    p_attempt         INT,
    p_collect_from    INT,
    p_handle          VARCHAR(64)  CHARACTER SET utf8mb4,
    p_package_name    VARCHAR(128) CHARACTER SET utf8mb4,
    p_procedure_name  VARCHAR(128) CHARACTER SET utf8mb4,
    p_lane_lock       VARCHAR(64)  CHARACTER SET utf8mb4,
    p_lock_name       VARCHAR(64)  CHARACTER SET utf8mb4,
    p_object_id       BIGINT,
    p_object_owner    VARCHAR(128) CHARACTER SET utf8mb4,
    p_object_name     VARCHAR(128) CHARACTER SET utf8mb4,
    p_instance        INT,
    p_repository_uuid VARCHAR(36)  CHARACTER SET utf8mb4,
    p_lock_timeout    INT,
    p_order           BIGINT,
    p_seen            BIGINT,
    p_issuer          VARCHAR(36)  CHARACTER SET utf8mb4,
    p_outcome         OUT VARCHAR(10)   CHARACTER SET utf8mb4,
    p_errno           OUT INT,
    p_message         OUT VARCHAR(4000) CHARACTER SET utf8mb4,
    p_repeated        OUT CHAR(1)       CHARACTER SET utf8mb4,
    p_sha256          OUT CHAR(64)      CHARACTER SET utf8mb4
  ) AS
    v_holder  BIGINT;
    v_highest INT;
    v_done    INT;
    v_unmarked INT;
    v_status  CHAR(1) CHARACTER SET utf8mb4;
    v_free    INT;
    v_install VARCHAR(64) CHARACTER SET utf8mb4 := install_lock();
  BEGIN
    ROLLBACK;  -- an old snapshot would hide what a former session committed
    SET SESSION autocommit = 0;  -- a procedure that changed it would tear its work and the mark apart
    p_outcome  := 'REFUSED';
    p_repeated := 'N';

    p_message := identity_problem(p_repository_uuid);
    IF p_message IS NOT NULL THEN
      ROLLBACK;
      p_errno := 20208;
      RETURN;
    END IF;

    v_holder := CASE WHEN IS_USED_LOCK(p_lane_lock) = CONNECTION_ID() OR IS_USED_LOCK(p_lock_name) = CONNECTION_ID()
                     THEN CONNECTION_ID() END;
    IF v_holder IS NOT NULL THEN
      ROLLBACK;
      p_errno   := 20210;
      p_message := 'connection ' || CONNECTION_ID() || ' holds the lock '
                   || CASE WHEN IS_USED_LOCK(p_lock_name) = CONNECTION_ID() THEN p_lock_name ELSE p_lane_lock END
                   || ' already: a step of this session was not closed';
      RETURN;
    END IF;
    IF COALESCE(GET_LOCK(p_lane_lock, 1), 0) <> 1 THEN
      -- one that a later order has overtaken waits for nobody
      check_fence(p_handle, p_lane_lock, p_lock_name, p_order, p_seen, p_issuer, p_errno, p_message);
      IF p_errno IS NULL THEN
        p_errno   := 20207;
        p_message := 'the lane''s lock ' || p_lane_lock || ' is held by ' || holder_description(p_lane_lock);
      END IF;
      ROLLBACK;
      RETURN;
    END IF;
    ROLLBACK;  -- a branch may have been opened while we waited
    IF p_lock_name <> p_lane_lock THEN
      IF COALESCE(GET_LOCK(p_lock_name, 1), 0) <> 1 THEN
        p_message := 'the step''s own lock ' || p_lock_name || ' is held by ' || holder_description(p_lock_name);
      END IF;
    ELSE
      p_message := living_branch(p_lane_lock);
    END IF;
    IF p_message IS NOT NULL THEN
      ROLLBACK;
      release_locks(p_lane_lock, p_lock_name);
      p_errno := 20207;
      RETURN;
    END IF;

    ROLLBACK;  -- the former owner may have committed its mark while we waited
    check_fence(p_handle, p_lane_lock, p_lock_name, p_order, p_seen, p_issuer, p_errno, p_message);
    IF p_errno IS NULL THEN
      p_message := other_step(p_task_log_id, p_handle);
      IF p_message IS NOT NULL THEN
        p_errno   := 20277;
        p_message := 'step ' || p_task_log_id || ' is recorded in schema ' || DATABASE() || ' as ' || p_message
                     || ': the repository was restored, or a copy of it is at work; run "dom repository new-identity"';
      END IF;
    END IF;
    IF p_errno IS NOT NULL THEN
      ROLLBACK;
      release_locks(p_lane_lock, p_lock_name);
      RETURN;
    END IF;
    SELECT MAX(attempt) INTO v_highest FROM DOM$STEP_ATTEMPTS WHERE task_log_id = p_task_log_id;
    IF v_highest > p_attempt THEN
      ROLLBACK;
      release_locks(p_lane_lock, p_lock_name);
      p_errno   := 20209;
      p_message := 'attempt ' || p_attempt || ' of step ' || p_task_log_id || ' is superseded: attempt ' || v_highest
                   || ' is recorded on the target';
      RETURN;
    END IF;

    -- An earlier attempt whose reply was lost may be done: what is done is never called again.
    SELECT COUNT(*) INTO v_done FROM DOM$STEP_ATTEMPTS
    WHERE  task_log_id = p_task_log_id AND attempt >= p_collect_from AND attempt < p_attempt AND status = 'C';
    IF v_done > 0 THEN
      SELECT MAX(sha256) INTO p_sha256 FROM DOM$STEP_ATTEMPTS
      WHERE  task_log_id = p_task_log_id AND attempt >= p_collect_from AND attempt < p_attempt AND status = 'C';
      record_fence(p_handle, p_lane_lock, p_lock_name, p_order, p_issuer);
      COMMIT;
      release_locks(p_lane_lock, p_lock_name);
      p_outcome := 'COLLECTED';
      p_message := NULL;
      RETURN;
    END IF;

    IF v_highest = p_attempt THEN
      SELECT status, error_code, error_message, possibly_repeated, sha256
      INTO   v_status, p_errno, p_message, p_repeated, p_sha256
      FROM   DOM$STEP_ATTEMPTS WHERE task_log_id = p_task_log_id AND attempt = p_attempt;
      IF v_status <> 'R' THEN
        record_fence(p_handle, p_lane_lock, p_lock_name, p_order, p_issuer);
        COMMIT;
        release_locks(p_lane_lock, p_lock_name);
        IF v_status = 'C' THEN
          p_outcome := 'COLLECTED';
        ELSE
          p_outcome := 'FAILED';
        END IF;
        RETURN;
      END IF;
      p_repeated := 'Y';
    END IF;

    -- While the row is written nobody installs, so an install that finds no open step can replace code.
    IF COALESCE(GET_LOCK(v_install, 3), 0) <> 1 THEN
      p_errno    := 20220;
      p_message  := 'code is being installed by ' || session_description(IS_USED_LOCK(v_install));
      p_repeated := 'N';
      ROLLBACK;
      release_locks(p_lane_lock, p_lock_name);
      RETURN;
    END IF;

    SELECT MAX(sha256) INTO p_sha256 FROM DOM$INSTALLED_CODE WHERE UPPER(name) = UPPER(p_package_name);
    -- Connection numbers start again with the server: an open row with ours is not ours.
    UPDATE DOM$STEP_ATTEMPTS SET session_id = NULL WHERE session_id = CONNECTION_ID() AND status = 'R';
    UPDATE DOM$STEP_ATTEMPTS SET status = 'F', end_dttm = UTC_TIMESTAMP(6), error_message = 'superseded by attempt ' || p_attempt
    WHERE  task_log_id = p_task_log_id AND attempt < p_attempt AND status = 'R';
    v_unmarked := SQL%ROWCOUNT;
    close_statements(p_task_log_id, p_attempt, NULL,
      'the session ended while this statement ran; whether it took effect is not known');
    IF p_repeated = 'Y' THEN
      UPDATE DOM$STEP_ATTEMPTS
      SET    opens = opens + 1, possibly_repeated = 'Y', session_id = CONNECTION_ID(), lock_name = p_lock_name,
             lane_lock = p_lane_lock, sha256 = p_sha256, start_dttm = UTC_TIMESTAMP(6)
      WHERE  task_log_id = p_task_log_id AND attempt = p_attempt;
    ELSE
      IF v_unmarked > 0 THEN
        p_repeated := 'Y';  -- an earlier attempt died without a mark: its statements may have run
      END IF;
      INSERT INTO DOM$STEP_ATTEMPTS (task_log_id, attempt, status, handle, package_name, procedure_name, object_id,
        object_owner, object_name, instance, lock_name, lane_lock, sha256, session_id, possibly_repeated, start_dttm)
      VALUES (p_task_log_id, p_attempt, 'R', p_handle, p_package_name, p_procedure_name, p_object_id,
        p_object_owner, p_object_name, p_instance, p_lock_name, p_lane_lock, p_sha256, CONNECTION_ID(), p_repeated, UTC_TIMESTAMP(6));
    END IF;
    record_fence(p_handle, p_lane_lock, p_lock_name, p_order, p_issuer);
    COMMIT;
    v_free    := RELEASE_LOCK(v_install);
    IF p_lane_lock <> p_lock_name THEN
      v_free  := RELEASE_LOCK(p_lane_lock);
    END IF;
    IF p_lock_timeout IS NOT NULL THEN
      SET @dom$settings = JSON_ARRAY(JSON_OBJECT('name', 'lock_wait_timeout', 'value', @@lock_wait_timeout));
      SET SESSION lock_wait_timeout = p_lock_timeout;
    END IF;
    p_outcome := 'CALL';
    p_errno   := NULL;
    p_message := NULL;
  EXCEPTION
    WHEN OTHERS THEN
      -- no step is open: the caller sees the error itself, and nothing stays behind
      ROLLBACK;
      v_free := RELEASE_LOCK(v_install);
      IF v_holder IS NULL THEN
        release_locks(p_lane_lock, p_lock_name);
      END IF;
      RAISE;
  END;

  PROCEDURE close_step(p_task_log_id BIGINT, p_attempt INT, p_lock_name VARCHAR(64) CHARACTER SET utf8mb4) AS
    v_free INT;
  BEGIN
    IF COALESCE(IS_USED_LOCK(p_lock_name), 0) <> CONNECTION_ID() THEN
      RAISE_APPLICATION_ERROR(-20211, 'the procedure let go of the lane''s lock ' || p_lock_name
        || '; locks with names that begin with DOM are not the operation''s');
    END IF;
    undo_settings;
    -- a KILL QUERY may hit just the update that ends a row, and MariaDB goes on
    close_statements(p_task_log_id, p_attempt, NULL, 'the end of this statement was not logged; it may have taken effect');
    UPDATE DOM$STEP_ATTEMPTS SET status = 'C', end_dttm = UTC_TIMESTAMP(6)
    WHERE  task_log_id = p_task_log_id AND attempt = p_attempt AND status = 'R' AND session_id = CONNECTION_ID();
    IF SQL%ROWCOUNT <> 1 THEN
      RAISE_APPLICATION_ERROR(-20211, 'the open row of attempt ' || p_attempt || ' of step ' || p_task_log_id
        || ' is gone from DOM$STEP_ATTEMPTS');
    END IF;
    COMMIT;
    v_free := RELEASE_LOCK(p_lock_name);
  END;

  PROCEDURE fail_step(
    p_task_log_id BIGINT,
    p_attempt     INT,
    p_lock_name   VARCHAR(64) CHARACTER SET utf8mb4,
    p_errno       INT,
    p_message     VARCHAR(4000) CHARACTER SET utf8mb4,
    p_outcome     OUT VARCHAR(10) CHARACTER SET utf8mb4
  ) AS
    v_free INT;
  BEGIN
    ROLLBACK;
    close_statements(p_task_log_id, p_attempt, p_errno, p_message);
    UPDATE DOM$STEP_ATTEMPTS
    SET    status = 'E', error_code = p_errno, error_message = p_message, end_dttm = UTC_TIMESTAMP(6)
    WHERE  task_log_id = p_task_log_id AND attempt = p_attempt AND status = 'R' AND session_id = CONNECTION_ID();
    SELECT CASE MAX(status) WHEN 'C' THEN 'COMPLETED' ELSE 'FAILED_NOW' END INTO p_outcome
    FROM   DOM$STEP_ATTEMPTS WHERE task_log_id = p_task_log_id AND attempt = p_attempt;
    COMMIT;
    undo_settings;
    v_free := RELEASE_LOCK(p_lock_name);
  END;

  -- Of the settings a step may change; what changes by itself (time, counters) is left out.
  FUNCTION session_settings() RETURN LONGTEXT CHARACTER SET utf8mb4 AS
    v_settings LONGTEXT CHARACTER SET utf8mb4;
  BEGIN
    SELECT JSON_OBJECTAGG(variable_name, CASE WHEN variable_type IN ('BIGINT', 'BIGINT UNSIGNED', 'INT', 'INT UNSIGNED', 'DOUBLE')
             THEN session_value ELSE QUOTE(session_value) END)
    INTO   v_settings
    FROM   information_schema.system_variables
    WHERE  variable_scope IN ('SESSION', 'SESSION ONLY') AND read_only = 'NO' AND session_value IS NOT NULL
    AND    variable_name NOT IN ('TIMESTAMP', 'LAST_INSERT_ID', 'IDENTITY', 'INSERT_ID', 'RAND_SEED1', 'RAND_SEED2');
    RETURN v_settings;
  END;

  PROCEDURE change_settings(p_statement LONGTEXT CHARACTER SET utf8mb4) AS
    v_before LONGTEXT CHARACTER SET utf8mb4;
    v_after  LONGTEXT CHARACTER SET utf8mb4;
    v_names  LONGTEXT CHARACTER SET utf8mb4;
    v_name   VARCHAR(64) CHARACTER SET utf8mb4;
    v_index  INT := 0;
  BEGIN
    IF p_statement NOT REGEXP '(?i)^[[:space:]]*SET[[:space:]]+(SESSION|LOCAL|NAMES|CHARACTER|@@SESSION|[A-Z0-9_]+[[:space:]]*:?=)'
       OR p_statement REGEXP '(?i)(^|[^A-Z0-9_])(GLOBAL[[:space:]]|@@GLOBAL[.])' THEN
      RAISE_APPLICATION_ERROR(-20226, 'p_alter_session must be a SET SESSION statement, not: ' || LEFT(p_statement, 200));
    END IF;
    v_before := session_settings();
    EXECUTE IMMEDIATE p_statement;
    v_after := session_settings();
    SET @dom$settings = COALESCE(@dom$settings, '[]');
    v_names := JSON_KEYS(v_before);
    WHILE v_index < JSON_LENGTH(v_names) LOOP
      v_name := JSON_VALUE(v_names, '$[' || v_index || ']');
      IF JSON_VALUE(v_before, '$.' || v_name) <> JSON_VALUE(v_after, '$.' || v_name) THEN
        -- the oldest value comes last, so that it is what remains after the undoing
        SET @dom$settings = JSON_ARRAY_INSERT(@dom$settings, '$[0]',
          JSON_OBJECT('name', v_name, 'value', JSON_VALUE(v_before, '$.' || v_name)));
      END IF;
      v_index := v_index + 1;
    END LOOP;
  END;
END;
/
