-- What the contract tests call. Each procedure shows one behaviour.
CREATE OR REPLACE PACKAGE probe AS
  PROCEDURE completes(p_handle VARCHAR2(64));
  PROCEDURE fails(p_handle VARCHAR2(64));
  PROCEDURE raises(p_handle VARCHAR2(64), p_number VARCHAR2(10), p_text VARCHAR2(4000));
  PROCEDURE runs(p_handle VARCHAR2(64), p_sql LONGTEXT);
  PROCEDURE runs_with(p_handle VARCHAR2(64), p_alter VARCHAR2(400), p_sql LONGTEXT);
  PROCEDURE runs_and_fails(p_handle VARCHAR2(64), p_sql LONGTEXT);
  PROCEDURE runs_after_dml(p_handle VARCHAR2(64), p_sql LONGTEXT);
  PROCEDURE swallows(p_handle VARCHAR2(64), p_sql LONGTEXT);
  PROCEDURE waits(p_handle VARCHAR2(64));
  PROCEDURE works(p_handle VARCHAR2(64));
  PROCEDURE commits_then_waits(p_handle VARCHAR2(64));
  PROCEDURE string_param(p_handle VARCHAR2(64), p_name VARCHAR2(128), p_object VARCHAR2(257));
  PROCEDURE own_string_param(p_handle VARCHAR2(64), p_name VARCHAR2(128));
  PROCEDURE num_param(p_handle VARCHAR2(64), p_name VARCHAR2(128));
  PROCEDURE date_param(p_handle VARCHAR2(64), p_name VARCHAR2(128));
  PROCEDURE leaves_rows(p_handle VARCHAR2(64));
  PROCEDURE releases_locks(p_handle VARCHAR2(64));
  PROCEDURE finds_nothing(p_handle VARCHAR2(64));
  PROCEDURE fills_and_waits(p_handle VARCHAR2(64));
END;
/
CREATE OR REPLACE PACKAGE BODY probe AS
  PROCEDURE note(p_text LONGTEXT) AS
  BEGIN
    INSERT INTO PROBE_LOG (text) VALUES (p_text);
  END;

  PROCEDURE completes(p_handle VARCHAR2(64)) AS
  BEGIN
    note('completed for ' || p_handle);
  END;

  PROCEDURE fails(p_handle VARCHAR2(64)) AS
  BEGIN
    note('not committed');
    INSERT INTO PROBE_KEYS VALUES (1);
    INSERT INTO PROBE_KEYS VALUES (1);
  END;

  PROCEDURE raises(p_handle VARCHAR2(64), p_number VARCHAR2(10), p_text VARCHAR2(4000)) AS
  BEGIN
    note('not committed');
    RAISE_APPLICATION_ERROR(p_number, p_text);
  END;

  PROCEDURE runs(p_handle VARCHAR2(64), p_sql LONGTEXT) AS
  BEGIN
    DOM.execute_immediate(p_handle, p_sql, NULL);
  END;

  PROCEDURE runs_with(p_handle VARCHAR2(64), p_alter VARCHAR2(400), p_sql LONGTEXT) AS
  BEGIN
    DOM.execute_immediate(p_handle, p_sql, p_alter);
  END;

  PROCEDURE runs_and_fails(p_handle VARCHAR2(64), p_sql LONGTEXT) AS
  BEGIN
    DOM.execute_immediate(p_handle, p_sql, NULL);
    note('not committed');
    RAISE_APPLICATION_ERROR(-20999, 'after the statement');
  END;

  PROCEDURE runs_after_dml(p_handle VARCHAR2(64), p_sql LONGTEXT) AS
  BEGIN
    note('before the statement');
    DOM.execute_immediate(p_handle, p_sql, NULL);
  END;

  PROCEDURE swallows(p_handle VARCHAR2(64), p_sql LONGTEXT) AS
    v_text VARCHAR2(4000);
  BEGIN
    DOM.execute_immediate(p_handle, p_sql, NULL);
  EXCEPTION
    WHEN OTHERS THEN
      v_text := SQLCODE || ': ' || SQLERRM;
      note(v_text);
  END;

  PROCEDURE waits(p_handle VARCHAR2(64)) AS
  BEGIN
    note('not committed');
    DO SLEEP(120);
  END;

  -- busy for minutes; SLEEP would just return when it is cancelled
  PROCEDURE works(p_handle VARCHAR2(64)) AS
  BEGIN
    note('not committed');
    DOM.execute_immediate(p_handle, 'INSERT INTO PROBE_LOG (text)
      SELECT COUNT(*) FROM seq_1_to_1000000 a, seq_1_to_1000000 b', NULL);
  END;

  PROCEDURE commits_then_waits(p_handle VARCHAR2(64)) AS
    v_calls INT;
  BEGIN
    SELECT COUNT(*) INTO v_calls FROM PROBE_LOG WHERE text = 'called';
    DOM.execute_immediate(p_handle, 'INSERT INTO PROBE_LOG (text) VALUES (''called'')', NULL);
    IF v_calls = 0 THEN
      DOM.execute_immediate(p_handle, 'DO SLEEP(120)', NULL);
    END IF;
  END;

  PROCEDURE string_param(p_handle VARCHAR2(64), p_name VARCHAR2(128), p_object VARCHAR2(257)) AS
  BEGIN
    note(COALESCE(DOM.get_string_param(p_handle, p_name, p_object), '(null)'));
  END;

  PROCEDURE own_string_param(p_handle VARCHAR2(64), p_name VARCHAR2(128)) AS
  BEGIN
    note(COALESCE(DOM.get_string_param(p_handle, p_name, NULL), '(null)'));
  END;

  PROCEDURE num_param(p_handle VARCHAR2(64), p_name VARCHAR2(128)) AS
  BEGIN
    note(COALESCE(DOM.get_num_param(p_handle, p_name, NULL), '(null)'));
  END;

  PROCEDURE date_param(p_handle VARCHAR2(64), p_name VARCHAR2(128)) AS
  BEGIN
    note(COALESCE(TO_CHAR(DOM.get_date_param(p_handle, p_name, NULL), 'YYYY-MM-DD HH24:MI:SS'), '(null)'));
  END;

  PROCEDURE leaves_rows(p_handle VARCHAR2(64)) AS
  BEGIN
    SELECT seq FROM seq_1_to_1000;
    note('left rows behind');
    SELECT 'COMPLETED';
  END;

  PROCEDURE releases_locks(p_handle VARCHAR2(64)) AS
  BEGIN
    note('not committed');
    DO RELEASE_ALL_LOCKS();
  END;

  -- takes long to roll back
  PROCEDURE fills_and_waits(p_handle VARCHAR2(64)) AS
  BEGIN
    INSERT INTO PROBE_LOG (text) SELECT REPEAT('x', 50) FROM seq_1_to_400000;
    DO SLEEP(120);
  END;

  PROCEDURE finds_nothing(p_handle VARCHAR2(64)) AS
    v_text VARCHAR2(4000);
  BEGIN
    SELECT text INTO v_text FROM PROBE_LOG WHERE text = 'there is no such row';
  END;
END;
/
