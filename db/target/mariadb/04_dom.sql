-- Package DOM: what operations call. MariaDB 11.4 has neither default arguments nor overloads nor exceptions in a
-- specification, so each routine has its longest form; to say "operation complete" an operation calls
-- RAISE_APPLICATION_ERROR(-20100, 'operation complete').

CREATE OR REPLACE PACKAGE DOM AS
  PROCEDURE initialise(
    p_handle VARCHAR(64)  CHARACTER SET utf8mb4,
    p_module VARCHAR(128) CHARACTER SET utf8mb4,
    p_action VARCHAR(128) CHARACTER SET utf8mb4);

  -- Commits, logs, runs and commits the statement; on error rolls back and raises the statement's own error.
  -- p_alter_session: null, or a SET SESSION statement, undone when the step ends.
  PROCEDURE execute_immediate(
    p_handle        VARCHAR(64) CHARACTER SET utf8mb4,
    p_sql_str       LONGTEXT    CHARACTER SET utf8mb4,
    p_alter_session LONGTEXT    CHARACTER SET utf8mb4);

  -- p_object_name: OWNER.NAME or NAME; null: the object the step works on. Not defined: -20115.
  FUNCTION get_string_param(
    p_handle      VARCHAR(64)  CHARACTER SET utf8mb4,
    p_name        VARCHAR(128) CHARACTER SET utf8mb4,
    p_object_name VARCHAR(257) CHARACTER SET utf8mb4) RETURN VARCHAR(4000) CHARACTER SET utf8mb4;
  FUNCTION get_num_param(
    p_handle      VARCHAR(64)  CHARACTER SET utf8mb4,
    p_name        VARCHAR(128) CHARACTER SET utf8mb4,
    p_object_name VARCHAR(257) CHARACTER SET utf8mb4) RETURN NUMBER;
  FUNCTION get_date_param(
    p_handle      VARCHAR(64)  CHARACTER SET utf8mb4,
    p_name        VARCHAR(128) CHARACTER SET utf8mb4,
    p_object_name VARCHAR(257) CHARACTER SET utf8mb4) RETURN DATETIME;
END;
/

