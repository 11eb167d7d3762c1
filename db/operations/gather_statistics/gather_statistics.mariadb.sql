-- GATHER_STATISTICS gathers the optimizer's statistics of a table whose statistics are missing or stale.
--
-- What "stale" means here, and the parameters, are described in docs/operations/gather-statistics.md. On MariaDB these
-- statistics are of the whole table, also of a partitioned one, so there is one round per table and run.
--
-- Every task may be called again: gathering leaves the same kind of statistics however often it is done.
CREATE OR REPLACE PACKAGE GATHER_STATISTICS AS
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64));
  PROCEDURE initial(p_handle VARCHAR2(64));
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1));

  -- The tasks, in their order.
  PROCEDURE gather(p_handle VARCHAR2(64));
  PROCEDURE check_result(p_handle VARCHAR2(64));
END;
/

CREATE OR REPLACE PACKAGE BODY GATHER_STATISTICS AS
  -- Own errors: -20330 no work at hand, -20331 unfit table, -20332 bad parameter, -20333 no statistics were gathered,
  -- -20335 bad name.

  FUNCTION quoted(p_name VARCHAR2(64)) RETURN VARCHAR2(70) AS
  BEGIN
    IF p_name IS NULL OR p_name NOT REGEXP '^[A-Za-z][A-Za-z0-9_$#]{0,63}$' THEN
      RAISE_APPLICATION_ERROR(-20335, 'bad name "' || p_name
        || '": expected a letter, then at most 63 letters, digits, _, $ or #');
    END IF;
    RETURN '"' || p_name || '"';
  END;

  FUNCTION main_table(p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN VARCHAR2(140) AS
  BEGIN
    RETURN quoted(p_owner) || '.' || quoted(p_object);
  END;

  -- In test mode statements are only logged, so a task must not wait for their effects.
  FUNCTION is_test(p_handle VARCHAR2(64)) RETURN NUMBER AS
    v_count NUMBER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM DOM$RUN WHERE run_id = p_handle AND run_mode = 'T';
    RETURN v_count;
  END;

  -- The parameter as a number, or the default where it is not defined.
  FUNCTION number_param(
    p_handle VARCHAR2(64), p_name VARCHAR2(64), p_object VARCHAR2(140), p_default NUMBER, p_highest NUMBER
  ) RETURN NUMBER AS
    v_value NUMBER;
  BEGIN
    BEGIN
      v_value := COALESCE(DOM.get_num_param(p_handle, p_name, p_object), p_default);
    EXCEPTION
      WHEN 20115 THEN
        v_value := p_default;
    END;
    IF v_value < 0 OR v_value > p_highest THEN
      RAISE_APPLICATION_ERROR(-20332, 'parameter ' || p_name || ' is ' || v_value || '; expected a number from 0 to '
        || p_highest);
    END IF;
    RETURN v_value;
  END;

  PROCEDURE check_table(p_owner VARCHAR2(64), p_object VARCHAR2(64)) AS
    v_name VARCHAR2(140);
    v_type VARCHAR2(64);
  BEGIN
    v_name := main_table(p_owner, p_object);
    SELECT MAX(TABLE_TYPE) INTO v_type FROM information_schema.TABLES
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object;
    IF v_type IS NULL THEN
      RAISE_APPLICATION_ERROR(-20331, 'there is no table ' || v_name
        || ', or the DOM-client user has no privilege on it (see grants.mariadb.sql)');
    ELSIF v_type <> 'BASE TABLE' THEN
      RAISE_APPLICATION_ERROR(-20331, v_name || ' is a ' || v_type || '; expected a table');
    END IF;
  END;

  -- The columns of the parameter COLUMNS, quoted: ("A", "B"); ALL where it is not defined.
  FUNCTION columns_sql(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN VARCHAR2(8000) AS
    v_list  VARCHAR2(4000);
    v_sql   VARCHAR2(8000);
    v_name  VARCHAR2(4000);
    v_count NUMBER;
  BEGIN
    BEGIN
      v_list := DOM.get_string_param(p_handle, 'COLUMNS', p_owner || '.' || p_object);
    EXCEPTION
      WHEN 20115 THEN
        v_list := NULL;
    END;
    IF v_list IS NULL THEN
      RETURN 'ALL';
    END IF;
    FOR n IN 0 .. CHAR_LENGTH(v_list) - CHAR_LENGTH(REPLACE(v_list, ',', '')) LOOP
      v_name := TRIM(SUBSTRING_INDEX(SUBSTRING_INDEX(v_list, ',', n + 1), ',', -1));
      SELECT COUNT(*) INTO v_count FROM information_schema.COLUMNS
      WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND COLUMN_NAME = v_name;
      IF v_count = 0 THEN
        RAISE_APPLICATION_ERROR(-20332, 'parameter COLUMNS is ' || LEFT(v_list, 200) || ', and "' || LEFT(v_name, 64)
          || '" is no column of ' || main_table(p_owner, p_object) || '; expected e.g. STATUS, CREATED_AT');
      END IF;
      v_sql := v_sql || CASE WHEN n > 0 THEN ', ' END || quoted(v_name);
    END LOOP;
    RETURN 'COLUMNS (' || v_sql || ') INDEXES ALL';
  END;

  -- Rows as the storage engine estimates them now.
  FUNCTION rows_now(p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN NUMBER AS
    v_rows NUMBER;
  BEGIN
    SELECT COALESCE(MAX(TABLE_ROWS), 0) INTO v_rows FROM information_schema.TABLES
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object;
    RETURN v_rows;
  END;

  -- Rows as they were when statistics were gathered last; null: never.
  FUNCTION rows_gathered(p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN NUMBER AS
    v_rows NUMBER;
  BEGIN
    SELECT MAX(cardinality) INTO v_rows FROM mysql.table_stats WHERE db_name = p_owner AND table_name = p_object;
    RETURN v_rows;
  END;

  -- Why statistics are to be gathered; null: they are good as they are.
  FUNCTION stale_reason(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN VARCHAR2(200) AS
    v_object VARCHAR2(140) := p_owner || '.' || p_object;
    v_limit  NUMBER;
    v_days   NUMBER;
    v_then   NUMBER;
    v_now    NUMBER;
    v_last   DATETIME(6);
  BEGIN
    v_limit := number_param(p_handle, 'STALE_PERCENT', v_object, 10, 1000);
    v_days  := number_param(p_handle, 'MAX_AGE_DAYS', v_object, NULL, 36500);
    v_then  := rows_gathered(p_owner, p_object);
    v_now   := rows_now(p_owner, p_object);
    IF v_then IS NULL THEN
      RETURN 'there are none';
    END IF;
    IF v_now <> v_then AND ABS(v_now - v_then) * 100 >= v_limit * v_then OR v_limit = 0 THEN
      RETURN 'rows went from ' || v_then || ' to about ' || v_now;
    END IF;
    SELECT MAX(GATHERED_AT) INTO v_last FROM GATHER_STATISTICS_STATE WHERE OWNER = p_owner AND OBJECT_NAME = p_object;
    IF v_days IS NOT NULL AND (v_last IS NULL OR v_last < UTC_TIMESTAMP(6) - INTERVAL v_days * 24 HOUR) THEN
      RETURN 'gathered last by DOM ' || CASE WHEN v_last IS NULL THEN 'never' ELSE 'at ' || v_last END;
    END IF;
    RETURN NULL;
  END;

  PROCEDURE get_work(p_handle VARCHAR2(64), p_work OUT GATHER_STATISTICS_STATE%ROWTYPE) AS
  BEGIN
    SELECT * INTO p_work FROM GATHER_STATISTICS_STATE WHERE RUN_ID = p_handle ORDER BY CHOSEN_NO DESC LIMIT 1;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20330, 'run ' || p_handle || ' has no row in GATHER_STATISTICS_STATE: ITERATOR comes first');
  END;

  -- Commits nothing: the choice and the step's mark are one transaction. Each table is gathered once in a run; what was
  -- chosen and not carried to its end is chosen anew, or is complete if its statistics are good by now.
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64)) AS
    v_done   NUMBER;
    v_no     NUMBER;
    v_reason VARCHAR2(200);
    v_check  VARCHAR2(8000);
  BEGIN
    check_table(p_owner, p_object);
    SELECT COUNT(CHECKED_AT) INTO v_done FROM GATHER_STATISTICS_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object;
    v_check  := columns_sql(p_handle, p_owner, p_object);
    v_check  := number_param(p_handle, 'SAMPLE_PERCENT', p_owner || '.' || p_object, 100, 100);
    v_reason := stale_reason(p_handle, p_owner, p_object);
    IF v_done > 0 OR v_reason IS NULL THEN
      RAISE_APPLICATION_ERROR(-20100, 'operation complete');
    END IF;
    DELETE FROM GATHER_STATISTICS_STATE WHERE RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object;
    SELECT COALESCE(MAX(CHOSEN_NO), 0) + 1 INTO v_no FROM GATHER_STATISTICS_STATE WHERE RUN_ID = p_handle;
    INSERT INTO GATHER_STATISTICS_STATE (RUN_ID, CHOSEN_NO, OWNER, OBJECT_NAME, REASON, ROWS_BEFORE, CHOSEN_AT)
    VALUES (p_handle, v_no, p_owner, p_object, v_reason, rows_gathered(p_owner, p_object), UTC_TIMESTAMP(6));
  END;

  -- Refuses to go on with a table that was changed since ITERATOR chose. Again: it only looks.
  PROCEDURE initial(p_handle VARCHAR2(64)) AS
    v_work GATHER_STATISTICS_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    check_table(v_work.OWNER, v_work.OBJECT_NAME);
  END;

  -- Says in the state table how the object ended. Again: the same is said once more.
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1)) AS
    v_work GATHER_STATISTICS_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    UPDATE GATHER_STATISTICS_STATE SET ENDED_AT = UTC_TIMESTAMP(6), AFTER_ERROR = p_after_error
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END;

  -- Again: the same statistics are gathered again.
  PROCEDURE gather(p_handle VARCHAR2(64)) AS
    v_work   GATHER_STATISTICS_STATE%ROWTYPE;
    v_sample NUMBER;
  BEGIN
    get_work(p_handle, v_work);
    v_sample := number_param(p_handle, 'SAMPLE_PERCENT', v_work.OWNER || '.' || v_work.OBJECT_NAME, 100, 100);
    DOM.execute_immediate(p_handle, 'ANALYZE TABLE ' || main_table(v_work.OWNER, v_work.OBJECT_NAME) || ' PERSISTENT FOR '
      || columns_sql(p_handle, v_work.OWNER, v_work.OBJECT_NAME),
      'SET SESSION analyze_sample_percentage = ' || v_sample);
    IF is_test(p_handle) = 0 THEN
      UPDATE GATHER_STATISTICS_STATE SET GATHERED_AT = UTC_TIMESTAMP(6)
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END;

  -- ANALYZE TABLE reports its failures as rows, not as errors: so whether there are statistics is looked up.
  -- Again: it looks once more.
  PROCEDURE check_result(p_handle VARCHAR2(64)) AS
    v_work GATHER_STATISTICS_STATE%ROWTYPE;
    v_rows NUMBER;
  BEGIN
    get_work(p_handle, v_work);
    v_rows  := rows_gathered(v_work.OWNER, v_work.OBJECT_NAME);
    IF is_test(p_handle) = 0 THEN
      IF v_rows IS NULL OR v_work.GATHERED_AT IS NULL THEN
        RAISE_APPLICATION_ERROR(-20333, 'there are no statistics of ' || main_table(v_work.OWNER, v_work.OBJECT_NAME)
          || ' in mysql.table_stats: restart the run from the iterator, so that GATHER is called again');
      END IF;
      UPDATE GATHER_STATISTICS_STATE SET ROWS_AFTER = v_rows, CHECKED_AT = UTC_TIMESTAMP(6)
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END;
END;
/
