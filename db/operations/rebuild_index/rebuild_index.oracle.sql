-- REBUILD_INDEX rebuilds the unusable and the bloated indexes of a table, one index or index partition per iteration,
-- online and in parallel. For Oracle 19c or newer. Parsed in DOM's tests, not run: see docs/operations/rebuild-index.md,
-- also for the parameters and for how full an index is estimated to be.
--
-- Every task may be called again, be it after it was completed or after it died anywhere in its middle.
CREATE OR REPLACE PACKAGE REBUILD_INDEX AS
  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2);
  PROCEDURE initial(p_handle IN VARCHAR2);
  PROCEDURE final(p_handle IN VARCHAR2, p_after_error IN VARCHAR2);

  -- The tasks, in their order.
  PROCEDURE rebuild_index(p_handle IN VARCHAR2);
  PROCEDURE put_in_place(p_handle IN VARCHAR2);
  PROCEDURE refresh_statistics(p_handle IN VARCHAR2);
END REBUILD_INDEX;
/

CREATE OR REPLACE PACKAGE BODY REBUILD_INDEX AS
  -- Own errors: -20320 no work at hand, -20321 unfit table, -20322 bad parameter, -20323 the index is not there any
  -- more, -20325 bad name.
  parameter_not_defined EXCEPTION;
  PRAGMA EXCEPTION_INIT(parameter_not_defined, -20115);

  FUNCTION quoted(p_name IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    IF p_name IS NULL OR NOT REGEXP_LIKE(p_name, '^[A-Za-z][A-Za-z0-9_$#]{0,127}$') THEN
      RAISE_APPLICATION_ERROR(-20325, 'bad name "' || p_name
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
      RAISE_APPLICATION_ERROR(-20322, 'parameter ' || p_name || ' is ' || v_value || '; expected a number from '
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
      RAISE_APPLICATION_ERROR(-20321, 'there is no table ' || v_name
        || ', or the DOM-client user has no privilege on it (see grants.oracle.sql)');
    END IF;
  END check_table;

  FUNCTION work_of(p_handle IN VARCHAR2) RETURN REBUILD_INDEX_STATE%ROWTYPE IS
    v_work REBUILD_INDEX_STATE%ROWTYPE;
  BEGIN
    SELECT * INTO v_work FROM REBUILD_INDEX_STATE
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = (SELECT MAX(CHOSEN_NO) FROM REBUILD_INDEX_STATE WHERE RUN_ID = p_handle);
    RETURN v_work;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20320, 'run ' || p_handle || ' has no row in REBUILD_INDEX_STATE: ITERATOR comes first');
  END work_of;

  FUNCTION is_done(p_handle IN VARCHAR2, p_index_owner IN VARCHAR2, p_index IN VARCHAR2, p_part IN VARCHAR2) RETURN BOOLEAN IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM REBUILD_INDEX_STATE
    WHERE  RUN_ID = p_handle AND INDEX_OWNER = p_index_owner AND INDEX_NAME = p_index
    AND   (PARTITION_NAME = p_part OR PARTITION_NAME IS NULL AND p_part IS NULL);
    RETURN v_count > 0;
  END is_done;

  -- Bytes of an index entry by the column statistics: the values, their lengths, the rowid and the header.
  FUNCTION entry_bytes(p_index_owner IN VARCHAR2, p_index IN VARCHAR2) RETURN NUMBER IS
    v_bytes NUMBER;
  BEGIN
    SELECT 11 + NVL(SUM(c.AVG_COL_LEN), 0) INTO v_bytes
    FROM   ALL_IND_COLUMNS i
           JOIN ALL_TAB_COLS c ON c.OWNER = i.TABLE_OWNER AND c.TABLE_NAME = i.TABLE_NAME AND c.COLUMN_NAME = i.COLUMN_NAME
    WHERE  i.INDEX_OWNER = p_index_owner AND i.INDEX_NAME = p_index;
    RETURN v_bytes;
  END entry_bytes;

  -- How many percent of its leaf blocks a B-tree could do without; a block is filled to nine tenths when it is built.
  FUNCTION bloat_percent(p_rows IN NUMBER, p_entry IN NUMBER, p_bytes IN NUMBER) RETURN NUMBER IS
  BEGIN
    IF NVL(p_bytes, 0) = 0 OR p_rows IS NULL THEN
      RETURN 0;
    END IF;
    RETURN GREATEST(0, ROUND(100 - 100 * p_rows * p_entry / 0.9 / p_bytes));
  END bloat_percent;

  -- The next index or part of one that is unusable or bloated and was not chosen by the run yet; false: there is none.
  -- Unusable ones come first: statements fail for want of them.
  FUNCTION choose_index(
    p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2, p_work IN OUT REBUILD_INDEX_STATE%ROWTYPE
  ) RETURN BOOLEAN IS
    v_object VARCHAR2(300) := p_owner || '.' || p_object;
    v_bloat  NUMBER;
    v_bytes  NUMBER;
    v_block  NUMBER;
  BEGIN
    v_bloat := number_param(p_handle, 'MIN_BLOAT_PERCENT', v_object, 30, 0, 100);
    v_bytes := number_param(p_handle, 'MIN_SIZE_MB', v_object, 1, 0, 1000000) * 1048576;
    v_block := number_param(p_handle, 'BLOCK_BYTES', v_object, 8192, 2048, 32768);
    FOR i IN (SELECT u.* FROM (
                SELECT OWNER, INDEX_NAME, NULL AS PART_NAME, 'INDEX' AS KIND, STATUS, INDEX_TYPE, NUM_ROWS, LEAF_BLOCKS, DEGREE
                FROM   ALL_INDEXES
                WHERE  TABLE_OWNER = p_owner AND TABLE_NAME = p_object AND PARTITIONED = 'NO'
                UNION ALL
                SELECT x.OWNER, x.INDEX_NAME, p.PARTITION_NAME, 'PARTITION', p.STATUS, x.INDEX_TYPE, p.NUM_ROWS, p.LEAF_BLOCKS,
                       x.DEGREE
                FROM   ALL_INDEXES x
                       JOIN ALL_IND_PARTITIONS p ON p.INDEX_OWNER = x.OWNER AND p.INDEX_NAME = x.INDEX_NAME
                WHERE  x.TABLE_OWNER = p_owner AND x.TABLE_NAME = p_object AND p.SUBPARTITION_COUNT = 0
                UNION ALL
                SELECT x.OWNER, x.INDEX_NAME, s.SUBPARTITION_NAME, 'SUBPARTITION', s.STATUS, x.INDEX_TYPE, s.NUM_ROWS,
                       s.LEAF_BLOCKS, x.DEGREE
                FROM   ALL_INDEXES x
                       JOIN ALL_IND_SUBPARTITIONS s ON s.INDEX_OWNER = x.OWNER AND s.INDEX_NAME = x.INDEX_NAME
                WHERE  x.TABLE_OWNER = p_owner AND x.TABLE_NAME = p_object) u
              WHERE  u.INDEX_TYPE IN ('NORMAL', 'NORMAL/REV', 'FUNCTION-BASED NORMAL', 'BITMAP', 'FUNCTION-BASED BITMAP')
              ORDER  BY CASE u.STATUS WHEN 'UNUSABLE' THEN 1 ELSE 2 END, u.OWNER, u.INDEX_NAME, u.PART_NAME) LOOP
      p_work.INDEX_OWNER    := i.OWNER;
      p_work.INDEX_NAME     := i.INDEX_NAME;
      p_work.PARTITION_NAME := i.PART_NAME;
      p_work.KIND           := i.KIND;
      p_work.WAS_UNUSABLE   := CASE i.STATUS WHEN 'UNUSABLE' THEN 'Y' ELSE 'N' END;
      p_work.DEGREE         := TRIM(i.DEGREE);
      p_work.BYTES_BEFORE   := NVL(i.LEAF_BLOCKS, 0) * v_block;
      p_work.BLOAT_PERCENT  := CASE WHEN i.INDEX_TYPE LIKE '%BITMAP' THEN 0
                               ELSE bloat_percent(i.NUM_ROWS, entry_bytes(i.OWNER, i.INDEX_NAME), p_work.BYTES_BEFORE) END;
      IF NOT is_done(p_handle, i.OWNER, i.INDEX_NAME, i.PART_NAME)
         AND (p_work.WAS_UNUSABLE = 'Y' OR i.INDEX_TYPE NOT LIKE '%BITMAP'
              AND p_work.BLOAT_PERCENT >= v_bloat AND p_work.BYTES_BEFORE >= v_bytes) THEN
        RETURN TRUE;
      END IF;
    END LOOP;
    RETURN FALSE;
  END choose_index;

  -- Chooses the next index and commits nothing: the choice and the step's mark are one transaction. What was rebuilt but
  -- not carried to its end stays the work at hand.
  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2) IS
    v_work  REBUILD_INDEX_STATE%ROWTYPE;
    v_begun PLS_INTEGER;
    v_check NUMBER;
  BEGIN
    check_table(p_owner, p_object);
    v_check := number_param(p_handle, 'PARALLEL', p_owner || '.' || p_object, 1, 1, 128);
    SELECT COUNT(*) INTO v_begun FROM REBUILD_INDEX_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object
    AND    REBUILT_AT IS NOT NULL AND REFRESHED_AT IS NULL;
    IF v_begun > 0 THEN
      RETURN;
    END IF;
    DELETE FROM REBUILD_INDEX_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND REFRESHED_AT IS NULL;
    IF NOT choose_index(p_handle, p_owner, p_object, v_work) THEN
      RAISE DOM.operation_complete;
    END IF;
    SELECT NVL(MAX(CHOSEN_NO), 0) + 1 INTO v_work.CHOSEN_NO FROM REBUILD_INDEX_STATE WHERE RUN_ID = p_handle;
    v_work.RUN_ID      := p_handle;
    v_work.OWNER       := p_owner;
    v_work.OBJECT_NAME := p_object;
    v_work.CHOSEN_AT   := utc_now;
    INSERT INTO REBUILD_INDEX_STATE VALUES v_work;
  END iterator;

  -- Refuses to go on with a table that was changed since ITERATOR chose. Again: it only looks.
  PROCEDURE initial(p_handle IN VARCHAR2) IS
    v_work REBUILD_INDEX_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    check_table(v_work.OWNER, v_work.OBJECT_NAME);
  END initial;

  -- Says in the state table how the object ended. Again: the same is said once more.
  PROCEDURE final(p_handle IN VARCHAR2, p_after_error IN VARCHAR2) IS
    v_work REBUILD_INDEX_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    UPDATE REBUILD_INDEX_STATE SET ENDED_AT = utc_now, AFTER_ERROR = p_after_error
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END final;

  -- The status of the index or part at hand; null: it is not there.
  FUNCTION status_of(p_work IN REBUILD_INDEX_STATE%ROWTYPE) RETURN VARCHAR2 IS
    v_status VARCHAR2(20);
  BEGIN
    IF p_work.KIND = 'INDEX' THEN
      SELECT MAX(STATUS) INTO v_status FROM ALL_INDEXES
      WHERE  OWNER = p_work.INDEX_OWNER AND INDEX_NAME = p_work.INDEX_NAME;
    ELSIF p_work.KIND = 'PARTITION' THEN
      SELECT MAX(STATUS) INTO v_status FROM ALL_IND_PARTITIONS
      WHERE  INDEX_OWNER = p_work.INDEX_OWNER AND INDEX_NAME = p_work.INDEX_NAME AND PARTITION_NAME = p_work.PARTITION_NAME;
    ELSE
      SELECT MAX(STATUS) INTO v_status FROM ALL_IND_SUBPARTITIONS
      WHERE  INDEX_OWNER = p_work.INDEX_OWNER AND INDEX_NAME = p_work.INDEX_NAME AND SUBPARTITION_NAME = p_work.PARTITION_NAME;
    END IF;
    RETURN v_status;
  END status_of;

  -- Online: the application goes on. An index that was unusable and is not any more is done already.
  -- Again: a bloated one is rebuilt once more, which leaves the same; after REBUILT_AT it is not.
  PROCEDURE rebuild_index(p_handle IN VARCHAR2) IS
    v_work     REBUILD_INDEX_STATE%ROWTYPE;
    v_status   VARCHAR2(20);
    v_parallel NUMBER;
  BEGIN
    v_work     := work_of(p_handle);
    v_status   := status_of(v_work);
    v_parallel := number_param(p_handle, 'PARALLEL', v_work.OWNER || '.' || v_work.OBJECT_NAME, 1, 1, 128);
    IF v_status IS NULL THEN
      RAISE_APPLICATION_ERROR(-20323, 'index ' || v_work.INDEX_NAME || ' ' || v_work.PARTITION_NAME || ' of '
        || main_table(v_work.OWNER, v_work.OBJECT_NAME)
        || ' is not there any more; restart the run from the iterator, which chooses again');
    END IF;
    IF v_work.REBUILT_AT IS NULL AND (v_work.WAS_UNUSABLE = 'N' OR v_status = 'UNUSABLE') THEN
      DOM.execute_immediate(p_handle, 'ALTER INDEX ' || main_table(v_work.INDEX_OWNER, v_work.INDEX_NAME) || ' REBUILD'
        || CASE WHEN v_work.PARTITION_NAME IS NOT NULL THEN ' ' || v_work.KIND || ' ' || quoted(v_work.PARTITION_NAME) END
        || ' ONLINE' || CASE WHEN v_parallel > 1 THEN ' PARALLEL ' || v_parallel END, NULL);
    END IF;
    IF NOT is_test(p_handle) THEN
      UPDATE REBUILD_INDEX_STATE SET REBUILT_AT = NVL(REBUILT_AT, utc_now)
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END rebuild_index;

  -- A parallel rebuild of a whole index leaves it with that degree, and later queries would run in parallel: it gets back
  -- the degree it had.
  -- Again: the same degree is set again.
  PROCEDURE put_in_place(p_handle IN VARCHAR2) IS
    v_work REBUILD_INDEX_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    IF v_work.KIND = 'INDEX'
       AND number_param(p_handle, 'PARALLEL', v_work.OWNER || '.' || v_work.OBJECT_NAME, 1, 1, 128) > 1 THEN
      DOM.execute_immediate(p_handle, 'ALTER INDEX ' || main_table(v_work.INDEX_OWNER, v_work.INDEX_NAME)
        || CASE WHEN v_work.DEGREE IN ('0', '1') THEN ' NOPARALLEL' WHEN v_work.DEGREE = 'DEFAULT' THEN ' PARALLEL'
           ELSE ' PARALLEL ' || TO_NUMBER(v_work.DEGREE) END, NULL);
    END IF;
    IF NOT is_test(p_handle) THEN
      UPDATE REBUILD_INDEX_STATE SET PLACED_AT = NVL(PLACED_AT, utc_now)
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END put_in_place;

  -- Again: the same statistics are gathered again.
  PROCEDURE refresh_statistics(p_handle IN VARCHAR2) IS
    v_work REBUILD_INDEX_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    DOM.execute_immediate(p_handle, 'BEGIN DBMS_STATS.GATHER_INDEX_STATS(ownname => '
      || literal(quoted(v_work.INDEX_OWNER)) || ', indname => ' || literal(quoted(v_work.INDEX_NAME))
      || CASE WHEN v_work.PARTITION_NAME IS NOT NULL THEN ', partname => ' || literal(quoted(v_work.PARTITION_NAME)) END
      || '); END;', NULL);
    IF NOT is_test(p_handle) THEN
      UPDATE REBUILD_INDEX_STATE SET REFRESHED_AT = utc_now
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END refresh_statistics;
END REBUILD_INDEX;
/