CREATE OR REPLACE PACKAGE BODY DOM AS
  PROCEDURE initialise(
    p_handle VARCHAR(64)  CHARACTER SET utf8mb4,
    p_module VARCHAR(128) CHARACTER SET utf8mb4,
    p_action VARCHAR(128) CHARACTER SET utf8mb4
  ) AS
  BEGIN
    DBMS_APPLICATION_INFO.set_module(p_module, p_action);
  END;

  FUNCTION run_of(p_handle VARCHAR(64) CHARACTER SET utf8mb4) RETURN BIGINT AS
  BEGIN
    IF p_handle IS NULL OR p_handle NOT REGEXP '^[0-9]{1,18}$' THEN
      RAISE_APPLICATION_ERROR(-20200, 'the handle must be the one the procedure was called with, not '
        || CASE WHEN p_handle IS NULL THEN 'null' ELSE '"' || p_handle || '"' END);
    END IF;
    RETURN CAST(p_handle AS INTEGER);
  END;

  -- The row of a statement that is not run if it can't be written.
  PROCEDURE log_statement(
    p_task_log_id BIGINT,
    p_attempt     INT,
    p_sql_str     LONGTEXT CHARACTER SET utf8mb4,
    p_preview     CHAR(1)  CHARACTER SET utf8mb4,
    p_seq         OUT BIGINT
  ) AS
    v_errno   INT;
    v_message VARCHAR(4000) CHARACTER SET utf8mb4;
  BEGIN
    INSERT INTO DOM$SQL_BUFFER (task_log_id, attempt, sql_text, status, preview, start_dttm, end_dttm)
    VALUES (p_task_log_id, p_attempt, p_sql_str, CASE p_preview WHEN 'Y' THEN 'C' ELSE 'R' END, p_preview,
      UTC_TIMESTAMP(6), CASE p_preview WHEN 'Y' THEN UTC_TIMESTAMP(6) END);
    p_seq := LAST_INSERT_ID();
  EXCEPTION
    WHEN OTHERS THEN
      GET DIAGNOSTICS CONDITION 1 v_errno = MYSQL_ERRNO, v_message = MESSAGE_TEXT;
      RAISE_APPLICATION_ERROR(-20272, 'DOM$SQL_BUFFER can''t be written (' || v_errno || ' ' || v_message
        || '), so the statement was not run: ' || LEFT(p_sql_str, 200));
  END;

  PROCEDURE execute_immediate(
    p_handle        VARCHAR(64) CHARACTER SET utf8mb4,
    p_sql_str       LONGTEXT    CHARACTER SET utf8mb4,
    p_alter_session LONGTEXT    CHARACTER SET utf8mb4
  ) AS
    v_task_log_id BIGINT;
    v_attempt     INT;
    v_handle      VARCHAR(64) CHARACTER SET utf8mb4;
    v_mode        CHAR(1)     CHARACTER SET utf8mb4;
    v_seq         BIGINT;
    v_rows        BIGINT;
    v_errno       INT;
    v_last        INT;
    v_message     VARCHAR(4000) CHARACTER SET utf8mb4;
  BEGIN
    COMMIT;
    -- by the session's open attempt, not by the handle: the handle is the same in all branches of a lane
    BEGIN
      SELECT task_log_id, attempt, handle INTO v_task_log_id, v_attempt, v_handle
      FROM   DOM$STEP_ATTEMPTS
      WHERE  session_id = CONNECTION_ID() AND status = 'R' AND IS_USED_LOCK(lock_name) = CONNECTION_ID();
    EXCEPTION
      WHEN NO_DATA_FOUND THEN
        RAISE_APPLICATION_ERROR(-20211, 'connection ' || CONNECTION_ID()
          || ' has no open step, so the statement is neither logged nor run: ' || LEFT(p_sql_str, 200));
    END;
    BEGIN
      SELECT run_mode INTO v_mode FROM DOM$RUN WHERE run_id = run_of(v_handle);
    EXCEPTION
      WHEN NO_DATA_FOUND THEN
        RAISE_APPLICATION_ERROR(-20223, 'run ' || v_handle || ' is not in DOM$RUN, so its run mode is not known');
    END;
    COMMIT;

    IF v_mode = 'T' THEN
      log_statement(v_task_log_id, v_attempt, p_sql_str, 'Y', v_seq);
      RETURN;
    END IF;

    log_statement(v_task_log_id, v_attempt, p_sql_str, 'N', v_seq);
    BEGIN
      IF p_alter_session IS NOT NULL THEN
        DOM$STEP.change_settings(p_alter_session);
      END IF;
      EXECUTE IMMEDIATE p_sql_str;
      v_rows := ROW_COUNT();
      COMMIT;
    EXCEPTION
      WHEN OTHERS THEN
        ROLLBACK;
        -- a statement on a table clears the warnings; raised once more the error is the last condition
        UPDATE DOM$SQL_BUFFER SET end_dttm = UTC_TIMESTAMP(6) WHERE seq = v_seq;
        BEGIN
          RAISE;
        EXCEPTION
          WHEN OTHERS THEN
            GET DIAGNOSTICS v_last = NUMBER;
            GET DIAGNOSTICS CONDITION v_last v_errno = MYSQL_ERRNO, v_message = MESSAGE_TEXT;
        END;
        UPDATE DOM$SQL_BUFFER
        SET    status = 'E', error_code = v_errno, status_msg = v_message
        WHERE  seq = v_seq;
        RAISE;
    END;
    -- a statement that answers with rows has no count of processed ones
    UPDATE DOM$SQL_BUFFER
    SET    status = 'C', rows_processed = CASE WHEN v_rows >= 0 THEN v_rows END, end_dttm = UTC_TIMESTAMP(6)
    WHERE  seq = v_seq;
  END;

  FUNCTION get_string_param(
    p_handle      VARCHAR(64)  CHARACTER SET utf8mb4,
    p_name        VARCHAR(128) CHARACTER SET utf8mb4,
    p_object_name VARCHAR(257) CHARACTER SET utf8mb4
  ) RETURN VARCHAR(4000) CHARACTER SET utf8mb4 AS
    v_run_id   BIGINT := run_of(p_handle);
    v_instance INT;
    v_owner    VARCHAR(128)  CHARACTER SET utf8mb4;
    v_object   VARCHAR(128)  CHARACTER SET utf8mb4;
    v_value    VARCHAR(4000) CHARACTER SET utf8mb4;
  BEGIN
    SELECT MAX(operation_instance) INTO v_instance FROM DOM$RUN WHERE run_id = v_run_id;
    SELECT MAX(object_owner), MAX(object_name) INTO v_owner, v_object
    FROM   DOM$STEP_ATTEMPTS
    WHERE  session_id = CONNECTION_ID() AND status = 'R' AND IS_USED_LOCK(lock_name) = CONNECTION_ID();
    IF p_object_name IS NOT NULL THEN
      v_object := SUBSTRING_INDEX(p_object_name, '.', -1);
      IF LOCATE('.', p_object_name) > 0 THEN
        v_owner := SUBSTRING_INDEX(p_object_name, '.', 1);
      END IF;
    END IF;
    SELECT value INTO v_value
    FROM   DOM$PARAMETERS
    WHERE  run_id = v_run_id
    AND    UPPER(name) = UPPER(p_name)
    AND    (object_name IS NULL OR UPPER(object_name) = UPPER(v_object)
            AND (object_owner IS NULL OR v_owner IS NULL OR UPPER(object_owner) = UPPER(v_owner)))
    AND    (instance IS NULL OR instance = v_instance)
    ORDER BY object_name IS NULL, instance IS NULL, object_owner IS NULL
    LIMIT 1;
    RETURN v_value;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20115, 'parameter ' || COALESCE(p_name, 'null') || ' is not defined for run ' || v_run_id
        || CASE WHEN v_object IS NOT NULL THEN ', object ' || CASE WHEN v_owner IS NOT NULL THEN v_owner || '.' END || v_object END
        || CASE WHEN v_instance IS NOT NULL THEN ', instance ' || v_instance END);
  END;

  FUNCTION get_num_param(
    p_handle      VARCHAR(64)  CHARACTER SET utf8mb4,
    p_name        VARCHAR(128) CHARACTER SET utf8mb4,
    p_object_name VARCHAR(257) CHARACTER SET utf8mb4
  ) RETURN NUMBER AS
    v_value  VARCHAR(4000) CHARACTER SET utf8mb4 := get_string_param(p_handle, p_name, p_object_name);
    v_number NUMBER;
  BEGIN
    v_number := TO_NUMBER(v_value);
    -- NUMBER is a double here: better no number than a slightly different one
    IF ABS(v_number) > 9007199254740992 THEN
      RAISE_APPLICATION_ERROR(-20225, 'more than 15 digits');
    END IF;
    RETURN v_number;
  EXCEPTION
    WHEN OTHERS THEN
      RAISE_APPLICATION_ERROR(-20225, 'parameter ' || p_name || ' has the value "' || LEFT(v_value, 100)
        || '", which is not a number as expected, e.g. 42, -0.5 or 1e6, of at most 15 digits');
  END;

  FUNCTION get_date_param(
    p_handle      VARCHAR(64)  CHARACTER SET utf8mb4,
    p_name        VARCHAR(128) CHARACTER SET utf8mb4,
    p_object_name VARCHAR(257) CHARACTER SET utf8mb4
  ) RETURN DATETIME AS
    v_value VARCHAR(4000) CHARACTER SET utf8mb4 := get_string_param(p_handle, p_name, p_object_name);
    v_text  VARCHAR(4000) CHARACTER SET utf8mb4 := TRIM(v_value);
    v_date  DATETIME;
  BEGIN
    IF v_value IS NULL THEN
      RETURN NULL;
    END IF;
    BEGIN
      CASE
        WHEN v_text REGEXP '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
          v_date := STR_TO_DATE(v_text, '%Y-%m-%d');
        WHEN v_text REGEXP '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$' THEN
          v_date := STR_TO_DATE(v_text, '%Y-%m-%d %H:%i:%s');
        WHEN v_text REGEXP '(?i)^[0-9]{2}-(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)-[0-9]{4}$' THEN
          v_date := STR_TO_DATE(v_text, '%d-%b-%Y');
        ELSE
          v_date := NULL;
      END CASE;
      -- a day that the month does not have
      IF DAYOFMONTH(LAST_DAY(v_date)) IS NULL OR DAYOFMONTH(v_date) = 0 THEN
        v_date := NULL;
      END IF;
    EXCEPTION
      WHEN OTHERS THEN
        v_date := NULL;
    END;
    IF v_date IS NULL THEN
      RAISE_APPLICATION_ERROR(-20225, 'parameter ' || p_name || ' has the value "' || LEFT(v_value, 100)
        || '", which is not a date as expected: YYYY-MM-DD, YYYY-MM-DD HH24:MI:SS or DD-MON-YYYY');
    END IF;
    RETURN v_date;
  END;
END;
/
