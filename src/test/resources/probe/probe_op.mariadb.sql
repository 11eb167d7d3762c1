-- The tests' operation: each procedure leaves a witness of its call, committed, then waits or fails when PROBE_FAULTS says so.
CREATE OR REPLACE PACKAGE PROBE_OP AS
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(128), p_object VARCHAR2(128));
  PROCEDURE initial(p_handle VARCHAR2(64));
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1));
  PROCEDURE task_one(p_handle VARCHAR2(64));
  PROCEDURE task_two(p_handle VARCHAR2(64));
  PROCEDURE note(p_handle VARCHAR2(64), p_kind VARCHAR2(30), p_number VARCHAR2(30));
END;
/
CREATE OR REPLACE PACKAGE BODY PROBE_OP AS
  PROCEDURE witness(p_handle VARCHAR2(64), p_procedure VARCHAR2(30), p_argument VARCHAR2(200)) AS
    v_error INT;
    v_held  INT;
    v_slept INT;
  BEGIN
    DOM.execute_immediate(p_handle, 'INSERT INTO PROBE_WITNESS (handle, procedure_name, argument) VALUES ('''
      || p_handle || ''', ''' || p_procedure || ''', ''' || p_argument || ''')', NULL);
    LOOP
      SELECT COALESCE(SUM(held), 0), MAX(error_number) INTO v_held, v_error
      FROM   PROBE_FAULTS WHERE procedure_name = p_procedure;
      COMMIT;
      EXIT WHEN v_held = 0;
      SELECT SLEEP(0.1) INTO v_slept;
    END LOOP;
    IF v_error IS NOT NULL THEN
      RAISE_APPLICATION_ERROR(v_error, 'probe fault in ' || p_procedure);
    END IF;
  END;

  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(128), p_object VARCHAR2(128)) AS
    v_done INT;
  BEGIN
    witness(p_handle, 'ITERATOR', p_owner || '.' || p_object);
    SELECT COUNT(*) INTO v_done FROM PROBE_WITNESS
    WHERE  handle = p_handle AND procedure_name = 'ROUND DONE' AND argument = p_object;
    IF v_done >= DOM.get_num_param(p_handle, 'ROUNDS', NULL) THEN
      RAISE_APPLICATION_ERROR(-20100, 'operation complete');
    END IF;
  END;

  PROCEDURE initial(p_handle VARCHAR2(64)) AS
  BEGIN
    witness(p_handle, 'INITIAL', '');
  END;

  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1)) AS
  BEGIN
    witness(p_handle, 'FINAL ' || p_after_error, '');
  END;

  PROCEDURE task_one(p_handle VARCHAR2(64)) AS
  BEGIN
    witness(p_handle, 'TASK_ONE', '');
  END;

  PROCEDURE task_two(p_handle VARCHAR2(64)) AS
    v_object VARCHAR2(200);
  BEGIN
    witness(p_handle, 'TASK_TWO', '');
    SELECT SUBSTRING_INDEX(argument, '.', -1) INTO v_object FROM PROBE_WITNESS
    WHERE  handle = p_handle AND procedure_name = 'ITERATOR' ORDER BY id DESC LIMIT 1;
    DOM.execute_immediate(p_handle, 'INSERT INTO PROBE_WITNESS (handle, procedure_name, argument) VALUES ('''
      || p_handle || ''', ''ROUND DONE'', ''' || v_object || ''')', NULL);
  END;

  PROCEDURE note(p_handle VARCHAR2(64), p_kind VARCHAR2(30), p_number VARCHAR2(30)) AS
  BEGIN
    witness(p_handle, 'NOTE', p_kind || ' ' || p_number);
  END;
END;
/
