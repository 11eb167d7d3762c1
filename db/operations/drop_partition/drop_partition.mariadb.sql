-- DROP_PARTITION rolls off the oldest partitions of a table that is partitioned by range, and keeps its disputed rows.
--
-- Each iteration: the oldest partition is exchanged with an empty table (a change of the dictionary only), the emptied
-- partition is dropped, the rows with DISPUTED = 'Y' go back into the table, where they land in the partition that is
-- now the oldest. The table needs a primary key and a column DISPUTED. The parameter KEEP_PARTITIONS, 1 or more, says
-- how many of the newest partitions stay.
--
-- Every task may be called again, be it after it was completed or after it died anywhere in its middle. A task knows
-- what is done already from the dictionary and the rows, never from a flag: DDL commits, so a flag could not be set in
-- the same transaction. One table belongs to one instance of the operation: two at once would undo each other's work.
CREATE OR REPLACE PACKAGE DROP_PARTITION AS
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64));
  PROCEDURE initial(p_handle VARCHAR2(64));
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1));

  -- The tasks, in their order.
  PROCEDURE create_exchange_table(p_handle VARCHAR2(64));
  PROCEDURE exchange_partition(p_handle VARCHAR2(64));
  PROCEDURE drop_partition(p_handle VARCHAR2(64));
  PROCEDURE repopulate(p_handle VARCHAR2(64));
  PROCEDURE rebuild_statistics(p_handle VARCHAR2(64));
  PROCEDURE drop_exchange_table(p_handle VARCHAR2(64));
  PROCEDURE record_history(p_handle VARCHAR2(64));
END;
/

