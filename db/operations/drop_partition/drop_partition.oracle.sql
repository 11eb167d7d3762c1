-- DROP_PARTITION rolls off the oldest partitions of a table that is partitioned by range or interval, and keeps its
-- disputed rows. For Oracle 19c or newer. Parsed in DOM's tests, not run: see docs/operations/drop-partition.md.
--
-- Each iteration: the oldest partition is exchanged with an empty table that has the same indexes (a change of the
-- dictionary only), the emptied partition is dropped, the rows with DISPUTED = 'Y' go back into the table, where they
-- land in the partition that is now the oldest. Global indexes stay usable throughout. The table needs a primary key
-- and a column DISPUTED. The parameter KEEP_PARTITIONS, 1 or more, says how many of the newest partitions stay.
--
-- Every task may be called again, be it after it was completed or after it died anywhere in its middle. A task knows
-- what is done already from the dictionary and the rows, never from a flag: DDL commits, so a flag could not be set in
-- the same transaction. One table belongs to one instance of the operation: two at once would undo each other's work.
CREATE OR REPLACE PACKAGE DROP_PARTITION AS
  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2);
  PROCEDURE initial(p_handle IN VARCHAR2);
  PROCEDURE final(p_handle IN VARCHAR2, p_after_error IN VARCHAR2);

  -- The tasks, in their order.
  PROCEDURE create_exchange_table(p_handle IN VARCHAR2);
  PROCEDURE exchange_partition(p_handle IN VARCHAR2);
  PROCEDURE drop_partition(p_handle IN VARCHAR2);
  PROCEDURE repopulate(p_handle IN VARCHAR2);
  PROCEDURE rebuild_statistics(p_handle IN VARCHAR2);
  PROCEDURE drop_exchange_table(p_handle IN VARCHAR2);
  PROCEDURE record_history(p_handle IN VARCHAR2);
END DROP_PARTITION;
/

