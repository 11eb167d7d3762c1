-- GATHER_STATISTICS gathers the optimizer's statistics of a table, and of its partitions, where they are missing or stale.
-- For Oracle 19c or newer. Parsed in DOM's tests, not run: see docs/operations/gather-statistics.md, also for the
-- parameters.
--
-- Of a partitioned table each iteration gathers one partition; the last one gathers the table, with INCREMENTAL = 'Y'
-- from the partitions' synopses, without reading the table again. Locked statistics are left alone.
--
-- Every task may be called again: gathering leaves the same kind of statistics however often it is done.
CREATE OR REPLACE PACKAGE GATHER_STATISTICS AS
  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2);
  PROCEDURE initial(p_handle IN VARCHAR2);
  PROCEDURE final(p_handle IN VARCHAR2, p_after_error IN VARCHAR2);

  -- The tasks, in their order.
  PROCEDURE gather(p_handle IN VARCHAR2);
  PROCEDURE check_result(p_handle IN VARCHAR2);
END GATHER_STATISTICS;
/

CREATE OR REPLACE PACKAGE BODY GATHER_STATISTICS AS
  -- Own errors: -20330 no work at hand, -20331 unfit table, -20332 bad parameter, -20333 no statistics were gathered,
  -- -20335 bad name.
  parameter_not_defined EXCEPTION;
  PRAGMA EXCEPTION_INIT(parameter_not_defined, -20115);

  FUNCTION quoted(p_name IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    IF p_name IS NULL OR NOT REGEXP_LIKE(p_name, '^[A-Za-z][A-Za-z0-9_$#]{0,127}$') THEN
      RAISE_APPLICATION_ERROR(-20335, 'bad name "' || p_name
        || '": expected a letter, then at most 127 letters, digits, _, $ or #');
    END IF;
    RETURN '"' || p_name || '"';
  END quoted;

  FUNCTION literal(p_value IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    RETURN '''' || REPLACE(p_value, '''', '''''') || '''';
  END literal;

  FUNCTION main_table(p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    RETURN quoted(p_owner) || '.' || quoted(p_object);
  END main_table;

  FUNCTION utc_now RETURN TIMESTAMP IS
  BEGIN
    RETURN SYS_EXTRACT_UTC(SYSTIMESTAMP);
  END utc_now;

  -- In test mode statements are only logged, so a task must not wait for their effects.
  FUNCTION is_test(p_handle IN VARCHAR2) RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM DOM$RUN WHERE run_id = TO_NUMBER(p_handle) AND run_mode = 'T';
    RETURN v_count > 0;
  END is_test;

  -- The parameter; the default where it is not defined.
  FUNCTION string_param(
    p_handle IN VARCHAR2, p_name IN VARCHAR2, p_object IN VARCHAR2, p_default IN VARCHAR2
  ) RETURN VARCHAR2 IS
  BEGIN
    RETURN NVL(DOM.get_string_param(p_handle, p_name, p_object), p_default);
  EXCEPTION
    WHEN parameter_not_defined THEN
      RETURN p_default;
  END string_param;

  -- The parameter as a number, or the default where it is not defined.
  FUNCTION number_param(
    p_handle IN VARCHAR2, p_name IN VARCHAR2, p_object IN VARCHAR2, p_default IN NUMBER, p_lowest IN NUMBER, p_highest IN NUMBER
  ) RETURN NUMBER IS
    v_value NUMBER;
  BEGIN
    BEGIN
      v_value := NVL(DOM.get_num_param(p_handle, p_name, p_object), p_default);
    EXCEPTION
      WHEN parameter_not_defined THEN
        v_value := p_default;
    END;
    IF v_value < p_lowest OR v_value > p_highest THEN
      RAISE_APPLICATION_ERROR(-20332, 'parameter ' || p_name || ' is ' || v_value || '; expected a number from '
        || p_lowest || ' to ' || p_highest);
    END IF;
    RETURN v_value;
  END number_param;

  PROCEDURE check_table(p_owner IN VARCHAR2, p_object IN VARCHAR2) IS
    v_name  VARCHAR2(300);
    v_count PLS_INTEGER;
  BEGIN
    v_name := main_table(p_owner, p_object);
    SELECT COUNT(*) INTO v_count FROM ALL_TABLES
    WHERE  OWNER = p_owner AND TABLE_NAME = p_object AND TEMPORARY = 'N';
    IF v_count = 0 THEN
      RAISE_APPLICATION_ERROR(-20331, 'there is no table ' || v_name
        || ', or the DOM-client user has no privilege on it (see grants.oracle.sql)');
    END IF;
  END check_table;

  FUNCTION is_partitioned(p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM ALL_PART_TABLES WHERE OWNER = p_owner AND TABLE_NAME = p_object;
    RETURN v_count > 0;
  END is_partitioned;

  FUNCTION is_incremental(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN BOOLEAN IS
    v_value VARCHAR2(4000);
  BEGIN
    v_value := UPPER(string_param(p_handle, 'INCREMENTAL', p_owner || '.' || p_object, 'Y'));
    IF v_value NOT IN ('Y', 'N') THEN
      RAISE_APPLICATION_ERROR(-20332, 'parameter INCREMENTAL is ' || v_value || '; expected Y or N');
    END IF;
    RETURN v_value = 'Y' AND is_partitioned(p_owner, p_object);
  END is_incremental;

  -- What method_opt says of the columns of the parameter COLUMNS; all of them where it is not defined.
  FUNCTION method_opt(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
    v_list  VARCHAR2(4000);
    v_name  VARCHAR2(4000);
    v_sql   VARCHAR2(8000);
    v_count PLS_INTEGER;
  BEGIN
    v_list := string_param(p_handle, 'COLUMNS', p_owner || '.' || p_object, NULL);
    IF v_list IS NULL THEN
      RETURN 'FOR ALL COLUMNS SIZE AUTO';
    END IF;
    FOR n IN 1 .. REGEXP_COUNT(v_list, ',') + 1 LOOP
      v_name := TRIM(REGEXP_SUBSTR(v_list, '([^,]*)(,|$)', 1, n, NULL, 1));
      SELECT COUNT(*) INTO v_count FROM ALL_TAB_COLUMNS
      WHERE  OWNER = p_owner AND TABLE_NAME = p_object AND COLUMN_NAME = v_name;
      IF v_count = 0 THEN
        RAISE_APPLICATION_ERROR(-20332, 'parameter COLUMNS is ' || SUBSTR(v_list, 1, 200) || ', and "' || SUBSTR(v_name, 1, 64)
          || '" is no column of ' || main_table(p_owner, p_object) || '; expected e.g. STATUS, CREATED_AT');
      END IF;
      v_sql := v_sql || CASE WHEN n > 1 THEN ', ' END || quoted(v_name);
    END LOOP;
    RETURN 'FOR COLUMNS SIZE AUTO ' || v_sql;
  END method_opt;

  -- Inserts, updates and deletes since statistics were gathered, of the table or one partition.
  FUNCTION changes(p_owner IN VARCHAR2, p_object IN VARCHAR2, p_partition IN VARCHAR2) RETURN NUMBER IS
    v_changes NUMBER;
  BEGIN
    SELECT NVL(SUM(INSERTS + UPDATES + DELETES), 0) INTO v_changes FROM ALL_TAB_MODIFICATIONS
    WHERE  TABLE_OWNER = p_owner AND TABLE_NAME = p_object AND SUBPARTITION_NAME IS NULL
    AND   (PARTITION_NAME = p_partition OR PARTITION_NAME IS NULL AND p_partition IS NULL);
    RETURN v_changes;
  END changes;

  FUNCTION was_gathered(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2, p_partition IN VARCHAR2)
  RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM GATHER_STATISTICS_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND CHECKED_AT IS NOT NULL
    AND   (PARTITION_NAME = p_partition OR PARTITION_NAME IS NULL AND p_partition IS NULL);
    RETURN v_count > 0;
  END was_gathered;

  FUNCTION work_of(p_handle IN VARCHAR2) RETURN GATHER_STATISTICS_STATE%ROWTYPE IS
    v_work GATHER_STATISTICS_STATE%ROWTYPE;
  BEGIN
    SELECT * INTO v_work FROM GATHER_STATISTICS_STATE
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = (SELECT MAX(CHOSEN_NO) FROM GATHER_STATISTICS_STATE WHERE RUN_ID = p_handle);
    RETURN v_work;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20330, 'run ' || p_handle || ' has no row in GATHER_STATISTICS_STATE: ITERATOR comes first');
  END work_of;

  -- Why statistics are to be gathered; null: they are good as they are.
  FUNCTION stale_reason(
    p_rows IN NUMBER, p_analyzed IN DATE, p_changes IN NUMBER, p_stale_percent IN NUMBER, p_max_age IN NUMBER
  ) RETURN VARCHAR2 IS
  BEGIN
    IF p_analyzed IS NULL THEN
      RETURN 'there are none';
    ELSIF p_changes > 0 AND p_changes * 100 >= p_stale_percent * p_rows OR p_stale_percent = 0 THEN
      RETURN p_changes || ' changes of ' || p_rows || ' rows';
    ELSIF p_analyzed < SYSDATE - p_max_age THEN
      RETURN 'gathered last at ' || TO_CHAR(p_analyzed, 'YYYY-MM-DD HH24:MI:SS');
    END IF;
    RETURN NULL;
  END stale_reason;

  -- Commits nothing of its own: the choice and the step's mark are one transaction. Each partition, and the table, is
  -- gathered once in a run; what was chosen and not carried to its end is chosen anew. The table comes last, also if it
  -- is not stale itself: if a partition was gathered.
  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2) IS
    v_object  VARCHAR2(300) := p_owner || '.' || p_object;
    v_percent NUMBER;
    v_age     NUMBER;
    v_reason  VARCHAR2(200);
    v_no      PLS_INTEGER;
    v_done    BOOLEAN;
    v_check   VARCHAR2(8000);
    v_gathered PLS_INTEGER;
  BEGIN
    check_table(p_owner, p_object);
    v_percent := number_param(p_handle, 'STALE_PERCENT', v_object, 10, 0, 1000);
    v_age     := number_param(p_handle, 'MAX_AGE_DAYS', v_object, NULL, 0, 36500);
    v_check   := number_param(p_handle, 'SAMPLE_PERCENT', v_object, 0, 0, 100);
    v_check   := number_param(p_handle, 'PARALLEL', v_object, 1, 1, 128);
    v_check   := method_opt(p_handle, p_owner, p_object);
    DBMS_STATS.FLUSH_DATABASE_MONITORING_INFO;
    DELETE FROM GATHER_STATISTICS_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND CHECKED_AT IS NULL;
    SELECT COUNT(*) INTO v_gathered FROM GATHER_STATISTICS_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND PARTITION_NAME IS NOT NULL;
    SELECT NVL(MAX(CHOSEN_NO), 0) + 1 INTO v_no FROM GATHER_STATISTICS_STATE WHERE RUN_ID = p_handle;
    FOR s IN (SELECT PARTITION_NAME, NUM_ROWS, LAST_ANALYZED FROM ALL_TAB_STATISTICS
              WHERE  OWNER = p_owner AND TABLE_NAME = p_object AND OBJECT_TYPE IN ('TABLE', 'PARTITION')
              AND    STATTYPE_LOCKED IS NULL
              ORDER  BY PARTITION_POSITION NULLS LAST) LOOP
      v_reason := stale_reason(s.NUM_ROWS, s.LAST_ANALYZED, changes(p_owner, p_object, s.PARTITION_NAME), v_percent, v_age);
      IF v_reason IS NULL AND s.PARTITION_NAME IS NULL AND v_gathered > 0 THEN
        v_reason := v_gathered || ' partitions were gathered';
      END IF;
      v_done := was_gathered(p_handle, p_owner, p_object, s.PARTITION_NAME);
      IF v_reason IS NOT NULL AND NOT v_done THEN
        INSERT INTO GATHER_STATISTICS_STATE
               (RUN_ID, CHOSEN_NO, OWNER, OBJECT_NAME, PARTITION_NAME, REASON, ROWS_BEFORE, CHOSEN_AT)
        VALUES (p_handle, v_no, p_owner, p_object, s.PARTITION_NAME, v_reason, s.NUM_ROWS, utc_now);
        RETURN;
      END IF;
    END LOOP;
    RAISE DOM.operation_complete;
  END iterator;

  -- Refuses to go on with a table that was changed since ITERATOR chose. Again: it only looks.
  PROCEDURE initial(p_handle IN VARCHAR2) IS
    v_work GATHER_STATISTICS_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    check_table(v_work.OWNER, v_work.OBJECT_NAME);
  END initial;

  -- Says in the state table how the object ended. Again: the same is said once more.
  PROCEDURE final(p_handle IN VARCHAR2, p_after_error IN VARCHAR2) IS
    v_work GATHER_STATISTICS_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    UPDATE GATHER_STATISTICS_STATE SET ENDED_AT = utc_now, AFTER_ERROR = p_after_error
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END final;

  -- Sets a preference of the table where it is another one: it stays after the run, as the parameter's value.
  PROCEDURE set_preference(p_handle IN VARCHAR2, p_work IN GATHER_STATISTICS_STATE%ROWTYPE, p_name IN VARCHAR2,
    p_value IN VARCHAR2) IS
  BEGIN
    IF DBMS_STATS.GET_PREFS(p_name, quoted(p_work.OWNER), quoted(p_work.OBJECT_NAME)) <> p_value THEN
      DOM.execute_immediate(p_handle, 'BEGIN DBMS_STATS.SET_TABLE_PREFS(' || literal(quoted(p_work.OWNER)) || ', '
        || literal(quoted(p_work.OBJECT_NAME)) || ', ' || literal(p_name) || ', ' || literal(p_value) || '); END;', NULL);
    END IF;
  END set_preference;

  -- Again: the same statistics are gathered again.
  PROCEDURE gather(p_handle IN VARCHAR2) IS
    v_work   GATHER_STATISTICS_STATE%ROWTYPE;
    v_object VARCHAR2(300);
    v_sample NUMBER;
    v_granularity VARCHAR2(20) := 'AUTO';
  BEGIN
    v_work   := work_of(p_handle);
    v_object := v_work.OWNER || '.' || v_work.OBJECT_NAME;
    v_sample := number_param(p_handle, 'SAMPLE_PERCENT', v_object, 0, 0, 100);
    set_preference(p_handle, v_work, 'STALE_PERCENT', TO_CHAR(number_param(p_handle, 'STALE_PERCENT', v_object, 10, 0, 1000)));
    IF is_incremental(p_handle, v_work.OWNER, v_work.OBJECT_NAME) THEN
      set_preference(p_handle, v_work, 'INCREMENTAL', 'TRUE');
    END IF;
    IF v_work.PARTITION_NAME IS NOT NULL THEN
      v_granularity := 'PARTITION';
    ELSIF is_partitioned(v_work.OWNER, v_work.OBJECT_NAME) THEN
      v_granularity := 'GLOBAL';
    END IF;
    DOM.execute_immediate(p_handle, 'BEGIN DBMS_STATS.GATHER_TABLE_STATS(ownname => ' || literal(quoted(v_work.OWNER))
      || ', tabname => ' || literal(quoted(v_work.OBJECT_NAME))
      || CASE WHEN v_work.PARTITION_NAME IS NOT NULL THEN ', partname => ' || literal(quoted(v_work.PARTITION_NAME)) END
      || ', granularity => ' || literal(v_granularity)
      || ', estimate_percent => ' || CASE v_sample WHEN 0 THEN 'DBMS_STATS.AUTO_SAMPLE_SIZE' ELSE TO_CHAR(v_sample) END
      || ', method_opt => ' || literal(method_opt(p_handle, v_work.OWNER, v_work.OBJECT_NAME))
      || ', degree => ' || number_param(p_handle, 'PARALLEL', v_object, 1, 1, 128) || ', cascade => TRUE); END;', NULL);
    IF NOT is_test(p_handle) THEN
      UPDATE GATHER_STATISTICS_STATE SET GATHERED_AT = utc_now
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END gather;

  -- Whether there are statistics is looked up. Again: it looks once more.
  PROCEDURE check_result(p_handle IN VARCHAR2) IS
    v_work     GATHER_STATISTICS_STATE%ROWTYPE;
    v_rows     NUMBER;
    v_analyzed DATE;
  BEGIN
    v_work := work_of(p_handle);
    SELECT MAX(NUM_ROWS), MAX(LAST_ANALYZED) INTO v_rows, v_analyzed FROM ALL_TAB_STATISTICS
    WHERE  OWNER = v_work.OWNER AND TABLE_NAME = v_work.OBJECT_NAME AND OBJECT_TYPE IN ('TABLE', 'PARTITION')
    AND   (PARTITION_NAME = v_work.PARTITION_NAME OR PARTITION_NAME IS NULL AND v_work.PARTITION_NAME IS NULL);
    IF NOT is_test(p_handle) THEN
      IF v_analyzed IS NULL OR v_work.GATHERED_AT IS NULL THEN
        RAISE_APPLICATION_ERROR(-20333, 'there are no statistics of ' || main_table(v_work.OWNER, v_work.OBJECT_NAME) || ' '
          || v_work.PARTITION_NAME || ': restart the run from the iterator, so that GATHER is called again');
      END IF;
      UPDATE GATHER_STATISTICS_STATE SET ROWS_AFTER = v_rows, CHECKED_AT = utc_now
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END check_result;
END GATHER_STATISTICS;
/
