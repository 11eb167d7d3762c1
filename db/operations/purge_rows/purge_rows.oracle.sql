-- PURGE_ROWS deletes the rows of a table that meet a condition, a few at a time, and commits each chunk.
-- For Oracle 19c or newer. Parsed in DOM's tests, not run: see docs/operations/purge-rows.md, also for the parameters.
--
-- The table is cut into ranges of rowids by DBMS_PARALLEL_EXECUTE, which keeps them. They are worked off in this session,
-- one after the other: jobs of other sessions would be out of DOM's sight when a run is cancelled. Each chunk is one
-- transaction that deletes its rows and notes in the state table how many they were and which chunk it was: whatever
-- dies, the next call goes on there, and the count stays right.
CREATE OR REPLACE PACKAGE PURGE_ROWS AS
  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2);
  PROCEDURE initial(p_handle IN VARCHAR2);
  PROCEDURE final(p_handle IN VARCHAR2, p_after_error IN VARCHAR2);

  -- The tasks, in their order.
  PROCEDURE count_rows(p_handle IN VARCHAR2);
  PROCEDURE delete_rows(p_handle IN VARCHAR2);
  PROCEDURE refresh_statistics(p_handle IN VARCHAR2);
END PURGE_ROWS;
/

CREATE OR REPLACE PACKAGE BODY PURGE_ROWS AS
  -- Own errors: -20340 no work at hand, -20341 unfit table, -20342 bad parameter, -20343 more rows than MAX_ROWS,
  -- -20345 bad name.
  parameter_not_defined EXCEPTION;
  PRAGMA EXCEPTION_INIT(parameter_not_defined, -20115);

  FUNCTION quoted(p_name IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    IF p_name IS NULL OR NOT REGEXP_LIKE(p_name, '^[A-Za-z][A-Za-z0-9_$#]{0,127}$') THEN
      RAISE_APPLICATION_ERROR(-20345, 'bad name "' || p_name
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

  FUNCTION whole_number(
    p_handle IN VARCHAR2, p_name IN VARCHAR2, p_object IN VARCHAR2, p_lowest IN NUMBER, p_highest IN NUMBER
  ) RETURN NUMBER IS
    v_value NUMBER;
  BEGIN
    v_value := DOM.get_num_param(p_handle, p_name, p_object);
    IF v_value IS NULL OR v_value < p_lowest OR v_value > p_highest OR v_value <> FLOOR(v_value) THEN
      RAISE_APPLICATION_ERROR(-20342, 'parameter ' || p_name || ' is ' || NVL(TO_CHAR(v_value), 'null')
        || '; expected a whole number from ' || p_lowest || ' to ' || p_highest);
    END IF;
    RETURN v_value;
  END whole_number;

  FUNCTION row_limit(p_handle IN VARCHAR2, p_object IN VARCHAR2) RETURN NUMBER IS
  BEGIN
    RETURN whole_number(p_handle, 'MAX_ROWS', p_object, 1, 1e15);
  END row_limit;

  FUNCTION chunk_size(p_handle IN VARCHAR2, p_object IN VARCHAR2) RETURN NUMBER IS
  BEGIN
    IF string_param(p_handle, 'CHUNK_ROWS', p_object, NULL) IS NULL THEN
      RETURN 10000;
    END IF;
    RETURN whole_number(p_handle, 'CHUNK_ROWS', p_object, 1, 1000000);
  END chunk_size;

  -- The condition stands in parentheses within a statement: it must not get out of them, nor end the statement, nor
  -- comment out what follows. It does not say what the condition may read: see the page in docs/ on who may set it.
  PROCEDURE check_condition(p_condition IN VARCHAR2) IS
    v_char  VARCHAR2(4);
    v_two   VARCHAR2(8);
    v_quote VARCHAR2(4);
    v_depth PLS_INTEGER := 0;
    v_wrong VARCHAR2(100);
  BEGIN
    IF TRIM(p_condition) IS NULL THEN
      v_wrong := 'it is empty, so every row would go';
    END IF;
    FOR v_at IN 1 .. LENGTH(p_condition) LOOP
      EXIT WHEN v_wrong IS NOT NULL;
      v_char := SUBSTR(p_condition, v_at, 1);
      v_two  := SUBSTR(p_condition, v_at, 2);
      IF v_quote IS NOT NULL THEN
        IF v_char = v_quote THEN
          v_quote := NULL;
        END IF;
      ELSIF LOWER(v_two) = 'q''' THEN
        v_wrong := 'it has a text in the q'' notation';
      ELSIF v_char IN ('''', '"') THEN
        v_quote := v_char;
      ELSIF v_char = ';' THEN
        v_wrong := 'it has a semicolon';
      ELSIF v_two IN ('--', '/*') THEN
        v_wrong := 'it has a comment';
      ELSIF v_char = '(' THEN
        v_depth := v_depth + 1;
      ELSIF v_char = ')' THEN
        v_depth := v_depth - 1;
        IF v_depth < 0 THEN
          v_wrong := 'it closes a parenthesis that it did not open';
        END IF;
      END IF;
    END LOOP;
    IF v_wrong IS NULL AND (v_depth > 0 OR v_quote IS NOT NULL) THEN
      v_wrong := 'it leaves a parenthesis or a quote open';
    END IF;
    IF v_wrong IS NOT NULL THEN
      RAISE_APPLICATION_ERROR(-20342, 'parameter CONDITION is refused: ' || v_wrong
        || '; expected what may follow WHERE, e.g. STATUS = ''CLOSED'', not: ' || SUBSTR(p_condition, 1, 200));
    END IF;
  END check_condition;

  -- Rows older than KEEP_DAYS whole days (UTC), by the parameter AGE_COLUMN; null if that is not defined.
  FUNCTION age_condition(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
    v_object VARCHAR2(300) := p_owner || '.' || p_object;
    v_column VARCHAR2(4000);
    v_count  PLS_INTEGER;
    v_days   NUMBER;
  BEGIN
    v_column := string_param(p_handle, 'AGE_COLUMN', v_object, NULL);
    IF v_column IS NULL THEN
      RETURN NULL;
    END IF;
    SELECT COUNT(*) INTO v_count FROM ALL_TAB_COLUMNS
    WHERE  OWNER = p_owner AND TABLE_NAME = p_object AND COLUMN_NAME = v_column
    AND   (DATA_TYPE = 'DATE' OR DATA_TYPE LIKE 'TIMESTAMP%');
    IF v_count <> 1 THEN
      RAISE_APPLICATION_ERROR(-20342, 'parameter AGE_COLUMN is ' || SUBSTR(v_column, 1, 100)
        || '; expected a column of ' || main_table(p_owner, p_object) || ' of type DATE or TIMESTAMP');
    END IF;
    v_days := whole_number(p_handle, 'KEEP_DAYS', v_object, 1, 36500);
    RETURN quoted(v_column) || ' < DATE ''' || TO_CHAR(CAST(utc_now AS DATE) - v_days, 'YYYY-MM-DD') || '''';
  END age_condition;

  -- What rows go: CONDITION and AGE_COLUMN, both where both are defined. Refused where the server can't evaluate it.
  FUNCTION condition_of(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
    v_own       VARCHAR2(4002);
    v_age       VARCHAR2(200);
    v_condition VARCHAR2(4300);
    v_count     PLS_INTEGER;
  BEGIN
    v_own := string_param(p_handle, 'CONDITION', p_owner || '.' || p_object, NULL);
    v_age := age_condition(p_handle, p_owner, p_object);
    IF v_own IS NULL AND v_age IS NULL THEN
      RAISE_APPLICATION_ERROR(-20342, 'neither CONDITION nor AGE_COLUMN is defined for ' || p_owner || '.' || p_object
        || ', so every row would go; expected one of them, or both');
    END IF;
    IF v_own IS NOT NULL THEN
      check_condition(v_own);
      v_own := '(' || v_own || ')';
    END IF;
    v_condition := v_own || CASE WHEN v_own IS NOT NULL AND v_age IS NOT NULL THEN ' AND ' END || v_age;
    BEGIN
      EXECUTE IMMEDIATE 'SELECT COUNT(*) FROM ' || main_table(p_owner, p_object) || ' WHERE ' || v_condition
        || ' AND ROWNUM < 1' INTO v_count;
    EXCEPTION
      WHEN OTHERS THEN
        RAISE_APPLICATION_ERROR(-20342, 'the condition ' || SUBSTR(v_condition, 1, 200) || ' can''t be evaluated on '
          || main_table(p_owner, p_object) || ': ' || SQLERRM);
    END;
    RETURN v_condition;
  END condition_of;

  PROCEDURE check_table(p_owner IN VARCHAR2, p_object IN VARCHAR2) IS
    v_name  VARCHAR2(300);
    v_count PLS_INTEGER;
    v_iot   PLS_INTEGER;
  BEGIN
    v_name := main_table(p_owner, p_object);
    SELECT COUNT(*), COUNT(IOT_TYPE) INTO v_count, v_iot FROM ALL_TABLES
    WHERE  OWNER = p_owner AND TABLE_NAME = p_object AND TEMPORARY = 'N';
    IF v_count = 0 THEN
      RAISE_APPLICATION_ERROR(-20341, 'there is no table ' || v_name
        || ', or the DOM-client user has no privilege on it (see grants.oracle.sql)');
    ELSIF v_iot > 0 THEN
      RAISE_APPLICATION_ERROR(-20341, 'table ' || v_name || ' is index-organized: it can''t be cut into ranges of rowids');
    END IF;
  END check_table;

  FUNCTION work_of(p_handle IN VARCHAR2) RETURN PURGE_ROWS_STATE%ROWTYPE IS
    v_work PURGE_ROWS_STATE%ROWTYPE;
  BEGIN
    SELECT * INTO v_work FROM PURGE_ROWS_STATE
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = (SELECT MAX(CHOSEN_NO) FROM PURGE_ROWS_STATE WHERE RUN_ID = p_handle);
    RETURN v_work;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20340, 'run ' || p_handle || ' has no row in PURGE_ROWS_STATE: ITERATOR comes first');
  END work_of;

  -- One round per object and run. Commits nothing: the choice and the step's mark are one transaction.
  -- Work that was begun goes on where it was, from the first chunk again only if the condition is another one by now;
  -- the rows that the run deleted already are kept in the count in either case.
  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner IN VARCHAR2, p_object IN VARCHAR2) IS
    v_condition VARCHAR2(4300);
    v_before    VARCHAR2(4300);
    v_done      PLS_INTEGER;
    v_no        PLS_INTEGER;
    v_check     NUMBER;
  BEGIN
    check_table(p_owner, p_object);
    SELECT COUNT(REFRESHED_AT), MAX(CONDITION_SQL) INTO v_done, v_before FROM PURGE_ROWS_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object;
    IF v_done > 0 THEN
      RAISE DOM.operation_complete;
    END IF;
    v_check := row_limit(p_handle, p_owner || '.' || p_object);
    v_check := chunk_size(p_handle, p_owner || '.' || p_object);
    v_condition := condition_of(p_handle, p_owner, p_object);
    IF v_before IS NULL THEN
      SELECT NVL(MAX(CHOSEN_NO), 0) + 1 INTO v_no FROM PURGE_ROWS_STATE WHERE RUN_ID = p_handle;
      INSERT INTO PURGE_ROWS_STATE (RUN_ID, CHOSEN_NO, OWNER, OBJECT_NAME, CONDITION_SQL, CHOSEN_AT)
      VALUES (p_handle, v_no, p_owner, p_object, v_condition, utc_now);
    ELSIF v_before <> v_condition THEN
      UPDATE PURGE_ROWS_STATE SET CONDITION_SQL = v_condition, AFTER_CHUNK = NULL, ROWS_FOUND = NULL, DELETED_AT = NULL
      WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object;
    END IF;
  END iterator;

  FUNCTION chunk_task(p_work IN PURGE_ROWS_STATE%ROWTYPE) RETURN VARCHAR2 IS
  BEGIN
    RETURN 'DOM_PURGE_ROWS_' || p_work.RUN_ID || '_' || p_work.CHOSEN_NO;
  END chunk_task;

  -- Forgets the chunks. Again: there are none.
  PROCEDURE drop_chunks(p_work IN PURGE_ROWS_STATE%ROWTYPE) IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM USER_PARALLEL_EXECUTE_TASKS WHERE TASK_NAME = chunk_task(p_work);
    IF v_count > 0 THEN
      DBMS_PARALLEL_EXECUTE.DROP_TASK(chunk_task(p_work));
    END IF;
  END drop_chunks;

  -- Refuses to go on with a table that was changed since ITERATOR chose. Again: it only looks.
  PROCEDURE initial(p_handle IN VARCHAR2) IS
    v_work PURGE_ROWS_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    check_table(v_work.OWNER, v_work.OBJECT_NAME);
  END initial;

  -- Says in the state table how the object ended; after an error the chunks stay, for the restart goes on with them.
  -- Again: the same is said once more.
  PROCEDURE final(p_handle IN VARCHAR2, p_after_error IN VARCHAR2) IS
    v_work PURGE_ROWS_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    IF p_after_error = 'N' THEN
      drop_chunks(v_work);
    END IF;
    UPDATE PURGE_ROWS_STATE SET ENDED_AT = utc_now, AFTER_ERROR = p_after_error
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END final;

  -- Refuses to begin if more rows meet the condition than may go; -20007 if none does.
  -- Again: they are counted again. Rows that the run has deleted already count too.
  PROCEDURE count_rows(p_handle IN VARCHAR2) IS
    v_work  PURGE_ROWS_STATE%ROWTYPE;
    v_left  NUMBER;
    v_count NUMBER;
  BEGIN
    v_work := work_of(p_handle);
    v_left := row_limit(p_handle, v_work.OWNER || '.' || v_work.OBJECT_NAME) - v_work.ROWS_DELETED;
    EXECUTE IMMEDIATE 'SELECT COUNT(*) FROM ' || main_table(v_work.OWNER, v_work.OBJECT_NAME) || ' WHERE '
      || v_work.CONDITION_SQL || ' AND ROWNUM <= :1' INTO v_count USING GREATEST(v_left, 0) + 1;
    IF v_count > v_left THEN
      RAISE_APPLICATION_ERROR(-20343, 'more than MAX_ROWS = ' || (v_left + v_work.ROWS_DELETED) || ' rows of '
        || main_table(v_work.OWNER, v_work.OBJECT_NAME) || ' meet the condition ' || SUBSTR(v_work.CONDITION_SQL, 1, 200)
        || '; ' || v_work.ROWS_DELETED || ' are deleted so far: correct the condition, or raise MAX_ROWS');
    END IF;
    IF v_count = 0 AND v_work.ROWS_DELETED = 0 THEN
      RAISE_APPLICATION_ERROR(-20007, 'no row of ' || main_table(v_work.OWNER, v_work.OBJECT_NAME)
        || ' meets the condition ' || SUBSTR(v_work.CONDITION_SQL, 1, 200));
    END IF;
    UPDATE PURGE_ROWS_STATE SET ROWS_FOUND = NVL(ROWS_FOUND, v_count + ROWS_DELETED)
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END count_rows;

  -- Cuts the table into chunks. Again: chunks that are whole are kept, so that their numbers stay what they are.
  PROCEDURE make_chunks(p_handle IN VARCHAR2, p_work IN PURGE_ROWS_STATE%ROWTYPE) IS
    v_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO v_count FROM USER_PARALLEL_EXECUTE_TASKS
    WHERE  TASK_NAME = chunk_task(p_work) AND STATUS = 'CHUNKED';
    IF v_count = 0 THEN
      drop_chunks(p_work);
      DOM.execute_immediate(p_handle, 'BEGIN DBMS_PARALLEL_EXECUTE.CREATE_TASK(' || literal(chunk_task(p_work))
        || '); DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_ROWID(' || literal(chunk_task(p_work)) || ', '
        || literal(p_work.OWNER) || ', ' || literal(p_work.OBJECT_NAME) || ', by_row => TRUE, chunk_size => '
        || chunk_size(p_handle, p_work.OWNER || '.' || p_work.OBJECT_NAME) || '); END;', NULL);
    END IF;
  END make_chunks;

  -- The rows of one chunk and the note of them: one block, hence one transaction.
  PROCEDURE delete_chunk(
    p_handle IN VARCHAR2, p_work IN PURGE_ROWS_STATE%ROWTYPE, p_chunk IN NUMBER, p_from IN VARCHAR2, p_to IN VARCHAR2
  ) IS
    v_left NUMBER;
  BEGIN
    v_left := row_limit(p_handle, p_work.OWNER || '.' || p_work.OBJECT_NAME) - p_work.ROWS_DELETED;
    DOM.execute_immediate(p_handle, 'DECLARE v_rows PLS_INTEGER; BEGIN DELETE FROM '
      || main_table(p_work.OWNER, p_work.OBJECT_NAME) || ' WHERE ' || p_work.CONDITION_SQL
      || ' AND ROWID BETWEEN CHARTOROWID(' || literal(p_from) || ') AND CHARTOROWID(' || literal(p_to) || ')'
      || '; v_rows := SQL%ROWCOUNT; IF v_rows > ' || v_left
      || ' THEN RAISE_APPLICATION_ERROR(-20343, ''more than MAX_ROWS rows meet the condition, so this chunk stays''); END IF;'
      || ' UPDATE PURGE_ROWS_STATE SET CHUNKS = CHUNKS + 1, ROWS_DELETED = ROWS_DELETED + v_rows, AFTER_CHUNK = ' || p_chunk
      || ' WHERE RUN_ID = ' || literal(p_handle) || ' AND CHOSEN_NO = ' || p_work.CHOSEN_NO || '; END;', NULL);
  END delete_chunk;

  -- Chunk by chunk.
  -- Again: goes on after the last chunk that was committed; when all are deleted, it does nothing.
  PROCEDURE delete_rows(p_handle IN VARCHAR2) IS
    v_work  PURGE_ROWS_STATE%ROWTYPE;
    v_chunk NUMBER;
    v_from  VARCHAR2(18);
    v_to    VARCHAR2(18);
  BEGIN
    v_work := work_of(p_handle);
    IF v_work.DELETED_AT IS NOT NULL THEN
      RETURN;
    END IF;
    make_chunks(p_handle, v_work);
    IF is_test(p_handle) THEN
      -- one chunk stands for all: the table was not cut, so there is none
      delete_chunk(p_handle, v_work, 1, 'start of the chunk', 'end of the chunk');
      RETURN;
    END IF;
    LOOP
      v_work := work_of(p_handle);
      SELECT MIN(CHUNK_ID) INTO v_chunk FROM USER_PARALLEL_EXECUTE_CHUNKS
      WHERE  TASK_NAME = chunk_task(v_work) AND CHUNK_ID > NVL(v_work.AFTER_CHUNK, -1);
      EXIT WHEN v_chunk IS NULL;
      SELECT ROWIDTOCHAR(START_ROWID), ROWIDTOCHAR(END_ROWID) INTO v_from, v_to
      FROM   USER_PARALLEL_EXECUTE_CHUNKS WHERE TASK_NAME = chunk_task(v_work) AND CHUNK_ID = v_chunk;
      delete_chunk(p_handle, v_work, v_chunk, v_from, v_to);
    END LOOP;
    UPDATE PURGE_ROWS_STATE SET DELETED_AT = utc_now
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END delete_rows;

  -- Again: the same statistics are gathered again.
  PROCEDURE refresh_statistics(p_handle IN VARCHAR2) IS
    v_work PURGE_ROWS_STATE%ROWTYPE;
  BEGIN
    v_work := work_of(p_handle);
    DOM.execute_immediate(p_handle, 'BEGIN DBMS_STATS.GATHER_TABLE_STATS(ownname => ' || literal(quoted(v_work.OWNER))
      || ', tabname => ' || literal(quoted(v_work.OBJECT_NAME)) || '); END;', NULL);
    UPDATE PURGE_ROWS_STATE SET REFRESHED_AT = utc_now
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END refresh_statistics;
END PURGE_ROWS;
/