CREATE OR REPLACE PACKAGE BODY DROP_PARTITION AS
  -- Own errors: -20300 no work at hand, -20301 unfit table, -20302 bad parameter, -20303 rows would be lost,
  -- -20304 a task came out of order, -20305 bad name.

  FUNCTION quoted(p_name IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    IF p_name IS NULL OR NOT REGEXP_LIKE(p_name, '^[A-Za-z][A-Za-z0-9_$#]{0,127}$') THEN
      RAISE_APPLICATION_ERROR(-20305, 'bad name "' || p_name
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

  -- In test mode statements are only logged: what a task finds is the state before the run, so it must check nothing.
  FUNCTION is_test(p_handle IN VARCHAR2) RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM DOM$RUN WHERE run_id = TO_NUMBER(p_handle) AND run_mode = 'T';
    RETURN v_count > 0;
  END is_test;

  FUNCTION table_exists(p_table IN VARCHAR2) RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM USER_TABLES WHERE TABLE_NAME = p_table;
    RETURN v_count > 0;
  END table_exists;

  FUNCTION partition_exists(p_owner IN VARCHAR2, p_object IN VARCHAR2, p_partition IN VARCHAR2) RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM ALL_TAB_PARTITIONS
    WHERE  TABLE_OWNER = p_owner AND TABLE_NAME = p_object AND PARTITION_NAME = p_partition;
    RETURN v_count > 0;
  END partition_exists;

  FUNCTION count_rows(p_from IN VARCHAR2) RETURN NUMBER IS
    v_count NUMBER;
  BEGIN
    EXECUTE IMMEDIATE 'SELECT COUNT(*) FROM ' || p_from INTO v_count;
    RETURN v_count;
  END count_rows;

  -- Condition "t" and "x" are the same row, by the table's primary key; null if there is none.
  FUNCTION same_row(p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
    v_condition VARCHAR2(4000);
  BEGIN
    SELECT LISTAGG('t."' || cc.COLUMN_NAME || '" = x."' || cc.COLUMN_NAME || '"', ' AND ') WITHIN GROUP (ORDER BY cc.POSITION)
    INTO   v_condition
    FROM   ALL_CONSTRAINTS c
           JOIN ALL_CONS_COLUMNS cc ON cc.OWNER = c.OWNER AND cc.CONSTRAINT_NAME = c.CONSTRAINT_NAME
    WHERE  c.OWNER = p_owner AND c.TABLE_NAME = p_object AND c.CONSTRAINT_TYPE = 'P';
    RETURN v_condition;
  END same_row;

  -- The columns that can be inserted: neither virtual nor hidden ones.
  FUNCTION column_list(p_owner IN VARCHAR2, p_object IN VARCHAR2, p_prefix IN VARCHAR2) RETURN VARCHAR2 IS
    v_list VARCHAR2(32767);
  BEGIN
    FOR c IN (SELECT COLUMN_NAME FROM ALL_TAB_COLS
              WHERE  OWNER = p_owner AND TABLE_NAME = p_object AND VIRTUAL_COLUMN = 'NO' AND HIDDEN_COLUMN = 'NO'
              ORDER  BY COLUMN_ID) LOOP
      IF v_list IS NOT NULL THEN
        v_list := v_list || ', ';
      END IF;
      v_list := v_list || p_prefix || '"' || c.COLUMN_NAME || '"';
    END LOOP;
    RETURN v_list;
  END column_list;

  -- The run's work at hand: what ITERATOR chose last.
  FUNCTION work_of(p_handle IN VARCHAR2) RETURN DROP_PARTITION_STATE%ROWTYPE IS
    v_work DROP_PARTITION_STATE%ROWTYPE;
  BEGIN
    SELECT * INTO v_work FROM DROP_PARTITION_STATE
    WHERE  RUN_ID = p_handle
    AND    CHOSEN_NO = (SELECT MAX(CHOSEN_NO) FROM DROP_PARTITION_STATE WHERE RUN_ID = p_handle);
    RETURN v_work;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20300, 'run ' || p_handle || ' has no row in DROP_PARTITION_STATE: ITERATOR comes first');
  END work_of;

  -- What would make a task fail half-way is refused before anything is changed.
  PROCEDURE check_table(p_owner IN VARCHAR2, p_object IN VARCHAR2) IS
    v_name  VARCHAR2(300);
    v_count PLS_INTEGER;
  BEGIN
    v_name := main_table(p_owner, p_object);
    SELECT COUNT(*) INTO v_count FROM ALL_PART_TABLES
    WHERE  OWNER = p_owner AND TABLE_NAME = p_object
    AND    PARTITIONING_TYPE = 'RANGE' AND SUBPARTITIONING_TYPE = 'NONE';
    IF v_count = 0 THEN
      RAISE_APPLICATION_ERROR(-20301, 'there is no table ' || v_name || ' partitioned by range without subpartitions, '
        || 'or the DOM-client user has no privilege on it (see grants.oracle.sql)');
    END IF;
    IF same_row(p_owner, p_object) IS NULL THEN
      RAISE_APPLICATION_ERROR(-20301, 'table ' || v_name || ' has no primary key, by which rows put back are known');
    END IF;
    SELECT COUNT(*) INTO v_count FROM ALL_TAB_COLUMNS
    WHERE  OWNER = p_owner AND TABLE_NAME = p_object AND COLUMN_NAME = 'DISPUTED';
    IF v_count = 0 THEN
      RAISE_APPLICATION_ERROR(-20301, 'table ' || v_name || ' has no column DISPUTED, which says what rows are kept');
    END IF;
    SELECT COUNT(*) INTO v_count
    FROM   ALL_CONSTRAINTS f
           JOIN ALL_CONSTRAINTS k ON k.OWNER = f.R_OWNER AND k.CONSTRAINT_NAME = f.R_CONSTRAINT_NAME
    WHERE  k.OWNER = p_owner AND k.TABLE_NAME = p_object AND f.CONSTRAINT_TYPE = 'R' AND f.STATUS = 'ENABLED';
    IF v_count > 0 THEN
      RAISE_APPLICATION_ERROR(-20301, 'table ' || v_name || ' is referenced by ' || v_count
        || ' enabled foreign keys, so its partitions can be neither exchanged nor dropped (ORA-02266)');
    END IF;
    SELECT COUNT(*) INTO v_count
    FROM   ALL_PART_INDEXES p
           JOIN ALL_INDEXES i ON i.OWNER = p.OWNER AND i.INDEX_NAME = p.INDEX_NAME
    WHERE  i.TABLE_OWNER = p_owner AND i.TABLE_NAME = p_object AND p.LOCALITY = 'LOCAL'
    AND    i.INDEX_TYPE NOT IN ('NORMAL', 'BITMAP', 'LOB');
    IF v_count > 0 THEN
      RAISE_APPLICATION_ERROR(-20301, 'table ' || v_name || ' has ' || v_count
        || ' local indexes that are neither NORMAL nor BITMAP, which the exchange table can''t be given');
    END IF;
  END check_table;

  -- The partition to go, or null if no more than KEEP_PARTITIONS are left.
  FUNCTION choose_partition(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
    v_keep   NUMBER;
    v_count  PLS_INTEGER;
    v_oldest VARCHAR2(128);
  BEGIN
    v_keep := DOM.get_num_param(p_handle, 'KEEP_PARTITIONS', p_owner || '.' || p_object);
    IF v_keep IS NULL OR v_keep < 1 OR v_keep <> FLOOR(v_keep) THEN
      RAISE_APPLICATION_ERROR(-20302, 'parameter KEEP_PARTITIONS is ' || NVL(TO_CHAR(v_keep), 'null')
        || '; expected a whole number, 1 or more');
    END IF;
    SELECT COUNT(*), MAX(CASE PARTITION_POSITION WHEN 1 THEN PARTITION_NAME END) INTO v_count, v_oldest
    FROM   ALL_TAB_PARTITIONS WHERE TABLE_OWNER = p_owner AND TABLE_NAME = p_object;
    IF v_count > v_keep THEN
      RETURN v_oldest;
    END IF;
    RETURN NULL;
  END choose_partition;

  FUNCTION next_choice(p_handle IN VARCHAR2) RETURN PLS_INTEGER IS
    v_no PLS_INTEGER;
  BEGIN
    SELECT NVL(MAX(CHOSEN_NO), 0) + 1 INTO v_no FROM DROP_PARTITION_STATE WHERE RUN_ID = p_handle;
    RETURN v_no;
  END next_choice;

  FUNCTION is_recorded(p_work IN DROP_PARTITION_STATE%ROWTYPE) RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM DROP_PARTITION_HISTORY
    WHERE  OWNER = p_work.OWNER AND OBJECT_NAME = p_work.OBJECT_NAME AND PARTITION_NAME = p_work.PARTITION_NAME
    AND    CHOSEN_AT = p_work.CHOSEN_AT;
    RETURN v_count > 0;
  END is_recorded;

  -- Chooses the next work and commits nothing: the choice and the step's mark are one transaction, so a call that died
  -- left no choice behind.
  --
  -- Work that was begun (its exchange table exists, or its partition is gone) is never left lying: this run's is kept
  -- as the work at hand; that of a run that was given up is taken over with its exchange table and its rows, and if
  -- only its row in the history is missing, with its counts.
  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2) IS
    v_work DROP_PARTITION_STATE%ROWTYPE;
  BEGIN
    check_table(p_owner, p_object);
    FOR begun IN (SELECT * FROM DROP_PARTITION_STATE
                  WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND FINISHED = 'N') LOOP
      v_work := begun;
      IF NOT is_recorded(v_work) AND (table_exists(v_work.EXCHANGE_TABLE)
         OR NOT partition_exists(p_owner, p_object, v_work.PARTITION_NAME)) THEN
        RETURN;
      END IF;
    END LOOP;

    v_work := NULL;
    FOR given_up IN (SELECT * FROM DROP_PARTITION_STATE
                     WHERE  OWNER = p_owner AND OBJECT_NAME = p_object AND RUN_ID <> p_handle AND FINISHED = 'N'
                     ORDER  BY CHOSEN_AT) LOOP
      v_work := given_up;
      EXIT WHEN table_exists(v_work.EXCHANGE_TABLE) OR NOT is_test(p_handle) AND v_work.ROWS_KEPT IS NOT NULL
        AND NOT partition_exists(p_owner, p_object, v_work.PARTITION_NAME) AND NOT is_recorded(v_work);
      v_work := NULL;
    END LOOP;
    IF v_work.RUN_ID IS NULL THEN
      v_work.PARTITION_NAME := choose_partition(p_handle, p_owner, p_object);
      IF v_work.PARTITION_NAME IS NULL THEN
        RAISE DOM.operation_complete;
      END IF;
      v_work.OWNER := p_owner;
      v_work.OBJECT_NAME := p_object;
      -- names of two tables may share their beginning, so the run and the choice make it unique
      v_work.EXCHANGE_TABLE := SUBSTR(p_object, 1, 40) || '_' || SUBSTR(v_work.PARTITION_NAME, 1, 40)
        || '_X' || p_handle || '_' || next_choice(p_handle);
      v_work.CHOSEN_AT := utc_now;
      IF quoted(v_work.EXCHANGE_TABLE) IS NOT NULL AND table_exists(v_work.EXCHANGE_TABLE) THEN
        RAISE_APPLICATION_ERROR(-20303, 'table ' || v_work.EXCHANGE_TABLE || ' exists already in the schema ' || USER
          || ': rename it, or drop it if its rows are not needed');
      END IF;
    END IF;
    v_work.RUN_ID := p_handle;
    v_work.FINISHED := 'N';
    v_work.CHOSEN_NO := next_choice(p_handle);
    DELETE FROM DROP_PARTITION_STATE WHERE RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object;
    INSERT INTO DROP_PARTITION_STATE VALUES v_work;
  END iterator;

  -- Opens the maintenance notice. Again: the one row is opened again, its first opening time stays.
  PROCEDURE initial(p_handle IN VARCHAR2) IS
    v_work DROP_PARTITION_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    DOM.execute_immediate(p_handle,
      'MERGE INTO DROP_PARTITION_NOTICES n USING (SELECT ' || literal(p_handle) || ' AS RUN_ID, ' || literal(v_work.OWNER)
      || ' AS OWNER, ' || literal(v_work.OBJECT_NAME) || ' AS OBJECT_NAME FROM DUAL) w'
      || ' ON (n.RUN_ID = w.RUN_ID AND n.OWNER = w.OWNER AND n.OBJECT_NAME = w.OBJECT_NAME)'
      || ' WHEN MATCHED THEN UPDATE SET CLOSED_AT = NULL, AFTER_ERROR = NULL'
      || ' WHEN NOT MATCHED THEN INSERT (RUN_ID, OWNER, OBJECT_NAME, OPENED_AT)'
      || ' VALUES (w.RUN_ID, w.OWNER, w.OBJECT_NAME, SYS_EXTRACT_UTC(SYSTIMESTAMP))', NULL);
  END initial;

  -- Closes the notice. Again: there is no open one, so no row is changed.
  PROCEDURE final(p_handle IN VARCHAR2, p_after_error IN VARCHAR2) IS
    v_work DROP_PARTITION_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    DOM.execute_immediate(p_handle,
      'UPDATE DROP_PARTITION_NOTICES SET CLOSED_AT = SYS_EXTRACT_UTC(SYSTIMESTAMP), AFTER_ERROR = ' || literal(p_after_error)
      || ' WHERE RUN_ID = ' || literal(p_handle) || ' AND OWNER = ' || literal(v_work.OWNER)
      || ' AND OBJECT_NAME = ' || literal(v_work.OBJECT_NAME) || ' AND CLOSED_AT IS NULL', NULL);
  END final;

  -- The columns of an index, quoted, in their order.
  FUNCTION index_columns(p_index_owner IN VARCHAR2, p_index IN VARCHAR2) RETURN VARCHAR2 IS
    v_columns VARCHAR2(4000);
  BEGIN
    SELECT LISTAGG('"' || COLUMN_NAME || '"', ', ') WITHIN GROUP (ORDER BY COLUMN_POSITION) INTO v_columns
    FROM   ALL_IND_COLUMNS WHERE INDEX_OWNER = p_index_owner AND INDEX_NAME = p_index;
    RETURN v_columns;
  END index_columns;

  -- The exchange table gets an index like each local one of the table, and the primary key. A key whose index is global
  -- is DISABLE VALIDATE here: so the exchange asks for no index that the partition does not have (ORA-14130).
  -- Again: an index or key whose columns are indexed already is not made again.
  PROCEDURE add_indexes(p_handle IN VARCHAR2, p_work IN DROP_PARTITION_STATE%ROWTYPE) IS
    v_done PLS_INTEGER;
    v_no   PLS_INTEGER := 0;
    v_keys VARCHAR2(4000);
  BEGIN
    FOR i IN (SELECT i.OWNER, i.INDEX_NAME, i.UNIQUENESS, i.INDEX_TYPE
              FROM   ALL_INDEXES i
                     JOIN ALL_PART_INDEXES p ON p.OWNER = i.OWNER AND p.INDEX_NAME = i.INDEX_NAME
              WHERE  i.TABLE_OWNER = p_work.OWNER AND i.TABLE_NAME = p_work.OBJECT_NAME
              AND    p.LOCALITY = 'LOCAL' AND i.INDEX_TYPE IN ('NORMAL', 'BITMAP')
              ORDER  BY i.INDEX_NAME) LOOP
      v_no := v_no + 1;
      SELECT COUNT(*) INTO v_done FROM USER_INDEXES WHERE INDEX_NAME = p_work.EXCHANGE_TABLE || '_' || v_no;
      IF v_done = 0 THEN
        DOM.execute_immediate(p_handle, 'CREATE ' || CASE i.UNIQUENESS WHEN 'UNIQUE' THEN 'UNIQUE ' END
          || CASE i.INDEX_TYPE WHEN 'BITMAP' THEN 'BITMAP ' END || 'INDEX ' || quoted(p_work.EXCHANGE_TABLE || '_' || v_no)
          || ' ON ' || quoted(p_work.EXCHANGE_TABLE) || ' (' || index_columns(i.OWNER, i.INDEX_NAME) || ')', NULL);
      END IF;
    END LOOP;
    SELECT COUNT(*) INTO v_done FROM USER_CONSTRAINTS
    WHERE  TABLE_NAME = p_work.EXCHANGE_TABLE AND CONSTRAINT_TYPE = 'P';
    IF v_done = 0 THEN
      SELECT LISTAGG('"' || cc.COLUMN_NAME || '"', ', ') WITHIN GROUP (ORDER BY cc.POSITION),
             COUNT(CASE WHEN p.LOCALITY = 'LOCAL' THEN 1 END)
      INTO   v_keys, v_done
      FROM   ALL_CONSTRAINTS c
             JOIN ALL_CONS_COLUMNS cc ON cc.OWNER = c.OWNER AND cc.CONSTRAINT_NAME = c.CONSTRAINT_NAME
             LEFT JOIN ALL_PART_INDEXES p ON p.OWNER = NVL(c.INDEX_OWNER, c.OWNER) AND p.INDEX_NAME = c.INDEX_NAME
      WHERE  c.OWNER = p_work.OWNER AND c.TABLE_NAME = p_work.OBJECT_NAME AND c.CONSTRAINT_TYPE = 'P';
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || quoted(p_work.EXCHANGE_TABLE) || ' ADD PRIMARY KEY (' || v_keys || ')'
        || CASE v_done WHEN 0 THEN ' DISABLE VALIDATE' END, NULL);
    END IF;
  END add_indexes;

  -- An empty table of this schema, like the application's, without partitions, with its local indexes.
  -- Again: an existing one is left alone, for it may hold the partition's rows by now; indexes that it misses (the task
  -- died in its middle) are made. With partition and table gone, all is over: nothing to do.
  PROCEDURE create_exchange_table(p_handle IN VARCHAR2) IS
    v_work DROP_PARTITION_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    IF NOT partition_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.PARTITION_NAME) THEN
      RETURN;
    END IF;
    IF NOT table_exists(v_work.EXCHANGE_TABLE) THEN
      DOM.execute_immediate(p_handle, 'CREATE TABLE ' || quoted(v_work.EXCHANGE_TABLE) || ' FOR EXCHANGE WITH TABLE '
        || main_table(v_work.OWNER, v_work.OBJECT_NAME), NULL);
    END IF;
    add_indexes(p_handle, v_work);
  END create_exchange_table;

  -- The partition's rows and index entries into the exchange table; global indexes follow.
  -- Again: a second exchange would swap them back, so it only takes place while the exchange table is empty; if it is
  -- empty since the partition was, exchanging once more changes nothing.
  PROCEDURE exchange_partition(p_handle IN VARCHAR2) IS
    v_work  DROP_PARTITION_STATE%ROWTYPE;
    v_count NUMBER := 0;
  BEGIN
    v_work := work_of(p_handle);
    IF table_exists(v_work.EXCHANGE_TABLE) THEN
      v_count := count_rows(quoted(v_work.EXCHANGE_TABLE));
    END IF;
    IF v_count = 0 AND partition_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.PARTITION_NAME) THEN
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || main_table(v_work.OWNER, v_work.OBJECT_NAME)
        || ' EXCHANGE PARTITION ' || quoted(v_work.PARTITION_NAME) || ' WITH TABLE ' || quoted(v_work.EXCHANGE_TABLE)
        || ' INCLUDING INDEXES WITHOUT VALIDATION UPDATE INDEXES', NULL);
    END IF;
    IF table_exists(v_work.EXCHANGE_TABLE) THEN
      v_count := count_rows(quoted(v_work.EXCHANGE_TABLE));
      UPDATE DROP_PARTITION_STATE
      SET    ROWS_BEFORE = v_count, EXCHANGED_AT = NVL(EXCHANGED_AT, utc_now)
      WHERE  RUN_ID = p_handle AND OWNER = v_work.OWNER AND OBJECT_NAME = v_work.OBJECT_NAME;
    END IF;
  END exchange_partition;

  -- Of an interval-partitioned table the last partition of the range section can't be dropped (ORA-14758). Setting the
  -- interval that the table has makes range partitions of its interval partitions, and nothing else.
  -- Again: then there are more range partitions, so it is not done again.
  PROCEDURE widen_range_section(p_handle IN VARCHAR2, p_work IN DROP_PARTITION_STATE%ROWTYPE) IS
    v_interval VARCHAR2(1000);
    v_others   PLS_INTEGER;
  BEGIN
    SELECT MAX(INTERVAL) INTO v_interval FROM ALL_PART_TABLES
    WHERE  OWNER = p_work.OWNER AND TABLE_NAME = p_work.OBJECT_NAME;
    SELECT COUNT(*) INTO v_others FROM ALL_TAB_PARTITIONS
    WHERE  TABLE_OWNER = p_work.OWNER AND TABLE_NAME = p_work.OBJECT_NAME AND INTERVAL = 'NO'
    AND    PARTITION_NAME <> p_work.PARTITION_NAME;
    IF v_interval IS NOT NULL AND v_others = 0 THEN
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || main_table(p_work.OWNER, p_work.OBJECT_NAME)
        || ' SET INTERVAL (' || v_interval || ')', NULL);
    END IF;
  END widen_range_section;

  -- The emptied partition goes; one that is not empty never does: rows that came in after the exchange would be lost.
  -- Again: a partition that is gone is not dropped again.
  PROCEDURE drop_partition(p_handle IN VARCHAR2) IS
    v_work  DROP_PARTITION_STATE%ROWTYPE;
    v_table VARCHAR2(300);
    v_count NUMBER;
  BEGIN
    v_work := work_of(p_handle);
    IF NOT partition_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.PARTITION_NAME) THEN
      RETURN;
    END IF;
    v_table := main_table(v_work.OWNER, v_work.OBJECT_NAME);
    v_count := count_rows(v_table || ' PARTITION (' || quoted(v_work.PARTITION_NAME) || ')');
    IF v_count > 0 AND NOT is_test(p_handle) THEN
      RAISE_APPLICATION_ERROR(-20303, 'partition ' || v_work.PARTITION_NAME || ' of ' || v_table || ' holds ' || v_count
        || ' rows: it was not exchanged, or they came in since; move them to ' || v_work.EXCHANGE_TABLE
        || ' of the schema ' || USER || ', or delete them, then run the operation again');
    END IF;
    widen_range_section(p_handle, v_work);
    DOM.execute_immediate(p_handle, 'ALTER TABLE ' || v_table || ' DROP PARTITION ' || quoted(v_work.PARTITION_NAME)
      || ' UPDATE INDEXES', NULL);
  END drop_partition;

  -- The disputed rows back into the table.
  -- Again: one statement is all or nothing, and it leaves out rows that are there already, by their primary key.
  PROCEDURE repopulate(p_handle IN VARCHAR2) IS
    v_work  DROP_PARTITION_STATE%ROWTYPE;
    v_table VARCHAR2(300);
    v_count NUMBER;
  BEGIN
    v_work  := work_of(p_handle);
    v_table := main_table(v_work.OWNER, v_work.OBJECT_NAME);
    IF NOT is_test(p_handle) THEN
      IF partition_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.PARTITION_NAME) THEN
        RAISE_APPLICATION_ERROR(-20304, 'partition ' || v_work.PARTITION_NAME || ' of ' || v_table
          || ' is still there: rows put back now would go with it; DROP_PARTITION comes first');
      END IF;
      IF NOT table_exists(v_work.EXCHANGE_TABLE) THEN
        RETURN;
      END IF;
    END IF;
    DOM.execute_immediate(p_handle, 'INSERT INTO ' || v_table || ' ('
      || column_list(v_work.OWNER, v_work.OBJECT_NAME, NULL) || ') SELECT '
      || column_list(v_work.OWNER, v_work.OBJECT_NAME, 'x.') || ' FROM ' || quoted(v_work.EXCHANGE_TABLE)
      || ' x WHERE x.DISPUTED = ''Y'' AND NOT EXISTS (SELECT 1 FROM ' || v_table || ' t WHERE '
      || same_row(v_work.OWNER, v_work.OBJECT_NAME) || ')', NULL);
    IF NOT is_test(p_handle) THEN
      v_count := count_rows(quoted(v_work.EXCHANGE_TABLE) || ' x WHERE x.DISPUTED = ''Y''');
      UPDATE DROP_PARTITION_STATE SET ROWS_KEPT = v_count
      WHERE  RUN_ID = p_handle AND OWNER = v_work.OWNER AND OBJECT_NAME = v_work.OBJECT_NAME;
    END IF;
  END repopulate;

  -- By the table's preferences; with INCREMENTAL only the partitions that changed are read.
  -- Again: the same statistics are gathered again.
  PROCEDURE rebuild_statistics(p_handle IN VARCHAR2) IS
    v_work DROP_PARTITION_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    DOM.execute_immediate(p_handle, 'BEGIN DBMS_STATS.GATHER_TABLE_STATS(ownname => ' || literal(quoted(v_work.OWNER))
      || ', tabname => ' || literal(quoted(v_work.OBJECT_NAME)) || '); END;', NULL);
  END rebuild_statistics;

  -- The exchange table goes, once every disputed row of it is in the table.
  -- Again: a table that is gone is not dropped again.
  PROCEDURE drop_exchange_table(p_handle IN VARCHAR2) IS
    v_work  DROP_PARTITION_STATE%ROWTYPE;
    v_table VARCHAR2(300);
    v_count NUMBER;
  BEGIN
    v_work  := work_of(p_handle);
    v_table := main_table(v_work.OWNER, v_work.OBJECT_NAME);
    IF NOT is_test(p_handle) THEN
      IF NOT table_exists(v_work.EXCHANGE_TABLE) THEN
        RETURN;
      END IF;
      v_count := count_rows(quoted(v_work.EXCHANGE_TABLE) || ' x WHERE x.DISPUTED = ''Y'' AND NOT EXISTS (SELECT 1 FROM '
        || v_table || ' t WHERE ' || same_row(v_work.OWNER, v_work.OBJECT_NAME) || ')');
      IF v_count > 0 THEN
        RAISE_APPLICATION_ERROR(-20303, v_count || ' disputed rows of ' || v_work.EXCHANGE_TABLE || ' are not in '
          || v_table || ': REPOPULATE comes first');
      END IF;
    END IF;
    DOM.execute_immediate(p_handle, 'DROP TABLE ' || quoted(v_work.EXCHANGE_TABLE) || ' PURGE', NULL);
  END drop_exchange_table;

  -- One row for the partition, and the work at hand is finished.
  -- Again: the row is there already, by the choice's time; died in between: the flag is set by the second call.
  PROCEDURE record_history(p_handle IN VARCHAR2) IS
    v_work DROP_PARTITION_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    DOM.execute_immediate(p_handle, 'INSERT INTO DROP_PARTITION_HISTORY (RUN_ID, OWNER, OBJECT_NAME, PARTITION_NAME,'
      || ' ROWS_BEFORE, ROWS_KEPT, CHOSEN_AT, EXCHANGED_AT, RECORDED_AT)'
      || ' SELECT s.RUN_ID, s.OWNER, s.OBJECT_NAME, s.PARTITION_NAME, s.ROWS_BEFORE, s.ROWS_KEPT, s.CHOSEN_AT,'
      || ' s.EXCHANGED_AT, SYS_EXTRACT_UTC(SYSTIMESTAMP) FROM DROP_PARTITION_STATE s'
      || ' WHERE s.RUN_ID = ' || literal(p_handle) || ' AND s.OWNER = ' || literal(v_work.OWNER)
      || ' AND s.OBJECT_NAME = ' || literal(v_work.OBJECT_NAME) || ' AND s.PARTITION_NAME = ' || literal(v_work.PARTITION_NAME)
      || ' AND NOT EXISTS (SELECT 1 FROM DROP_PARTITION_HISTORY h WHERE h.OWNER = s.OWNER'
      || ' AND h.OBJECT_NAME = s.OBJECT_NAME AND h.PARTITION_NAME = s.PARTITION_NAME AND h.CHOSEN_AT = s.CHOSEN_AT)', NULL);
    UPDATE DROP_PARTITION_STATE SET FINISHED = 'Y'
    WHERE  RUN_ID = p_handle AND OWNER = v_work.OWNER AND OBJECT_NAME = v_work.OBJECT_NAME;
  END record_history;
END DROP_PARTITION;
/
