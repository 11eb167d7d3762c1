-- The operations of the torture harness. Each call leaves witnesses in a table that is none of DOM's: BEGIN, committed
-- at once; AWAKE, committed without DOM, which a session that DOM knows nothing of any more leaves all the same; SQL1, SQL2 by
-- execute_immediate, which commits; FAULT or COMPLETE, committed before the error is raised; END in
-- the transaction that the procedure leaves open, which DOM commits together with its own mark.
CREATE OR REPLACE PACKAGE TORTURE_OP AS
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(128), p_object VARCHAR2(128));
  PROCEDURE initial(p_handle VARCHAR2(64));
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1));
  PROCEDURE task_one(p_handle VARCHAR2(64));
  PROCEDURE task_two(p_handle VARCHAR2(64));
  PROCEDURE task_three(p_handle VARCHAR2(64));
END;
/
CREATE OR REPLACE PACKAGE BODY TORTURE_OP AS
  PROCEDURE witness(p_handle VARCHAR2(64), p_object VARCHAR2(128), p_round INT, p_procedure VARCHAR2(30),
                    p_mark VARCHAR2(10), p_call BIGINT, p_error INT) AS
    v_target  VARCHAR2(64);
    v_session BIGINT;
    v_step    BIGINT;
    v_attempt INT;
  BEGIN
    SELECT DATABASE(), CONNECTION_ID() INTO v_target, v_session;
    SELECT COALESCE(MAX(task_log_id), 0), COALESCE(MAX(attempt), 0) INTO v_step, v_attempt
    FROM   DOM$STEP_ATTEMPTS WHERE session_id = v_session AND status = 'R';
    INSERT INTO TORTURE_OUTSIDE.WITNESS (target, handle, object, round, procedure_name, mark, call_id, session_id,
           task_log_id, attempt, error_code, at)
    VALUES (v_target, p_handle, p_object, p_round, p_procedure, p_mark, p_call, v_session, v_step, v_attempt, p_error,
           UTC_TIMESTAMP(6));
  END;

  PROCEDURE execute_witness(p_handle VARCHAR2(64), p_object VARCHAR2(128), p_round INT, p_procedure VARCHAR2(30),
                            p_mark VARCHAR2(10), p_call BIGINT) AS
    v_text VARCHAR2(2000);
  BEGIN
    v_text := 'INSERT INTO TORTURE_OUTSIDE.WITNESS (target, handle, object, round, procedure_name, mark, call_id, session_id, '
      || 'task_log_id, attempt, at) SELECT target, handle, object, round, procedure_name, ''' || p_mark
      || ''', call_id, session_id, task_log_id, attempt, UTC_TIMESTAMP(6) FROM TORTURE_OUTSIDE.WITNESS WHERE id = ' || p_call
      || ' /* ' || p_mark || ' of call ' || p_call || ' */';
    DOM.execute_immediate(p_handle, v_text, NULL);
  END;

  PROCEDURE nap(p_handle VARCHAR2(64), p_object VARCHAR2(128), p_round INT, p_procedure VARCHAR2(30), p_call BIGINT,
                p_millis INT) AS
    v_slept INT;
  BEGIN
    IF p_millis > 0 THEN
      SELECT SLEEP(p_millis / 1000) INTO v_slept;
    END IF;
    witness(p_handle, p_object, p_round, p_procedure, 'AWAKE', p_call, NULL);
    COMMIT;
  END;

  PROCEDURE work(p_handle VARCHAR2(64), p_object VARCHAR2(128), p_round INT, p_procedure VARCHAR2(30), p_statements INT,
                 p_complete INT) AS
    v_kind   VARCHAR2(20);
    v_target VARCHAR2(64);
    v_call   BIGINT;
    v_millis INT;
    v_faults INT;
    v_past   INT;
    v_error  INT;
  BEGIN
    witness(p_handle, p_object, p_round, p_procedure, 'BEGIN', 0, NULL);
    v_call := LAST_INSERT_ID();
    UPDATE TORTURE_OUTSIDE.WITNESS SET call_id = v_call WHERE id = v_call;
    COMMIT;
    v_kind := DOM.get_string_param(p_handle, 'KIND', NULL);
    SELECT DATABASE() INTO v_target;
    SELECT COALESCE(MAX(millis), 0), COALESCE(MAX(faults), 0), MAX(error_code) INTO v_millis, v_faults, v_error
    FROM   TORTURE_OUTSIDE.ORDERS WHERE target = v_target AND kind = v_kind AND procedure_name = p_procedure;
    nap(p_handle, p_object, p_round, p_procedure, v_call, v_millis);
    SELECT COUNT(*) INTO v_past FROM TORTURE_OUTSIDE.WITNESS
    WHERE  target = v_target AND handle = p_handle AND procedure_name = p_procedure AND mark = 'FAULT';
    IF v_past < v_faults THEN
      witness(p_handle, p_object, p_round, p_procedure, 'FAULT', v_call, v_error);
      COMMIT;
      RAISE_APPLICATION_ERROR(v_error, 'fault ' || (v_past + 1) || ' of ' || v_faults || ' in ' || p_procedure);
    END IF;
    IF p_statements > 0 THEN
      execute_witness(p_handle, p_object, p_round, p_procedure, 'SQL1', v_call);
    END IF;
    nap(p_handle, p_object, p_round, p_procedure, v_call, v_millis);
    IF p_statements > 1 THEN
      execute_witness(p_handle, p_object, p_round, p_procedure, 'SQL2', v_call);
    END IF;
    IF p_complete = 1 THEN
      witness(p_handle, p_object, p_round, p_procedure, 'COMPLETE', v_call, NULL);
      COMMIT;
      RAISE_APPLICATION_ERROR(-20100, 'operation complete');
    END IF;
    witness(p_handle, p_object, p_round, p_procedure, 'END', v_call, NULL);
  END;

  PROCEDURE work_on(p_handle VARCHAR2(64), p_procedure VARCHAR2(30), p_statements INT) AS
    v_object VARCHAR2(128);
    v_round  INT;
  BEGIN
    SELECT object, round INTO v_object, v_round FROM TORTURE_STATE
    WHERE  handle = p_handle ORDER BY at DESC, round DESC LIMIT 1;
    work(p_handle, v_object, v_round, p_procedure, p_statements, 0);
    IF p_procedure = 'TASK_ONE' THEN
      -- committed with END and DOM's mark: the next ITERATOR begins another round
      UPDATE TORTURE_STATE SET begun = 1 WHERE handle = p_handle AND object = v_object AND round = v_round;
    END IF;
  END;

  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(128), p_object VARCHAR2(128)) AS
    v_round INT;
    v_done  INT := 0;
  BEGIN
    SELECT COALESCE(MAX(round), 0) + 1 INTO v_round FROM TORTURE_STATE
    WHERE  handle = p_handle AND object = p_object AND begun = 1;
    IF v_round > DOM.get_num_param(p_handle, 'ROUNDS', NULL) THEN
      v_done := 1;
    ELSE
      INSERT IGNORE INTO TORTURE_STATE (handle, object, round, begun, at)
      VALUES (p_handle, p_object, v_round, 0, UTC_TIMESTAMP(6));
      COMMIT;
    END IF;
    work(p_handle, p_object, v_round, 'ITERATOR', 1, v_done);
  END;

  PROCEDURE initial(p_handle VARCHAR2(64)) AS
  BEGIN
    work_on(p_handle, 'INITIAL', 0);
  END;

  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1)) AS
  BEGIN
    work_on(p_handle, 'FINAL ' || p_after_error, 1);
  END;

  PROCEDURE task_one(p_handle VARCHAR2(64)) AS
  BEGIN
    work_on(p_handle, 'TASK_ONE', 0);
  END;

  PROCEDURE task_two(p_handle VARCHAR2(64)) AS
  BEGIN
    work_on(p_handle, 'TASK_TWO', 1);
  END;

  PROCEDURE task_three(p_handle VARCHAR2(64)) AS
  BEGIN
    work_on(p_handle, 'TASK_THREE', 2);
  END;
END;
/
