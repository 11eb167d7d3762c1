-- ADD_PARTITION keeps partitions ready for the future in a table that is partitioned by range or interval of a date.
-- For Oracle 19c or newer. Parsed in DOM's tests, not run: see docs/operations/add-partition.md, also for the parameters.
--
-- Each iteration adds one partition, for the period after the last bound, until the KEEP_FUTURE periods after the
-- current one have theirs. A MAXVALUE partition is split. An interval-partitioned table makes its partitions by itself:
-- with MATERIALISE = 'Y' they are made ahead of their rows, and named; else the object is complete at once.
--
-- Every task may be called again, be it after it was completed or after it died anywhere in its middle: whether the
-- partition is there is asked of the dictionary, never of a flag, for DDL commits by itself.
CREATE OR REPLACE PACKAGE ADD_PARTITION AS
  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2);
  PROCEDURE initial(p_handle IN VARCHAR2);
  PROCEDURE final(p_handle IN VARCHAR2, p_after_error IN VARCHAR2);

  -- The tasks, in their order.
  PROCEDURE add_partition(p_handle IN VARCHAR2);
  PROCEDURE refresh_statistics(p_handle IN VARCHAR2);
END ADD_PARTITION;
/

CREATE OR REPLACE PACKAGE BODY ADD_PARTITION AS
  -- Own errors: -20310 no work at hand, -20311 unfit table, -20312 bad parameter, -20313 the partition's name or range
  -- is taken, -20315 bad name.
  parameter_not_defined EXCEPTION;
  PRAGMA EXCEPTION_INIT(parameter_not_defined, -20115);

  FUNCTION quoted(p_name IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    IF p_name IS NULL OR NOT REGEXP_LIKE(p_name, '^[A-Za-z][A-Za-z0-9_$#]{0,127}$') THEN
      RAISE_APPLICATION_ERROR(-20315, 'bad name "' || p_name
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

  -- In test mode statements are only logged, so the facts of the state table are not changed by a task.
  FUNCTION is_test(p_handle IN VARCHAR2) RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM DOM$RUN WHERE run_id = TO_NUMBER(p_handle) AND run_mode = 'T';
    RETURN v_count > 0;
  END is_test;

  FUNCTION optional_param(
    p_handle IN VARCHAR2, p_name IN VARCHAR2, p_object IN VARCHAR2, p_default IN VARCHAR2
  ) RETURN VARCHAR2 IS
  BEGIN
    RETURN NVL(DOM.get_string_param(p_handle, p_name, p_object), p_default);
  EXCEPTION
    WHEN parameter_not_defined THEN
      RETURN p_default;
  END optional_param;

  FUNCTION format_of(p_period IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    RETURN CASE p_period WHEN 'DAY' THEN 'DD' WHEN 'MONTH' THEN 'MM' ELSE 'YYYY' END;
  END format_of;

  FUNCTION plus_periods(p_day IN DATE, p_count IN NUMBER, p_period IN VARCHAR2) RETURN DATE IS
  BEGIN
    RETURN CASE p_period WHEN 'DAY' THEN p_day + p_count WHEN 'MONTH' THEN ADD_MONTHS(p_day, p_count)
           ELSE ADD_MONTHS(p_day, 12 * p_count) END;
  END plus_periods;

  FUNCTION period_param(p_handle IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
    v_period VARCHAR2(4000);
  BEGIN
    v_period := UPPER(DOM.get_string_param(p_handle, 'PERIOD', p_object));
    IF v_period IS NULL OR v_period NOT IN ('DAY', 'MONTH', 'YEAR') THEN
      RAISE_APPLICATION_ERROR(-20312, 'parameter PERIOD is ' || NVL(v_period, 'null') || '; expected DAY, MONTH or YEAR');
    END IF;
    RETURN v_period;
  END period_param;

  FUNCTION keep_future_param(p_handle IN VARCHAR2, p_object IN VARCHAR2) RETURN NUMBER IS
    v_keep NUMBER;
  BEGIN
    v_keep := DOM.get_num_param(p_handle, 'KEEP_FUTURE', p_object);
    IF v_keep IS NULL OR v_keep < 1 OR v_keep > 1000 OR v_keep <> FLOOR(v_keep) THEN
      RAISE_APPLICATION_ERROR(-20312, 'parameter KEEP_FUTURE is ' || NVL(TO_CHAR(v_keep), 'null')
        || '; expected a whole number from 1 to 1000');
    END IF;
    RETURN v_keep;
  END keep_future_param;

  -- The day whose period is the current one: parameter AS_OF, or today (UTC).
  FUNCTION as_of_param(p_handle IN VARCHAR2, p_object IN VARCHAR2) RETURN DATE IS
  BEGIN
    IF optional_param(p_handle, 'AS_OF', p_object, NULL) IS NULL THEN
      RETURN TRUNC(CAST(utc_now AS DATE));
    END IF;
    RETURN TRUNC(DOM.get_date_param(p_handle, 'AS_OF', p_object));
  END as_of_param;

  FUNCTION materialise_param(p_handle IN VARCHAR2, p_object IN VARCHAR2) RETURN BOOLEAN IS
    v_value VARCHAR2(4000);
  BEGIN
    v_value := UPPER(optional_param(p_handle, 'MATERIALISE', p_object, 'N'));
    IF v_value NOT IN ('Y', 'N') THEN
      RAISE_APPLICATION_ERROR(-20312, 'parameter MATERIALISE is ' || v_value || '; expected Y or N');
    END IF;
    RETURN v_value = 'Y';
  END materialise_param;

  -- The name of the partition for the period that begins on the day, by the parameter NAME_PATTERN.
  FUNCTION partition_name(
    p_handle IN VARCHAR2, p_object IN VARCHAR2, p_period IN VARCHAR2, p_start IN DATE
  ) RETURN VARCHAR2 IS
    v_default VARCHAR2(20);
    v_pattern VARCHAR2(4000);
    v_name    VARCHAR2(4000);
  BEGIN
    v_default := CASE p_period WHEN 'DAY' THEN 'P{YYYY}{MM}{DD}' WHEN 'MONTH' THEN 'P{YYYY}{MM}' ELSE 'P{YYYY}' END;
    v_pattern := optional_param(p_handle, 'NAME_PATTERN', p_object, v_default);
    v_name := REPLACE(v_pattern, '{YYYY}', TO_CHAR(p_start, 'YYYY'));
    v_name := REPLACE(v_name, '{MM}', TO_CHAR(p_start, 'MM'));
    v_name := REPLACE(v_name, '{DD}', TO_CHAR(p_start, 'DD'));
    -- two periods must never get the same name
    IF NOT REGEXP_LIKE(v_name, '^[A-Za-z][A-Za-z0-9_$#]{0,127}$') OR INSTR(v_pattern, '{YYYY}') = 0
       OR p_period <> 'YEAR' AND INSTR(v_pattern, '{MM}') = 0 OR p_period = 'DAY' AND INSTR(v_pattern, '{DD}') = 0 THEN
      RAISE_APPLICATION_ERROR(-20312, 'parameter NAME_PATTERN is ' || v_pattern || '; expected e.g. ' || v_default
        || ' for the period ' || p_period || ': a letter first, at most 128 letters, digits, _, $ or #');
    END IF;
    RETURN v_name;
  END partition_name;

  -- The data type of the partition key, which is one DATE or TIMESTAMP column.
  FUNCTION key_type(p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
    v_type  VARCHAR2(128);
    v_keys  PLS_INTEGER;
  BEGIN
    SELECT MAX(c.DATA_TYPE), COUNT(*) INTO v_type, v_keys
    FROM   ALL_PART_TABLES t
           JOIN ALL_PART_KEY_COLUMNS k ON k.OWNER = t.OWNER AND k.NAME = t.TABLE_NAME AND TRIM(k.OBJECT_TYPE) = 'TABLE'
           JOIN ALL_TAB_COLUMNS c ON c.OWNER = t.OWNER AND c.TABLE_NAME = t.TABLE_NAME AND c.COLUMN_NAME = k.COLUMN_NAME
    WHERE  t.OWNER = p_owner AND t.TABLE_NAME = p_object AND t.PARTITIONING_TYPE = 'RANGE';
    IF v_keys <> 1 OR NOT REGEXP_LIKE(v_type, '^(DATE|TIMESTAMP\([0-9]\))$') THEN
      RAISE_APPLICATION_ERROR(-20311, main_table(p_owner, p_object) || ' is no table partitioned by range of one DATE or '
        || 'TIMESTAMP column, or the DOM-client user has no privilege on it (see grants.oracle.sql)');
    END IF;
    RETURN v_type;
  END key_type;

  FUNCTION is_interval(p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(INTERVAL) INTO v_count FROM ALL_PART_TABLES WHERE OWNER = p_owner AND TABLE_NAME = p_object;
    RETURN v_count > 0;
  END is_interval;

  -- An upper bound as a time; null for MAXVALUE. HIGH_VALUE is an expression, such as
  -- TO_DATE(' 2025-02-01 00:00:00', 'SYYYY-MM-DD HH24:MI:SS', 'NLS_CALENDAR=GREGORIAN') or TIMESTAMP' 2025-02-01 00:00:00':
  -- its first quoted text is what counts, so nothing out of the dictionary is run.
  FUNCTION bound_time(p_high_value IN VARCHAR2) RETURN DATE IS
  BEGIN
    RETURN TO_DATE(SUBSTR(TRIM(REGEXP_SUBSTR(p_high_value, '''([^'']*)''', 1, 1, NULL, 1)), 1, 19), 'YYYY-MM-DD HH24:MI:SS');
  END bound_time;

  -- The name of the partition with that upper bound; null: there is none.
  FUNCTION partition_at(p_owner IN VARCHAR2, p_object IN VARCHAR2, p_bound IN DATE) RETURN VARCHAR2 IS
  BEGIN
    FOR p IN (SELECT PARTITION_NAME, HIGH_VALUE FROM ALL_TAB_PARTITIONS
              WHERE  TABLE_OWNER = p_owner AND TABLE_NAME = p_object) LOOP
      IF bound_time(p.HIGH_VALUE) = p_bound THEN
        RETURN p.PARTITION_NAME;
      END IF;
    END LOOP;
    RETURN NULL;
  END partition_at;

  -- The highest bound; null if there is only MAXVALUE.
  FUNCTION last_bound(p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN DATE IS
    v_last  DATE;
    v_bound DATE;
  BEGIN
    FOR p IN (SELECT HIGH_VALUE FROM ALL_TAB_PARTITIONS WHERE TABLE_OWNER = p_owner AND TABLE_NAME = p_object) LOOP
      v_bound := bound_time(p.HIGH_VALUE);
      IF v_last IS NULL OR v_bound > v_last THEN
        v_last := v_bound;
      END IF;
    END LOOP;
    RETURN v_last;
  END last_bound;

  -- The name of the partition with MAXVALUE; null if there is none.
  FUNCTION catch_all(p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    FOR p IN (SELECT PARTITION_NAME, HIGH_VALUE FROM ALL_TAB_PARTITIONS
              WHERE  TABLE_OWNER = p_owner AND TABLE_NAME = p_object ORDER BY PARTITION_POSITION DESC) LOOP
      RETURN CASE p.HIGH_VALUE WHEN 'MAXVALUE' THEN p.PARTITION_NAME END;
    END LOOP;
    RETURN NULL;
  END catch_all;

  FUNCTION name_is_taken(p_owner IN VARCHAR2, p_object IN VARCHAR2, p_partition IN VARCHAR2) RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM ALL_TAB_PARTITIONS
    WHERE  TABLE_OWNER = p_owner AND TABLE_NAME = p_object AND PARTITION_NAME = p_partition;
    RETURN v_count > 0;
  END name_is_taken;

  FUNCTION work_of(p_handle IN VARCHAR2) RETURN ADD_PARTITION_STATE%ROWTYPE IS
    v_work ADD_PARTITION_STATE%ROWTYPE;
  BEGIN
    SELECT * INTO v_work FROM ADD_PARTITION_STATE
    WHERE  RUN_ID = p_handle
    AND    CHOSEN_NO = (SELECT MAX(CHOSEN_NO) FROM ADD_PARTITION_STATE WHERE RUN_ID = p_handle);
    RETURN v_work;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20310, 'run ' || p_handle || ' has no row in ADD_PARTITION_STATE: ITERATOR comes first');
  END work_of;

  -- The upper bound that comes next, or null if all periods have their partition. The partitions of an interval-
  -- partitioned table may have gaps, so there the first period without one is what counts.
  FUNCTION choose_bound(
    p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2, p_period IN VARCHAR2
  ) RETURN DATE IS
    v_object VARCHAR2(300) := p_owner || '.' || p_object;
    v_now    DATE;
    v_until  DATE;
    v_last   DATE;
    v_bound  DATE;
  BEGIN
    v_now   := TRUNC(as_of_param(p_handle, v_object), format_of(p_period));
    v_until := plus_periods(v_now, keep_future_param(p_handle, v_object) + 1, p_period);
    v_last  := last_bound(p_owner, p_object);
    IF is_interval(p_owner, p_object) THEN
      v_bound := plus_periods(v_now, 1, p_period);
      WHILE v_bound <= v_until AND partition_at(p_owner, p_object, v_bound) IS NOT NULL LOOP
        v_bound := plus_periods(v_bound, 1, p_period);
      END LOOP;
    ELSIF v_last IS NULL THEN
      v_bound := plus_periods(v_now, 1, p_period);  -- MAXVALUE alone: the first one takes all that came before
    ELSIF v_last < v_until AND v_last <> TRUNC(v_last, format_of(p_period)) THEN
      RAISE_APPLICATION_ERROR(-20311, 'the last bound of ' || main_table(p_owner, p_object) || ' is '
        || TO_CHAR(v_last, 'YYYY-MM-DD HH24:MI:SS') || ', which is not where a ' || p_period
        || ' begins: PERIOD is wrong, or that partition has to be mended');
    ELSE
      v_bound := plus_periods(v_last, 1, p_period);
    END IF;
    RETURN CASE WHEN v_bound <= v_until THEN v_bound END;
  END choose_bound;

  -- Chooses the next partition and commits nothing: the choice and the step's mark are one transaction.
  -- A choice whose partition is there, but which was not carried to its end, stays the work at hand.
  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2) IS
    v_type   VARCHAR2(128);
    v_period VARCHAR2(5);
    v_bound  DATE;
    v_name   VARCHAR2(128);
    v_no     PLS_INTEGER;
  BEGIN
    v_type   := key_type(p_owner, p_object);
    v_period := period_param(p_handle, p_owner || '.' || p_object);
    FOR begun IN (SELECT * FROM ADD_PARTITION_STATE
                  WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND REFRESHED_AT IS NULL) LOOP
      IF partition_at(p_owner, p_object, begun.LESS_THAN) IS NOT NULL THEN
        RETURN;
      END IF;
    END LOOP;
    IF is_interval(p_owner, p_object) AND NOT materialise_param(p_handle, p_owner || '.' || p_object) THEN
      RAISE DOM.operation_complete;
    END IF;
    v_bound := choose_bound(p_handle, p_owner, p_object, v_period);
    IF v_bound IS NULL THEN
      RAISE DOM.operation_complete;
    END IF;
    v_name := partition_name(p_handle, p_owner || '.' || p_object, v_period, plus_periods(v_bound, -1, v_period));
    IF name_is_taken(p_owner, p_object, v_name) THEN
      RAISE_APPLICATION_ERROR(-20313, main_table(p_owner, p_object) || ' has a partition ' || v_name
        || ' already, for another period: rename that, or change NAME_PATTERN');
    END IF;
    DELETE FROM ADD_PARTITION_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND ADDED_AT IS NULL;
    SELECT NVL(MAX(CHOSEN_NO), 0) + 1 INTO v_no FROM ADD_PARTITION_STATE WHERE RUN_ID = p_handle;
    INSERT INTO ADD_PARTITION_STATE
           (RUN_ID, CHOSEN_NO, OWNER, OBJECT_NAME, PARTITION_NAME, LESS_THAN, LESS_THAN_SQL, CHOSEN_AT)
    VALUES (p_handle, v_no, p_owner, p_object, v_name, v_bound,
            CASE v_type WHEN 'DATE' THEN 'DATE ''' || TO_CHAR(v_bound, 'YYYY-MM-DD') || ''''
            ELSE 'TIMESTAMP ''' || TO_CHAR(v_bound, 'YYYY-MM-DD') || ' 00:00:00''' END, utc_now);
  END iterator;

  -- Refuses to go on with a table that was changed since ITERATOR chose. Again: it only looks.
  PROCEDURE initial(p_handle IN VARCHAR2) IS
    v_work ADD_PARTITION_STATE%ROWTYPE;
    v_type VARCHAR2(128);
  BEGIN
    v_work := work_of(p_handle);
    v_type := key_type(v_work.OWNER, v_work.OBJECT_NAME);
  END initial;

  -- Says in the state table how the object ended. Again: the same is said once more.
  PROCEDURE final(p_handle IN VARCHAR2, p_after_error IN VARCHAR2) IS
    v_work ADD_PARTITION_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    UPDATE ADD_PARTITION_STATE SET ENDED_AT = utc_now, AFTER_ERROR = p_after_error
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END final;

  -- An interval-partitioned table makes the partition when it is locked for a day of the period; then it gets its name.
  -- Again: with the partition there it is not locked again; with its name right it is not renamed again.
  PROCEDURE materialise(p_handle IN VARCHAR2, p_work IN ADD_PARTITION_STATE%ROWTYPE) IS
    v_table VARCHAR2(300);
    v_name  VARCHAR2(128);
    v_day   VARCHAR2(200);
  BEGIN
    v_table := main_table(p_work.OWNER, p_work.OBJECT_NAME);
    -- the last day of the period
    v_day   := REPLACE(p_work.LESS_THAN_SQL, TO_CHAR(p_work.LESS_THAN, 'YYYY-MM-DD'),
                       TO_CHAR(p_work.LESS_THAN - 1, 'YYYY-MM-DD'));
    v_name  := partition_at(p_work.OWNER, p_work.OBJECT_NAME, p_work.LESS_THAN);
    IF v_name IS NULL THEN
      DOM.execute_immediate(p_handle, 'LOCK TABLE ' || v_table || ' PARTITION FOR (' || v_day || ') IN SHARE MODE', NULL);
    END IF;
    v_name := partition_at(p_work.OWNER, p_work.OBJECT_NAME, p_work.LESS_THAN);
    IF v_name IS NULL AND NOT is_test(p_handle) THEN
      RAISE_APPLICATION_ERROR(-20311, 'the interval of ' || v_table || ' made no partition that ends at '
        || TO_CHAR(p_work.LESS_THAN, 'YYYY-MM-DD') || ': PERIOD is not the table''s interval');
    END IF;
    IF v_name IS NULL OR v_name <> p_work.PARTITION_NAME THEN
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || v_table || ' RENAME PARTITION FOR (' || v_day || ') TO '
        || quoted(p_work.PARTITION_NAME), NULL);
    END IF;
  END materialise;

  -- One DDL statement: it takes effect as a whole or not at all. A split that finds no rows beyond the new bound moves
  -- none (fast split); local and global indexes stay usable.
  -- Again: a partition of that name with that bound is what was wanted, so nothing is done.
  PROCEDURE add_partition(p_handle IN VARCHAR2) IS
    v_work  ADD_PARTITION_STATE%ROWTYPE;
    v_table VARCHAR2(300);
    v_there VARCHAR2(128);
    v_max   VARCHAR2(128);
  BEGIN
    v_work  := work_of(p_handle);
    v_table := main_table(v_work.OWNER, v_work.OBJECT_NAME);
    v_there := partition_at(v_work.OWNER, v_work.OBJECT_NAME, v_work.LESS_THAN);
    v_max   := catch_all(v_work.OWNER, v_work.OBJECT_NAME);
    IF is_interval(v_work.OWNER, v_work.OBJECT_NAME) THEN
      materialise(p_handle, v_work);
    ELSIF v_there IS NULL AND v_max IS NULL THEN
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || v_table || ' ADD PARTITION ' || quoted(v_work.PARTITION_NAME)
        || ' VALUES LESS THAN (' || v_work.LESS_THAN_SQL || ')', NULL);
    ELSIF v_there IS NULL THEN
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || v_table || ' SPLIT PARTITION ' || quoted(v_max) || ' AT ('
        || v_work.LESS_THAN_SQL || ') INTO (PARTITION ' || quoted(v_work.PARTITION_NAME) || ', PARTITION '
        || quoted(v_max) || ') UPDATE INDEXES', NULL);
    ELSIF v_there <> v_work.PARTITION_NAME THEN
      RAISE_APPLICATION_ERROR(-20313, 'partition ' || v_there || ' of ' || v_table || ' was made by somebody else with the '
        || 'bound ' || TO_CHAR(v_work.LESS_THAN, 'YYYY-MM-DD') || ', expected ' || v_work.PARTITION_NAME);
    END IF;
    IF NOT is_test(p_handle) THEN
      UPDATE ADD_PARTITION_STATE SET ADDED_AT = NVL(ADDED_AT, utc_now)
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END add_partition;

  -- Statistics of the new partition: those of the one before it are copied, with the range of the partition key shifted,
  -- so that queries for the new period are not planned as if it were empty. Without one before it, they are gathered.
  -- Again: the same statistics are set again.
  PROCEDURE refresh_statistics(p_handle IN VARCHAR2) IS
    v_work   ADD_PARTITION_STATE%ROWTYPE;
    v_before VARCHAR2(128);
    v_names  VARCHAR2(1000);
  BEGIN
    v_work  := work_of(p_handle);
    v_names := 'ownname => ' || literal(quoted(v_work.OWNER)) || ', tabname => ' || literal(quoted(v_work.OBJECT_NAME));
    FOR p IN (SELECT PARTITION_NAME FROM ALL_TAB_PARTITIONS
              WHERE  TABLE_OWNER = v_work.OWNER AND TABLE_NAME = v_work.OBJECT_NAME AND LAST_ANALYZED IS NOT NULL
              AND    PARTITION_POSITION < (SELECT MAX(n.PARTITION_POSITION) FROM ALL_TAB_PARTITIONS n
                                           WHERE  n.TABLE_OWNER = v_work.OWNER AND n.TABLE_NAME = v_work.OBJECT_NAME
                                           AND    n.PARTITION_NAME = v_work.PARTITION_NAME)
              ORDER  BY PARTITION_POSITION) LOOP
      v_before := p.PARTITION_NAME;
    END LOOP;
    IF v_before IS NOT NULL THEN
      DOM.execute_immediate(p_handle, 'BEGIN DBMS_STATS.COPY_TABLE_STATS(' || v_names || ', srcpartname => '
        || literal(quoted(v_before)) || ', dstpartname => ' || literal(quoted(v_work.PARTITION_NAME))
        || ', force => TRUE); END;', NULL);
    ELSE
      DOM.execute_immediate(p_handle, 'BEGIN DBMS_STATS.GATHER_TABLE_STATS(' || v_names || ', partname => '
        || literal(quoted(v_work.PARTITION_NAME)) || ', granularity => ''PARTITION''); END;', NULL);
    END IF;
    IF NOT is_test(p_handle) THEN
      UPDATE ADD_PARTITION_STATE SET REFRESHED_AT = utc_now
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END refresh_statistics;
END ADD_PARTITION;
/
