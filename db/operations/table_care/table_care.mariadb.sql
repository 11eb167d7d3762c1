-- The example of a hand-drawn operation, see processes/examples/table-care.bpmn: one round per table.
-- Each procedure may be called again: it leaves what one call leaves.
CREATE OR REPLACE PACKAGE TABLE_CARE AS
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(128), p_object VARCHAR2(128));
  PROCEDURE initial(p_handle VARCHAR2(64));
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1));
  -- In parallel: they do not need each other.
  PROCEDURE analyse(p_handle VARCHAR2(64));
  PROCEDURE count_rows(p_handle VARCHAR2(64));
  -- Called by the diagram with arguments. p_table: OWNER.NAME; p_algorithm: INPLACE or COPY.
  PROCEDURE rebuild(p_handle VARCHAR2(64), p_table VARCHAR2(257), p_algorithm VARCHAR2(10));
END;
/
CREATE OR REPLACE PACKAGE BODY TABLE_CARE AS
  PROCEDURE get_work(p_handle VARCHAR2(64), p_work OUT TABLE_CARE_STATE%ROWTYPE) AS
  BEGIN
    SELECT * INTO p_work FROM TABLE_CARE_STATE WHERE RUN_ID = p_handle ORDER BY CHOSEN_NO DESC LIMIT 1;
  END;

  FUNCTION quoted(p_owner VARCHAR2(64), p_name VARCHAR2(64)) RETURN VARCHAR2(140) AS
  BEGIN
    RETURN '"' || REPLACE(p_owner, '"', '""') || '"."' || REPLACE(p_name, '"', '""') || '"';
  END;

  -- A table has one round: chosen before in this run, it is complete once its rows were counted.
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(128), p_object VARCHAR2(128)) AS
    v_counted INT;
    v_chosen  INT;
  BEGIN
    SELECT COUNT(*), COUNT(ROW_COUNT) INTO v_chosen, v_counted FROM TABLE_CARE_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object;
    IF v_counted > 0 THEN
      RAISE_APPLICATION_ERROR(-20100, 'operation complete');
    END IF;
    IF v_chosen = 0 THEN
      INSERT INTO TABLE_CARE_STATE (RUN_ID, OWNER, OBJECT_NAME, CHOSEN_NO)
      SELECT p_handle, p_owner, p_object, COALESCE(MAX(CHOSEN_NO), 0) + 1 FROM TABLE_CARE_STATE WHERE RUN_ID = p_handle;
    END IF;
  END;

  PROCEDURE initial(p_handle VARCHAR2(64)) AS
  BEGIN
    NULL;
  END;

  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1)) AS
  BEGIN
    NULL;
  END;

  PROCEDURE analyse(p_handle VARCHAR2(64)) AS
    v_work TABLE_CARE_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    DOM.execute_immediate(p_handle, 'ANALYZE TABLE ' || quoted(v_work.OWNER, v_work.OBJECT_NAME), NULL);
  END;

  PROCEDURE count_rows(p_handle VARCHAR2(64)) AS
    v_work TABLE_CARE_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    DOM.execute_immediate(p_handle, 'UPDATE TABLE_CARE_STATE SET ROW_COUNT = (SELECT COUNT(*) FROM '
      || quoted(v_work.OWNER, v_work.OBJECT_NAME) || ') WHERE RUN_ID = ''' || p_handle || ''' AND CHOSEN_NO = '
      || v_work.CHOSEN_NO, NULL);
  END;

  PROCEDURE rebuild(p_handle VARCHAR2(64), p_table VARCHAR2(257), p_algorithm VARCHAR2(10)) AS
  BEGIN
    IF p_algorithm NOT IN ('INPLACE', 'COPY') THEN
      RAISE_APPLICATION_ERROR(-20225, 'the algorithm ' || p_algorithm || ' is not one of INPLACE and COPY');
    END IF;
    DOM.execute_immediate(p_handle, 'ALTER TABLE '
      || quoted(SUBSTRING_INDEX(p_table, '.', 1), SUBSTRING(p_table, LOCATE('.', p_table) + 1))
      || ' FORCE, ALGORITHM=' || p_algorithm, NULL);
    DOM.execute_immediate(p_handle, 'UPDATE TABLE_CARE_STATE SET REBUILT = ''Y'' WHERE RUN_ID = ''' || p_handle
      || ''' ORDER BY CHOSEN_NO DESC LIMIT 1', NULL);
  END;
END;
/
