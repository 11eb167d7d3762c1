-- ADD_PARTITION keeps partitions ready for the future in a table that is partitioned by range of a date.
--
-- Each iteration adds one partition, for the period after the last bound, until the KEEP_FUTURE periods after the
-- current one have theirs. A table with a MAXVALUE partition gets the new one by splitting that. The parameters are
-- described in docs/operations/add-partition.md.
--
-- Every task may be called again, be it after it was completed or after it died anywhere in its middle: whether the
-- partition is there is asked of the dictionary, never of a flag, for DDL commits by itself.
CREATE OR REPLACE PACKAGE ADD_PARTITION AS
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64));
  PROCEDURE initial(p_handle VARCHAR2(64));
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1));

  -- The tasks, in their order.
  PROCEDURE add_partition(p_handle VARCHAR2(64));
  PROCEDURE refresh_statistics(p_handle VARCHAR2(64));
END;
/

CREATE OR REPLACE PACKAGE BODY ADD_PARTITION AS
  -- Own errors: -20310 no work at hand, -20311 unfit table, -20312 bad parameter, -20313 the partition's name or range
  -- is taken, -20315 bad name.

  FUNCTION quoted(p_name VARCHAR2(64)) RETURN VARCHAR2(70) AS
  BEGIN
    IF p_name IS NULL OR p_name NOT REGEXP '^[A-Za-z][A-Za-z0-9_$#]{0,63}$' THEN
      RAISE_APPLICATION_ERROR(-20315, 'bad name "' || p_name
        || '": expected a letter, then at most 63 letters, digits, _, $ or #');
    END IF;
    RETURN '"' || p_name || '"';
  END;

  FUNCTION main_table(p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN VARCHAR2(140) AS
  BEGIN
    RETURN quoted(p_owner) || '.' || quoted(p_object);
  END;

  -- In test mode statements are only logged, so the facts of the state table are not changed by a task.
  FUNCTION is_test(p_handle VARCHAR2(64)) RETURN NUMBER AS
    v_count NUMBER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM DOM$RUN WHERE run_id = p_handle AND run_mode = 'T';
    RETURN v_count;
  END;

  -- The parameter, or the default where it is not defined or null.
  FUNCTION optional_param(
    p_handle VARCHAR2(64), p_name VARCHAR2(64), p_object VARCHAR2(140), p_default VARCHAR2(200)
  ) RETURN VARCHAR2(4000) AS
  BEGIN
    RETURN COALESCE(DOM.get_string_param(p_handle, p_name, p_object), p_default);
  EXCEPTION
    WHEN 20115 THEN
      RETURN p_default;
  END;

  -- DATE means a time of day too in this SQL mode.
  FUNCTION day_literal(p_day DATE) RETURN VARCHAR2(12) AS
  BEGIN
    RETURN '''' || DATE_FORMAT(p_day, '%Y-%m-%d') || '''';
  END;

  FUNCTION period_start(p_day DATE, p_period VARCHAR2(5)) RETURN DATE AS
  BEGIN
    RETURN CASE p_period WHEN 'DAY' THEN p_day WHEN 'MONTH' THEN p_day - INTERVAL DAYOFMONTH(p_day) - 1 DAY
           ELSE p_day - INTERVAL DAYOFYEAR(p_day) - 1 DAY END;
  END;

  FUNCTION plus_periods(p_day DATE, p_count NUMBER, p_period VARCHAR2(5)) RETURN DATE AS
  BEGIN
    RETURN CASE p_period WHEN 'DAY' THEN p_day + INTERVAL p_count DAY WHEN 'MONTH' THEN p_day + INTERVAL p_count MONTH
           ELSE p_day + INTERVAL p_count YEAR END;
  END;

  FUNCTION period_param(p_handle VARCHAR2(64), p_object VARCHAR2(140)) RETURN VARCHAR2(5) AS
    v_period VARCHAR2(4000);
  BEGIN
    v_period := UPPER(DOM.get_string_param(p_handle, 'PERIOD', p_object));
    IF v_period IS NULL OR v_period NOT IN ('DAY', 'MONTH', 'YEAR') THEN
      RAISE_APPLICATION_ERROR(-20312, 'parameter PERIOD is ' || COALESCE(v_period, 'null')
        || '; expected DAY, MONTH or YEAR');
    END IF;
    RETURN v_period;
  END;

  FUNCTION keep_future_param(p_handle VARCHAR2(64), p_object VARCHAR2(140)) RETURN NUMBER AS
    v_keep NUMBER;
  BEGIN
    v_keep := DOM.get_num_param(p_handle, 'KEEP_FUTURE', p_object);
    IF v_keep IS NULL OR v_keep < 1 OR v_keep > 1000 OR v_keep <> FLOOR(v_keep) THEN
      RAISE_APPLICATION_ERROR(-20312, 'parameter KEEP_FUTURE is ' || COALESCE(v_keep, 'null')
        || '; expected a whole number from 1 to 1000');
    END IF;
    RETURN v_keep;
  END;

  -- The day whose period is the current one: parameter AS_OF, or today (UTC).
  FUNCTION as_of_param(p_handle VARCHAR2(64), p_object VARCHAR2(140)) RETURN DATE AS
  BEGIN
    IF optional_param(p_handle, 'AS_OF', p_object, NULL) IS NULL THEN
      RETURN UTC_DATE();
    END IF;
    RETURN DATE(DOM.get_date_param(p_handle, 'AS_OF', p_object));
  END;

  -- The name of the partition for the period that begins on the day, by the parameter NAME_PATTERN.
  FUNCTION partition_name(
    p_handle VARCHAR2(64), p_object VARCHAR2(140), p_period VARCHAR2(5), p_start DATE
  ) RETURN VARCHAR2(64) AS
    v_default VARCHAR2(20);
    v_pattern VARCHAR2(4000);
    v_name    VARCHAR2(4000);
  BEGIN
    v_default := CASE p_period WHEN 'DAY' THEN 'P{YYYY}{MM}{DD}' WHEN 'MONTH' THEN 'P{YYYY}{MM}' ELSE 'P{YYYY}' END;
    v_pattern := optional_param(p_handle, 'NAME_PATTERN', p_object, v_default);
    v_name := REPLACE(v_pattern, '{YYYY}', DATE_FORMAT(p_start, '%Y'));
    v_name := REPLACE(v_name, '{MM}', DATE_FORMAT(p_start, '%m'));
    v_name := REPLACE(v_name, '{DD}', DATE_FORMAT(p_start, '%d'));
    -- two periods must never get the same name
    IF v_name NOT REGEXP '^[A-Za-z][A-Za-z0-9_$#]{0,63}$' OR INSTR(v_pattern, '{YYYY}') = 0
       OR p_period <> 'YEAR' AND INSTR(v_pattern, '{MM}') = 0 OR p_period = 'DAY' AND INSTR(v_pattern, '{DD}') = 0 THEN
      RAISE_APPLICATION_ERROR(-20312, 'parameter NAME_PATTERN is ' || v_pattern || '; expected e.g. ' || v_default
        || ' for the period ' || p_period || ': a letter first, at most 64 letters, digits, _, $ or #');
    END IF;
    RETURN v_name;
  END;

  -- How the table is partitioned: COLUMNS (RANGE COLUMNS of one date) or TO_DAYS (RANGE of TO_DAYS(date)).
  FUNCTION bound_kind(p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN VARCHAR2(10) AS
    v_name       VARCHAR2(140);
    v_count      NUMBER;
    v_method     VARCHAR2(20);
    v_sub        VARCHAR2(20);
    v_expression VARCHAR2(4000);
    v_kind       VARCHAR2(10);
  BEGIN
    v_name := main_table(p_owner, p_object);
    SELECT COUNT(*) INTO v_count FROM information_schema.TABLES WHERE TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object;
    IF v_count = 0 THEN
      RAISE_APPLICATION_ERROR(-20311, 'there is no table ' || v_name
        || ', or the DOM-client user has no privilege on it (see grants.mariadb.sql)');
    END IF;
    SELECT MAX(PARTITION_METHOD), MAX(SUBPARTITION_METHOD), LOWER(REGEXP_REPLACE(MAX(PARTITION_EXPRESSION), '[`" ]', ''))
    INTO   v_method, v_sub, v_expression
    FROM   information_schema.PARTITIONS WHERE TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object;
    IF v_method NOT LIKE 'RANGE%' OR v_method IS NULL OR v_sub IS NOT NULL THEN
      RAISE_APPLICATION_ERROR(-20311, 'table ' || v_name || ' is not partitioned by range without subpartitions');
    END IF;
    v_kind := CASE WHEN v_method = 'RANGE COLUMNS' THEN 'COLUMNS' WHEN v_expression LIKE 'to\\_days(%)' THEN 'TO_DAYS' END;
    SELECT COUNT(*) INTO v_count FROM information_schema.COLUMNS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND DATA_TYPE IN ('date', 'datetime')
    AND    LOWER(COLUMN_NAME) = CASE v_kind WHEN 'COLUMNS' THEN v_expression
                                ELSE REPLACE(REPLACE(v_expression, 'to_days(', ''), ')', '') END;
    IF v_kind IS NULL OR v_count <> 1 THEN
      RAISE_APPLICATION_ERROR(-20311, 'table ' || v_name || ' is partitioned by ' || v_method || ' (' || v_expression
        || '); expected RANGE COLUMNS (column) or RANGE (TO_DAYS(column)) with one DATE or DATETIME column');
    END IF;
    RETURN v_kind;
  END;

  -- An upper bound as the dictionary has it, as a time; null for MAXVALUE.
  FUNCTION bound_time(p_description VARCHAR2(200)) RETURN DATETIME AS
  BEGIN
    RETURN CASE WHEN p_description = 'MAXVALUE' THEN NULL
           WHEN p_description LIKE '''%' THEN CAST(REPLACE(p_description, '''', '') AS DATETIME)
           ELSE CAST(FROM_DAYS(p_description) AS DATETIME) END;
  END;

  FUNCTION partition_exists(p_owner VARCHAR2(64), p_object VARCHAR2(64), p_partition VARCHAR2(64)) RETURN NUMBER AS
    v_count NUMBER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM information_schema.PARTITIONS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND PARTITION_NAME = p_partition;
    RETURN v_count;
  END;

  PROCEDURE get_work(p_handle VARCHAR2(64), p_work OUT ADD_PARTITION_STATE%ROWTYPE) AS
  BEGIN
    SELECT * INTO p_work FROM ADD_PARTITION_STATE WHERE RUN_ID = p_handle ORDER BY CHOSEN_NO DESC LIMIT 1;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20310, 'run ' || p_handle || ' has no row in ADD_PARTITION_STATE: ITERATOR comes first');
  END;

  -- The upper bound that comes next, or null if all periods have their partition.
  PROCEDURE choose_bound(
    p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64), p_period VARCHAR2(5), p_bound OUT DATE
  ) AS
    v_object VARCHAR2(140) := p_owner || '.' || p_object;
    v_last   DATETIME;
    v_now    DATE;
    v_until  DATE;
  BEGIN
    v_now   := period_start(as_of_param(p_handle, v_object), p_period);
    v_until := plus_periods(v_now, keep_future_param(p_handle, v_object) + 1, p_period);
    SELECT MAX(bound_time(PARTITION_DESCRIPTION)) INTO v_last FROM information_schema.PARTITIONS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object;
    IF v_last IS NULL THEN
      p_bound := plus_periods(v_now, 1, p_period);  -- MAXVALUE alone: the first one takes all that came before
    ELSIF v_last >= v_until THEN
      p_bound := NULL;
    ELSIF v_last <> period_start(DATE(v_last), p_period) THEN
      RAISE_APPLICATION_ERROR(-20311, 'the last bound of ' || main_table(p_owner, p_object) || ' is ' || v_last
        || ', which is not where a ' || p_period || ' begins: PERIOD is wrong, or that partition has to be mended');
    ELSE
      p_bound := plus_periods(DATE(v_last), 1, p_period);
    END IF;
  END;

  -- Chooses the next partition and commits nothing: the choice and the step's mark are one transaction.
  -- A choice whose partition is there, but which was not carried to its end, stays the work at hand.
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64)) AS
    v_kind   VARCHAR2(10);
    v_period VARCHAR2(5);
    v_bound  DATE;
    v_name   VARCHAR2(64);
    v_count  NUMBER;
    v_no     NUMBER;
  BEGIN
    v_kind   := bound_kind(p_owner, p_object);
    v_period := period_param(p_handle, p_owner || '.' || p_object);
    SELECT COUNT(*) INTO v_count FROM ADD_PARTITION_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND REFRESHED_AT IS NULL
    AND    partition_exists(OWNER, OBJECT_NAME, PARTITION_NAME) = 1;
    IF v_count > 0 THEN
      RETURN;
    END IF;
    choose_bound(p_handle, p_owner, p_object, v_period, v_bound);
    IF v_bound IS NULL THEN
      RAISE_APPLICATION_ERROR(-20100, 'operation complete');
    END IF;
    v_name := partition_name(p_handle, p_owner || '.' || p_object, v_period, plus_periods(v_bound, -1, v_period));
    IF partition_exists(p_owner, p_object, v_name) = 1 THEN
      RAISE_APPLICATION_ERROR(-20313, main_table(p_owner, p_object) || ' has a partition ' || v_name
        || ' already, for another period: rename that, or change NAME_PATTERN');
    END IF;
    DELETE FROM ADD_PARTITION_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND ADDED_AT IS NULL;
    SELECT COALESCE(MAX(CHOSEN_NO), 0) + 1 INTO v_no FROM ADD_PARTITION_STATE WHERE RUN_ID = p_handle;
    INSERT INTO ADD_PARTITION_STATE
           (RUN_ID, CHOSEN_NO, OWNER, OBJECT_NAME, PARTITION_NAME, LESS_THAN, LESS_THAN_SQL, CHOSEN_AT)
    VALUES (p_handle, v_no, p_owner, p_object, v_name, v_bound,
            CASE v_kind WHEN 'TO_DAYS' THEN 'TO_DAYS(' || day_literal(v_bound) || ')' ELSE day_literal(v_bound) END,
            UTC_TIMESTAMP(6));
  END;

  -- Refuses to go on with a table that was changed since ITERATOR chose. Again: it only looks.
  PROCEDURE initial(p_handle VARCHAR2(64)) AS
    v_work ADD_PARTITION_STATE%ROWTYPE;
    v_kind VARCHAR2(10);
  BEGIN
    get_work(p_handle, v_work);
    v_kind := bound_kind(v_work.OWNER, v_work.OBJECT_NAME);
  END;

  -- Says in the state table how the object ended. Again: the same is said once more.
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1)) AS
    v_work ADD_PARTITION_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    UPDATE ADD_PARTITION_STATE SET ENDED_AT = UTC_TIMESTAMP(6), AFTER_ERROR = p_after_error
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END;

  -- The name of the partition with MAXVALUE; null if there is none.
  FUNCTION catch_all(p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN VARCHAR2(64) AS
    v_name VARCHAR2(64);
  BEGIN
    SELECT MAX(PARTITION_NAME) INTO v_name FROM information_schema.PARTITIONS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND PARTITION_DESCRIPTION = 'MAXVALUE';
    RETURN v_name;
  END;

  -- One DDL statement: it takes effect as a whole or not at all.
  -- Again: a partition of that name with that bound is what was wanted, so nothing is done.
  PROCEDURE add_partition(p_handle VARCHAR2(64)) AS
    v_work  ADD_PARTITION_STATE%ROWTYPE;
    v_table VARCHAR2(140);
    v_max   VARCHAR2(64);
    v_bound DATETIME;
    v_new   VARCHAR2(400);
  BEGIN
    get_work(p_handle, v_work);
    v_table := main_table(v_work.OWNER, v_work.OBJECT_NAME);
    v_new   := 'PARTITION ' || quoted(v_work.PARTITION_NAME) || ' VALUES LESS THAN (' || v_work.LESS_THAN_SQL || ')';
    v_max   := catch_all(v_work.OWNER, v_work.OBJECT_NAME);
    IF partition_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.PARTITION_NAME) = 1 THEN
      SELECT bound_time(PARTITION_DESCRIPTION) INTO v_bound FROM information_schema.PARTITIONS
      WHERE  TABLE_SCHEMA = v_work.OWNER AND TABLE_NAME = v_work.OBJECT_NAME AND PARTITION_NAME = v_work.PARTITION_NAME;
      IF v_bound IS NULL OR v_bound <> v_work.LESS_THAN THEN
        RAISE_APPLICATION_ERROR(-20313, 'partition ' || v_work.PARTITION_NAME || ' of ' || v_table || ' was made by '
          || 'somebody else with the bound ' || COALESCE(v_bound, 'MAXVALUE') || ', expected ' || v_work.LESS_THAN);
      END IF;
    ELSIF v_max IS NULL THEN
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || v_table || ' ADD PARTITION (' || v_new || ')', NULL);
    ELSE
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || v_table || ' REORGANIZE PARTITION ' || quoted(v_max) || ' INTO ('
        || v_new || ', PARTITION ' || quoted(v_max) || ' VALUES LESS THAN (MAXVALUE))', NULL);
    END IF;
    IF is_test(p_handle) = 0 THEN
      UPDATE ADD_PARTITION_STATE SET ADDED_AT = COALESCE(ADDED_AT, UTC_TIMESTAMP(6))
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END;

  -- Statistics of the new partition, and of the one it was split from.
  -- Again: the same statistics are gathered again.
  PROCEDURE refresh_statistics(p_handle VARCHAR2(64)) AS
    v_work ADD_PARTITION_STATE%ROWTYPE;
    v_max  VARCHAR2(64);
  BEGIN
    get_work(p_handle, v_work);
    v_max := catch_all(v_work.OWNER, v_work.OBJECT_NAME);
    DOM.execute_immediate(p_handle, 'ALTER TABLE ' || main_table(v_work.OWNER, v_work.OBJECT_NAME) || ' ANALYZE PARTITION '
      || quoted(v_work.PARTITION_NAME) || CASE WHEN v_max IS NOT NULL THEN ', ' || quoted(v_max) END, NULL);
    IF is_test(p_handle) = 0 THEN
      UPDATE ADD_PARTITION_STATE SET REFRESHED_AT = UTC_TIMESTAMP(6)
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END;
END;
/