CREATE OR REPLACE PACKAGE BODY DROP_PARTITION AS
  -- Own errors: -20300 no work at hand, -20301 unfit table, -20302 bad parameter, -20303 rows would be lost,
  -- -20304 a task came out of order, -20305 bad name.

  FUNCTION quoted(p_name VARCHAR2(64)) RETURN VARCHAR2(70) AS
  BEGIN
    IF p_name IS NULL OR p_name NOT REGEXP '^[A-Za-z][A-Za-z0-9_$#]{0,63}$' THEN
      RAISE_APPLICATION_ERROR(-20305, 'bad name "' || p_name
        || '": expected a letter, then at most 63 letters, digits, _, $ or #');
    END IF;
    RETURN '"' || p_name || '"';
  END;

  FUNCTION literal(p_value VARCHAR2(200)) RETURN VARCHAR2(410) AS
  BEGIN
    RETURN '''' || REPLACE(REPLACE(p_value, '\\', '\\\\'), '''', '''''') || '''';
  END;

  -- The application's table, "OWNER"."TABLE".
  FUNCTION main_table(p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN VARCHAR2(140) AS
  BEGIN
    RETURN quoted(p_owner) || '.' || quoted(p_object);
  END;

  -- In test mode statements are only logged: what a task finds is the state before the run, so it must check nothing.
  FUNCTION is_test(p_handle VARCHAR2(64)) RETURN NUMBER AS
    v_count NUMBER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM DOM$RUN WHERE run_id = p_handle AND run_mode = 'T';
    RETURN v_count;
  END;

  -- 1 if this schema has the table, else 0.
  FUNCTION table_exists(p_table VARCHAR2(64)) RETURN NUMBER AS
    v_count NUMBER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM information_schema.TABLES
    WHERE  TABLE_SCHEMA = DATABASE() AND TABLE_NAME = p_table;
    RETURN v_count;
  END;

  FUNCTION partition_count(p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN NUMBER AS
    v_count NUMBER;
  BEGIN
    SELECT COUNT(PARTITION_NAME) INTO v_count FROM information_schema.PARTITIONS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object;
    RETURN v_count;
  END;

  -- 1 or 0
  FUNCTION partition_exists(p_owner VARCHAR2(64), p_object VARCHAR2(64), p_partition VARCHAR2(64)) RETURN NUMBER AS
    v_count NUMBER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM information_schema.PARTITIONS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND PARTITION_NAME = p_partition;
    RETURN v_count;
  END;

  -- Condition "t" and "x" are the same row, by the table's primary key; null if there is none.
  FUNCTION same_row(p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN VARCHAR2(4000) AS
    v_condition VARCHAR2(4000);
  BEGIN
    SELECT GROUP_CONCAT('t."' || COLUMN_NAME || '" = x."' || COLUMN_NAME || '"' ORDER BY SEQ_IN_INDEX SEPARATOR ' AND ')
    INTO   v_condition
    FROM   information_schema.STATISTICS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND INDEX_NAME = 'PRIMARY';
    RETURN v_condition;
  END;

  -- A procedure, not a function: functions may not run dynamic SQL.
  PROCEDURE count_rows(p_from VARCHAR2(5000), p_count OUT NUMBER) AS
  BEGIN
    EXECUTE IMMEDIATE 'SELECT COUNT(*) INTO @drop_partition$count FROM ' || p_from;
    p_count := @drop_partition$count;
  END;

  -- The run's work at hand: what ITERATOR chose last.
  PROCEDURE get_work(p_handle VARCHAR2(64), p_work OUT DROP_PARTITION_STATE%ROWTYPE) AS
  BEGIN
    SELECT * INTO p_work FROM DROP_PARTITION_STATE
    WHERE  RUN_ID = p_handle ORDER BY CHOSEN_NO DESC LIMIT 1;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20300, 'run ' || p_handle || ' has no row in DROP_PARTITION_STATE: ITERATOR comes first');
  END;

  -- What would make a task fail half-way is refused before anything is changed.
  PROCEDURE check_table(p_owner VARCHAR2(64), p_object VARCHAR2(64)) AS
    v_name  VARCHAR2(140);
    v_count NUMBER;
  BEGIN
    v_name := main_table(p_owner, p_object);
    SELECT COUNT(*) INTO v_count FROM information_schema.TABLES WHERE TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object;
    IF v_count = 0 THEN
      RAISE_APPLICATION_ERROR(-20301, 'there is no table ' || v_name
        || ', or the DOM-client user has no privilege on it (see grants.mariadb.sql)');
    END IF;
    SELECT COUNT(*) INTO v_count FROM information_schema.PARTITIONS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object
    AND    PARTITION_METHOD LIKE 'RANGE%' AND SUBPARTITION_METHOD IS NULL;
    IF v_count = 0 THEN
      RAISE_APPLICATION_ERROR(-20301, 'table ' || v_name || ' is not partitioned by range without subpartitions');
    END IF;
    IF same_row(p_owner, p_object) IS NULL THEN
      RAISE_APPLICATION_ERROR(-20301, 'table ' || v_name || ' has no primary key, by which rows put back are known');
    END IF;
    SELECT COUNT(*) INTO v_count FROM information_schema.COLUMNS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND COLUMN_NAME = 'DISPUTED';
    IF v_count = 0 THEN
      RAISE_APPLICATION_ERROR(-20301, 'table ' || v_name || ' has no column DISPUTED, which says what rows are kept');
    END IF;
  END;

  -- The partition to go, or null if no more than KEEP_PARTITIONS are left.
  PROCEDURE choose_partition(
    p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64), p_partition OUT VARCHAR2(64)
  ) AS
    v_keep NUMBER;
  BEGIN
    v_keep := DOM.get_num_param(p_handle, 'KEEP_PARTITIONS', p_owner || '.' || p_object);
    IF v_keep IS NULL OR v_keep < 1 OR v_keep <> FLOOR(v_keep) THEN
      RAISE_APPLICATION_ERROR(-20302, 'parameter KEEP_PARTITIONS is ' || COALESCE(v_keep, 'null')
        || '; expected a whole number, 1 or more');
    END IF;
    p_partition := NULL;
    IF partition_count(p_owner, p_object) > v_keep THEN
      SELECT PARTITION_NAME INTO p_partition FROM information_schema.PARTITIONS
      WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND PARTITION_ORDINAL_POSITION = 1;
    END IF;
  END;

  -- 1 if the history has the work, which is known by the time of its choice, whatever run recorded it.
  FUNCTION is_recorded(
    p_owner VARCHAR2(64), p_object VARCHAR2(64), p_partition VARCHAR2(64), p_chosen_at DATETIME(6)
  ) RETURN NUMBER AS
    v_count NUMBER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM DROP_PARTITION_HISTORY
    WHERE  OWNER = p_owner AND OBJECT_NAME = p_object AND PARTITION_NAME = p_partition AND CHOSEN_AT = p_chosen_at;
    RETURN v_count;
  END;

  -- Chooses the next work and commits nothing: the choice and the step's mark are one transaction, so a call that died
  -- left no choice behind.
  --
  -- Work that was begun (its exchange table exists, or its partition is gone) is never left lying: this run's is kept
  -- as the work at hand; that of a run that was given up is taken over with its exchange table and its rows, and if
  -- only its row in the history is missing, with its counts.
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64)) AS
    v_begun     NUMBER;
    v_chosen_no NUMBER;
    v_partition VARCHAR2(64);
    v_exchange  VARCHAR2(64);
    v_before    NUMBER;
    v_kept      NUMBER;
    v_chosen_at    DATETIME(6);
    v_exchanged_at DATETIME(6);
  BEGIN
    check_table(p_owner, p_object);
    SELECT COUNT(*) INTO v_begun FROM DROP_PARTITION_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND FINISHED = 'N'
    AND   (table_exists(EXCHANGE_TABLE) = 1 OR partition_exists(OWNER, OBJECT_NAME, PARTITION_NAME) = 0)
    AND    is_recorded(OWNER, OBJECT_NAME, PARTITION_NAME, CHOSEN_AT) = 0;
    IF v_begun > 0 THEN
      RETURN;
    END IF;

    SELECT MAX(PARTITION_NAME), MAX(EXCHANGE_TABLE), MAX(ROWS_BEFORE), MAX(ROWS_KEPT), MAX(CHOSEN_AT), MAX(EXCHANGED_AT)
    INTO   v_partition, v_exchange, v_before, v_kept, v_chosen_at, v_exchanged_at
    FROM (
      SELECT * FROM DROP_PARTITION_STATE
      WHERE  OWNER = p_owner AND OBJECT_NAME = p_object AND RUN_ID <> p_handle AND FINISHED = 'N'
      AND   (table_exists(EXCHANGE_TABLE) = 1
             OR is_test(p_handle) = 0 AND ROWS_KEPT IS NOT NULL
                AND partition_exists(OWNER, OBJECT_NAME, PARTITION_NAME) = 0
                AND is_recorded(OWNER, OBJECT_NAME, PARTITION_NAME, CHOSEN_AT) = 0)
      ORDER  BY CHOSEN_AT LIMIT 1) begun;
    IF v_partition IS NULL THEN
      choose_partition(p_handle, p_owner, p_object, v_partition);
      IF v_partition IS NULL THEN
        RAISE_APPLICATION_ERROR(-20100, 'operation complete');
      END IF;
      -- names of two tables may share their beginning, so the run and the choice make it unique
      SELECT COALESCE(MAX(CHOSEN_NO), 0) + 1 INTO v_chosen_no FROM DROP_PARTITION_STATE WHERE RUN_ID = p_handle;
      v_exchange := SUBSTR(p_object, 1, 20) || '_' || SUBSTR(v_partition, 1, 20) || '_X' || p_handle || '_' || v_chosen_no;
      IF LENGTH(quoted(v_exchange)) > 0 AND table_exists(v_exchange) = 1 THEN
        RAISE_APPLICATION_ERROR(-20303, 'table ' || v_exchange || ' exists already in schema ' || DATABASE()
          || ': rename it, or drop it if its rows are not needed');
      END IF;
    END IF;

    SELECT COALESCE(MAX(CHOSEN_NO), 0) + 1 INTO v_chosen_no FROM DROP_PARTITION_STATE WHERE RUN_ID = p_handle;
    DELETE FROM DROP_PARTITION_STATE WHERE RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object;
    INSERT INTO DROP_PARTITION_STATE
           (RUN_ID, OWNER, OBJECT_NAME, CHOSEN_NO, PARTITION_NAME, EXCHANGE_TABLE, ROWS_BEFORE, ROWS_KEPT, CHOSEN_AT,
            EXCHANGED_AT, FINISHED)
    VALUES (p_handle, p_owner, p_object, v_chosen_no, v_partition, v_exchange, v_before, v_kept,
            COALESCE(v_chosen_at, UTC_TIMESTAMP(6)), v_exchanged_at, 'N');
  END;

  -- Opens the maintenance notice. Again: the one row is opened again, its first opening time stays.
  PROCEDURE initial(p_handle VARCHAR2(64)) AS
    v_work DROP_PARTITION_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    DOM.execute_immediate(p_handle,
      'INSERT INTO DROP_PARTITION_NOTICES (RUN_ID, OWNER, OBJECT_NAME, OPENED_AT) VALUES (' || literal(p_handle) || ', '
      || literal(v_work.OWNER) || ', ' || literal(v_work.OBJECT_NAME) || ', UTC_TIMESTAMP(6))'
      || ' ON DUPLICATE KEY UPDATE CLOSED_AT = NULL, AFTER_ERROR = NULL', NULL);
  END;

  -- Closes the notice. Again: there is no open one, so no row is changed.
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1)) AS
    v_work DROP_PARTITION_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    DOM.execute_immediate(p_handle,
      'UPDATE DROP_PARTITION_NOTICES SET CLOSED_AT = UTC_TIMESTAMP(6), AFTER_ERROR = ' || literal(p_after_error)
      || ' WHERE RUN_ID = ' || literal(p_handle) || ' AND OWNER = ' || literal(v_work.OWNER)
      || ' AND OBJECT_NAME = ' || literal(v_work.OBJECT_NAME) || ' AND CLOSED_AT IS NULL', NULL);
  END;

  -- An empty table of this schema, like the application's, without partitions.
  -- Again: an existing one is left alone, for it may hold the partition's rows by now; one that still has partitions
  -- (the task died between its two statements) loses them. With partition and table gone, all is over: nothing to do.
  PROCEDURE create_exchange_table(p_handle VARCHAR2(64)) AS
    v_work   DROP_PARTITION_STATE%ROWTYPE;
    v_exists NUMBER;
  BEGIN
    get_work(p_handle, v_work);
    v_exists := table_exists(v_work.EXCHANGE_TABLE);
    IF v_exists = 0 AND partition_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.PARTITION_NAME) = 0 THEN
      RETURN;
    END IF;
    IF v_exists = 0 THEN
      DOM.execute_immediate(p_handle, 'CREATE TABLE ' || quoted(v_work.EXCHANGE_TABLE)
        || ' LIKE ' || main_table(v_work.OWNER, v_work.OBJECT_NAME), NULL);
    END IF;
    IF is_test(p_handle) = 1 OR partition_count(DATABASE(), v_work.EXCHANGE_TABLE) > 0 THEN
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || quoted(v_work.EXCHANGE_TABLE) || ' REMOVE PARTITIONING', NULL);
    END IF;
  END;

  -- The partition's rows into the exchange table.
  -- Again: a second exchange would swap them back, so it only takes place while the exchange table is empty; if it is
  -- empty since the partition was, exchanging once more changes nothing. An empty table needs no validation, and with
  -- autocommit off MariaDB 11.4's validation waits for a lock of its own session (error 1205).
  PROCEDURE exchange_partition(p_handle VARCHAR2(64)) AS
    v_work  DROP_PARTITION_STATE%ROWTYPE;
    v_count NUMBER := 0;
  BEGIN
    get_work(p_handle, v_work);
    IF table_exists(v_work.EXCHANGE_TABLE) = 1 THEN
      count_rows(quoted(v_work.EXCHANGE_TABLE), v_count);
    END IF;
    IF v_count = 0 AND partition_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.PARTITION_NAME) = 1 THEN
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || main_table(v_work.OWNER, v_work.OBJECT_NAME)
        || ' EXCHANGE PARTITION ' || quoted(v_work.PARTITION_NAME)
        || ' WITH TABLE ' || quoted(v_work.EXCHANGE_TABLE) || ' WITHOUT VALIDATION', NULL);
    END IF;
    IF table_exists(v_work.EXCHANGE_TABLE) = 1 THEN
      count_rows(quoted(v_work.EXCHANGE_TABLE), v_count);
      UPDATE DROP_PARTITION_STATE
      SET    ROWS_BEFORE = v_count, EXCHANGED_AT = COALESCE(EXCHANGED_AT, UTC_TIMESTAMP(6))
      WHERE  RUN_ID = p_handle AND OWNER = v_work.OWNER AND OBJECT_NAME = v_work.OBJECT_NAME;
    END IF;
  END;

  -- The emptied partition goes; one that is not empty never does: rows that came in after the exchange would be lost.
  -- Again: a partition that is gone is not dropped again.
  PROCEDURE drop_partition(p_handle VARCHAR2(64)) AS
    v_work  DROP_PARTITION_STATE%ROWTYPE;
    v_table VARCHAR2(140);
    v_count NUMBER;
  BEGIN
    get_work(p_handle, v_work);
    IF partition_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.PARTITION_NAME) = 0 THEN
      RETURN;
    END IF;
    v_table := main_table(v_work.OWNER, v_work.OBJECT_NAME);
    count_rows(v_table || ' PARTITION (' || quoted(v_work.PARTITION_NAME) || ')', v_count);
    IF v_count > 0 AND is_test(p_handle) = 0 THEN
      RAISE_APPLICATION_ERROR(-20303, 'partition ' || v_work.PARTITION_NAME || ' of ' || v_table || ' holds ' || v_count
        || ' rows: it was not exchanged, or they came in since; move them to ' || v_work.EXCHANGE_TABLE
        || ' of schema ' || DATABASE() || ', or delete them, then run the operation again');
    END IF;
    DOM.execute_immediate(p_handle,
      'ALTER TABLE ' || v_table || ' DROP PARTITION ' || quoted(v_work.PARTITION_NAME), NULL);
  END;

  -- The disputed rows back into the table.
  -- Again: one statement is all or nothing, and it leaves out rows that are there already, by their primary key.
  PROCEDURE repopulate(p_handle VARCHAR2(64)) AS
    v_work  DROP_PARTITION_STATE%ROWTYPE;
    v_test  NUMBER;
    v_table VARCHAR2(140);
    v_count NUMBER;
  BEGIN
    get_work(p_handle, v_work);
    v_test  := is_test(p_handle);
    v_table := main_table(v_work.OWNER, v_work.OBJECT_NAME);
    IF v_test = 0 THEN
      IF partition_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.PARTITION_NAME) = 1 THEN
        RAISE_APPLICATION_ERROR(-20304, 'partition ' || v_work.PARTITION_NAME || ' of ' || v_table
          || ' is still there: rows put back now would go with it; DROP_PARTITION comes first');
      END IF;
      IF table_exists(v_work.EXCHANGE_TABLE) = 0 THEN
        RETURN;
      END IF;
    END IF;
    DOM.execute_immediate(p_handle, 'INSERT INTO ' || v_table
      || ' SELECT x.* FROM ' || quoted(v_work.EXCHANGE_TABLE) || ' x WHERE x.DISPUTED = ''Y'''
      || ' AND NOT EXISTS (SELECT 1 FROM ' || v_table || ' t WHERE '
      || same_row(v_work.OWNER, v_work.OBJECT_NAME) || ')', NULL);
    IF v_test = 0 THEN
      count_rows(quoted(v_work.EXCHANGE_TABLE) || ' x WHERE x.DISPUTED = ''Y''', v_count);
      UPDATE DROP_PARTITION_STATE SET ROWS_KEPT = v_count
      WHERE  RUN_ID = p_handle AND OWNER = v_work.OWNER AND OBJECT_NAME = v_work.OBJECT_NAME;
    END IF;
  END;

  -- Again: the same statistics are gathered again.
  PROCEDURE rebuild_statistics(p_handle VARCHAR2(64)) AS
    v_work DROP_PARTITION_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    DOM.execute_immediate(p_handle, 'ANALYZE TABLE ' || main_table(v_work.OWNER, v_work.OBJECT_NAME), NULL);
  END;

  -- The exchange table goes, once every disputed row of it is in the table.
  -- Again: a table that is gone is not dropped again.
  PROCEDURE drop_exchange_table(p_handle VARCHAR2(64)) AS
    v_work  DROP_PARTITION_STATE%ROWTYPE;
    v_test  NUMBER;
    v_table VARCHAR2(140);
    v_count NUMBER;
  BEGIN
    get_work(p_handle, v_work);
    v_test  := is_test(p_handle);
    v_table := main_table(v_work.OWNER, v_work.OBJECT_NAME);
    IF v_test = 0 THEN
      IF table_exists(v_work.EXCHANGE_TABLE) = 0 THEN
        RETURN;
      END IF;
      count_rows(quoted(v_work.EXCHANGE_TABLE) || ' x WHERE x.DISPUTED = ''Y'' AND NOT EXISTS (SELECT 1 FROM '
        || v_table || ' t WHERE ' || same_row(v_work.OWNER, v_work.OBJECT_NAME) || ')', v_count);
      IF v_count > 0 THEN
        RAISE_APPLICATION_ERROR(-20303, v_count || ' disputed rows of ' || v_work.EXCHANGE_TABLE || ' are not in '
          || v_table || ': REPOPULATE comes first');
      END IF;
    END IF;
    DOM.execute_immediate(p_handle, 'DROP TABLE ' || quoted(v_work.EXCHANGE_TABLE), NULL);
  END;

  -- One row for the partition, and the work at hand is finished.
  -- Again: the row is there already, by the choice's time; died in between: the flag is set by the second call.
  PROCEDURE record_history(p_handle VARCHAR2(64)) AS
    v_work DROP_PARTITION_STATE%ROWTYPE;
    v_key  VARCHAR2(1000);
    v_done VARCHAR2(1000);
  BEGIN
    get_work(p_handle, v_work);
    v_done := 'OWNER = ' || literal(v_work.OWNER) || ' AND OBJECT_NAME = ' || literal(v_work.OBJECT_NAME)
      || ' AND PARTITION_NAME = ' || literal(v_work.PARTITION_NAME) || ' AND CHOSEN_AT = ' || literal(v_work.CHOSEN_AT);
    v_key  := 'RUN_ID = ' || literal(p_handle) || ' AND ' || v_done;
    DOM.execute_immediate(p_handle, 'INSERT INTO DROP_PARTITION_HISTORY (RUN_ID, OWNER, OBJECT_NAME, PARTITION_NAME,'
      || ' ROWS_BEFORE, ROWS_KEPT, CHOSEN_AT, EXCHANGED_AT, RECORDED_AT)'
      || ' SELECT RUN_ID, OWNER, OBJECT_NAME, PARTITION_NAME, ROWS_BEFORE, ROWS_KEPT, CHOSEN_AT, EXCHANGED_AT,'
      || ' UTC_TIMESTAMP(6) FROM DROP_PARTITION_STATE WHERE ' || v_key
      || ' AND NOT EXISTS (SELECT 1 FROM DROP_PARTITION_HISTORY WHERE ' || v_done || ')', NULL);
    UPDATE DROP_PARTITION_STATE SET FINISHED = 'Y'
    WHERE  RUN_ID = p_handle AND OWNER = v_work.OWNER AND OBJECT_NAME = v_work.OBJECT_NAME;
  END;
END;
/
