-- PURGE_ROWS deletes the rows of a table that meet a condition, a few at a time, and commits each chunk.
--
-- The rows go in the order of the primary key. Each chunk is one transaction that deletes its rows and notes in the
-- state table how many they were and after which key the next chunk begins: whatever dies, the next call goes on there,
-- and the count stays right. The parameters are described in docs/operations/purge-rows.md.
CREATE OR REPLACE PACKAGE PURGE_ROWS AS
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64));
  PROCEDURE initial(p_handle VARCHAR2(64));
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1));

  -- The tasks, in their order.
  PROCEDURE count_rows(p_handle VARCHAR2(64));
  PROCEDURE delete_rows(p_handle VARCHAR2(64));
  PROCEDURE refresh_statistics(p_handle VARCHAR2(64));
END;
/

CREATE OR REPLACE PACKAGE BODY PURGE_ROWS AS
  -- Own errors: -20340 no work at hand, -20341 unfit table, -20342 bad parameter, -20343 more rows than MAX_ROWS,
  -- -20345 bad name.

  FUNCTION quoted(p_name VARCHAR2(64)) RETURN VARCHAR2(70) AS
  BEGIN
    IF p_name IS NULL OR p_name NOT REGEXP '^[A-Za-z][A-Za-z0-9_$#]{0,63}$' THEN
      RAISE_APPLICATION_ERROR(-20345, 'bad name "' || p_name
        || '": expected a letter, then at most 63 letters, digits, _, $ or #');
    END IF;
    RETURN '"' || p_name || '"';
  END;

  FUNCTION literal(p_value LONGTEXT) RETURN LONGTEXT AS
  BEGIN
    RETURN '''' || REPLACE(REPLACE(p_value, '\\', '\\\\'), '''', '''''') || '''';
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

  -- The parameter; null where it is not defined.
  FUNCTION optional_param(p_handle VARCHAR2(64), p_name VARCHAR2(64), p_object VARCHAR2(140)) RETURN VARCHAR2(4000) AS
  BEGIN
    RETURN DOM.get_string_param(p_handle, p_name, p_object);
  EXCEPTION
    WHEN 20115 THEN
      RETURN NULL;
  END;

  FUNCTION whole_number(
    p_handle VARCHAR2(64), p_name VARCHAR2(64), p_object VARCHAR2(140), p_lowest NUMBER, p_highest NUMBER
  ) RETURN NUMBER AS
    v_value NUMBER;
  BEGIN
    v_value := DOM.get_num_param(p_handle, p_name, p_object);
    IF v_value IS NULL OR v_value < p_lowest OR v_value > p_highest OR v_value <> FLOOR(v_value) THEN
      RAISE_APPLICATION_ERROR(-20342, 'parameter ' || p_name || ' is ' || COALESCE(v_value, 'null')
        || '; expected a whole number from ' || p_lowest || ' to ' || p_highest);
    END IF;
    RETURN v_value;
  END;

  FUNCTION row_limit(p_handle VARCHAR2(64), p_object VARCHAR2(140)) RETURN NUMBER AS
  BEGIN
    RETURN whole_number(p_handle, 'MAX_ROWS', p_object, 1, 1e15);
  END;

  FUNCTION chunk_size(p_handle VARCHAR2(64), p_object VARCHAR2(140)) RETURN NUMBER AS
  BEGIN
    IF optional_param(p_handle, 'CHUNK_ROWS', p_object) IS NULL THEN
      RETURN 10000;
    END IF;
    RETURN whole_number(p_handle, 'CHUNK_ROWS', p_object, 1, 1000000);
  END;

  -- The condition stands in parentheses within a statement: it must not get out of them, nor end the statement, nor
  -- comment out what follows. It does not say what the condition may read: see the page in docs/ on who may set it.
  PROCEDURE check_condition(p_condition VARCHAR2(4000)) AS
    v_char  VARCHAR2(1);
    v_two   VARCHAR2(2);
    v_quote VARCHAR2(1);
    v_depth NUMBER := 0;
    v_at    NUMBER := 1;
    v_wrong VARCHAR2(100);
  BEGIN
    IF p_condition NOT REGEXP '[^[:space:]]' THEN
      v_wrong := 'it is empty, so every row would go';
    END IF;
    WHILE v_at <= CHAR_LENGTH(p_condition) AND v_wrong IS NULL LOOP
      v_char := SUBSTR(p_condition, v_at, 1);
      v_two  := SUBSTR(p_condition, v_at, 2);
      IF v_quote IS NOT NULL THEN
        IF v_char = '\\' AND v_quote = '''' THEN
          v_at := v_at + 1;
        ELSIF v_char = v_quote THEN
          v_quote := NULL;
        END IF;
      ELSIF v_char IN ('''', '"', '`') THEN
        v_quote := v_char;
      ELSIF v_char = ';' OR v_char = '#' OR v_two IN ('--', '/*') THEN
        v_wrong := 'it has a ' || CASE v_char WHEN ';' THEN 'semicolon' ELSE 'comment' END;
      ELSIF v_char = '(' THEN
        v_depth := v_depth + 1;
      ELSIF v_char = ')' THEN
        v_depth := v_depth - 1;
        IF v_depth < 0 THEN
          v_wrong := 'it closes a parenthesis that it did not open';
        END IF;
      END IF;
      v_at := v_at + 1;
    END LOOP;
    IF v_wrong IS NULL AND (v_depth > 0 OR v_quote IS NOT NULL) THEN
      v_wrong := 'it leaves a parenthesis or a quote open';
    END IF;
    IF v_wrong IS NOT NULL THEN
      RAISE_APPLICATION_ERROR(-20342, 'parameter CONDITION is refused: ' || v_wrong
        || '; expected what may follow WHERE, e.g. STATUS = ''CLOSED'', not: ' || LEFT(p_condition, 200));
    END IF;
  END;

  -- Rows older than KEEP_DAYS whole days (UTC), by the parameter AGE_COLUMN; null if that is not defined.
  FUNCTION age_condition(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64)) RETURN VARCHAR2(200) AS
    v_object VARCHAR2(140) := p_owner || '.' || p_object;
    v_column VARCHAR2(4000);
    v_count  NUMBER;
    v_days   NUMBER;
  BEGIN
    v_column := optional_param(p_handle, 'AGE_COLUMN', v_object);
    IF v_column IS NULL THEN
      RETURN NULL;
    END IF;
    SELECT COUNT(*) INTO v_count FROM information_schema.COLUMNS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND COLUMN_NAME = v_column
    AND    DATA_TYPE IN ('date', 'datetime', 'timestamp');
    IF v_count <> 1 THEN
      RAISE_APPLICATION_ERROR(-20342, 'parameter AGE_COLUMN is ' || LEFT(v_column, 100)
        || '; expected a column of ' || main_table(p_owner, p_object) || ' of type DATE, DATETIME or TIMESTAMP');
    END IF;
    v_days := whole_number(p_handle, 'KEEP_DAYS', v_object, 1, 36500);
    RETURN quoted(v_column) || ' < ''' || DATE_FORMAT(UTC_DATE() - INTERVAL v_days DAY, '%Y-%m-%d') || '''';
  END;

  -- What rows go: CONDITION and AGE_COLUMN, both where both are defined. Refused where the server can't evaluate it.
  PROCEDURE get_condition(
    p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64), p_condition OUT VARCHAR2(4400)
  ) AS
    v_own VARCHAR2(4000);
    v_age VARCHAR2(200);
    v_sql VARCHAR2(5000);
    v_message VARCHAR2(400);
  BEGIN
    v_own := optional_param(p_handle, 'CONDITION', p_owner || '.' || p_object);
    v_age := age_condition(p_handle, p_owner, p_object);
    IF v_own IS NULL AND v_age IS NULL THEN
      RAISE_APPLICATION_ERROR(-20342, 'neither CONDITION nor AGE_COLUMN is defined for ' || p_owner || '.' || p_object
        || ', so every row would go; expected one of them, or both');
    END IF;
    IF v_own IS NOT NULL THEN
      check_condition(v_own);
      v_own := '(' || v_own || ')';
    END IF;
    p_condition := v_own || CASE WHEN v_own IS NOT NULL AND v_age IS NOT NULL THEN ' AND ' END || v_age;
    v_sql := 'SELECT COUNT(*) INTO @purge_rows$count FROM (SELECT 1 FROM ' || main_table(p_owner, p_object)
      || ' WHERE ' || p_condition || ' LIMIT 0) x';
    BEGIN
      EXECUTE IMMEDIATE v_sql;
    EXCEPTION
      WHEN OTHERS THEN
        GET DIAGNOSTICS CONDITION 1 v_message = MESSAGE_TEXT;
        RAISE_APPLICATION_ERROR(-20342, 'the condition ' || LEFT(p_condition, 200) || ' can''t be evaluated on '
          || main_table(p_owner, p_object) || ': ' || v_message);
    END;
  END;

  PROCEDURE check_table(p_owner VARCHAR2(64), p_object VARCHAR2(64)) AS
    v_name  VARCHAR2(140);
    v_count NUMBER;
    v_bad   VARCHAR2(200);
  BEGIN
    v_name := main_table(p_owner, p_object);
    SELECT COUNT(*) INTO v_count FROM information_schema.TABLES
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND TABLE_TYPE = 'BASE TABLE';
    IF v_count = 0 THEN
      RAISE_APPLICATION_ERROR(-20341, 'there is no table ' || v_name
        || ', or the DOM-client user has no privilege on it (see grants.mariadb.sql)');
    END IF;
    SELECT COUNT(*), MAX(CASE WHEN c.DATA_TYPE NOT IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal',
           'char', 'varchar', 'date', 'datetime', 'timestamp', 'time', 'binary', 'varbinary', 'uuid')
           THEN c.COLUMN_NAME || ' of type ' || c.DATA_TYPE END)
    INTO   v_count, v_bad
    FROM   information_schema.STATISTICS s
           JOIN information_schema.COLUMNS c
           ON c.TABLE_SCHEMA = s.TABLE_SCHEMA AND c.TABLE_NAME = s.TABLE_NAME AND c.COLUMN_NAME = s.COLUMN_NAME
    WHERE  s.TABLE_SCHEMA = p_owner AND s.TABLE_NAME = p_object AND s.INDEX_NAME = 'PRIMARY';
    IF v_count = 0 THEN
      RAISE_APPLICATION_ERROR(-20341, 'table ' || v_name || ' has no primary key, in whose order rows are deleted');
    END IF;
    IF v_bad IS NOT NULL THEN
      RAISE_APPLICATION_ERROR(-20341, 'the primary key of ' || v_name || ' has the column ' || v_bad
        || '; expected numbers without exponent, characters, bytes, dates and times');
    END IF;
  END;

  -- The primary key's columns, joined by commas.
  FUNCTION key_columns(p_owner VARCHAR2(64), p_object VARCHAR2(64), p_order VARCHAR2(5)) RETURN VARCHAR2(4000) AS
    v_columns VARCHAR2(4000);
  BEGIN
    SELECT GROUP_CONCAT('"' || COLUMN_NAME || '"' || p_order ORDER BY SEQ_IN_INDEX SEPARATOR ', ') INTO v_columns
    FROM   information_schema.STATISTICS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND INDEX_NAME = 'PRIMARY';
    RETURN v_columns;
  END;

  -- An SQL expression over a row "b" that gives a condition as text: the key comes after, or not after, that row's key.
  -- For the key (X, Y) it gives e.g.  ("X" > 5 OR "X" = 5 AND "Y" > '2025-01-01')
  -- which, other than (X, Y) > (5, '2025-01-01'), MariaDB takes for a range of the index.
  FUNCTION key_condition(
    p_owner VARCHAR2(64), p_object VARCHAR2(64), p_operator VARCHAR2(1), p_last_operator VARCHAR2(2)
  ) RETURN LONGTEXT AS
    v_text  LONGTEXT;
    v_name  VARCHAR2(200);
    v_value VARCHAR2(200);
  BEGIN
    FOR k IN (SELECT s.COLUMN_NAME, c.DATA_TYPE
              FROM   information_schema.STATISTICS s
                     JOIN information_schema.COLUMNS c
                     ON c.TABLE_SCHEMA = s.TABLE_SCHEMA AND c.TABLE_NAME = s.TABLE_NAME AND c.COLUMN_NAME = s.COLUMN_NAME
              WHERE  s.TABLE_SCHEMA = p_owner AND s.TABLE_NAME = p_object AND s.INDEX_NAME = 'PRIMARY'
              ORDER  BY s.SEQ_IN_INDEX DESC) LOOP
      v_name  := quoted(k.COLUMN_NAME);
      v_value := CASE WHEN k.DATA_TYPE LIKE '%int' OR k.DATA_TYPE = 'decimal' THEN 'b.' || v_name
                 WHEN k.DATA_TYPE LIKE '%binary' THEN 'CONCAT(''X'''''', HEX(b.' || v_name || '), '''''''')'
                 ELSE 'QUOTE(b.' || v_name || ')' END;
      IF v_text IS NULL THEN
        v_text := 'CONCAT(''' || v_name || ' ' || p_last_operator || ' '', ' || v_value || ')';
      ELSE
        v_text := 'CONCAT(''(' || v_name || ' ' || p_operator || ' '', ' || v_value || ', '' OR ' || v_name || ' = '', '
          || v_value || ', '' AND '', ' || v_text || ', '')'')';
      END IF;
    END LOOP;
    RETURN v_text;
  END;

  PROCEDURE get_work(p_handle VARCHAR2(64), p_work OUT PURGE_ROWS_STATE%ROWTYPE) AS
  BEGIN
    SELECT * INTO p_work FROM PURGE_ROWS_STATE WHERE RUN_ID = p_handle ORDER BY CHOSEN_NO DESC LIMIT 1;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20340, 'run ' || p_handle || ' has no row in PURGE_ROWS_STATE: ITERATOR comes first');
  END;

  -- One round per object and run. Commits nothing: the choice and the step's mark are one transaction.
  -- Work that was begun goes on where it was, from the first row again only if the condition is another one by now;
  -- the rows that the run deleted already are kept in the count in either case.
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64)) AS
    v_condition VARCHAR2(4400);
    v_before    VARCHAR2(4400);
    v_done      NUMBER;
    v_no        NUMBER;
    v_check     NUMBER;
  BEGIN
    check_table(p_owner, p_object);
    SELECT COUNT(REFRESHED_AT), MAX(CONDITION_SQL) INTO v_done, v_before FROM PURGE_ROWS_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object;
    IF v_done > 0 THEN
      RAISE_APPLICATION_ERROR(-20100, 'operation complete');
    END IF;
    v_check := row_limit(p_handle, p_owner || '.' || p_object);
    v_check := chunk_size(p_handle, p_owner || '.' || p_object);
    get_condition(p_handle, p_owner, p_object, v_condition);
    IF v_before IS NULL THEN
      SELECT COALESCE(MAX(CHOSEN_NO), 0) + 1 INTO v_no FROM PURGE_ROWS_STATE WHERE RUN_ID = p_handle;
      INSERT INTO PURGE_ROWS_STATE (RUN_ID, CHOSEN_NO, OWNER, OBJECT_NAME, CONDITION_SQL, CHOSEN_AT)
      VALUES (p_handle, v_no, p_owner, p_object, v_condition, UTC_TIMESTAMP(6));
    ELSIF v_before <> v_condition THEN
      UPDATE PURGE_ROWS_STATE SET CONDITION_SQL = v_condition, AFTER_KEY = NULL, ROWS_FOUND = NULL, DELETED_AT = NULL
      WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object;
    END IF;
  END;

  -- Refuses to go on with a table that was changed since ITERATOR chose. Again: it only looks.
  PROCEDURE initial(p_handle VARCHAR2(64)) AS
    v_work PURGE_ROWS_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    check_table(v_work.OWNER, v_work.OBJECT_NAME);
  END;

  -- Says in the state table how the object ended. Again: the same is said once more.
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1)) AS
    v_work PURGE_ROWS_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    UPDATE PURGE_ROWS_STATE SET ENDED_AT = UTC_TIMESTAMP(6), AFTER_ERROR = p_after_error
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END;

  -- Refuses to begin if more rows meet the condition than may go; -20007 if none does.
  -- Again: they are counted again. Rows that the run has deleted already count too.
  PROCEDURE count_rows(p_handle VARCHAR2(64)) AS
    v_work PURGE_ROWS_STATE%ROWTYPE;
    v_left NUMBER;
    v_sql  LONGTEXT;
  BEGIN
    get_work(p_handle, v_work);
    v_left := row_limit(p_handle, v_work.OWNER || '.' || v_work.OBJECT_NAME) - v_work.ROWS_DELETED;
    v_sql  := 'SELECT COUNT(*) INTO @purge_rows$count FROM (SELECT 1 FROM '
      || main_table(v_work.OWNER, v_work.OBJECT_NAME) || ' WHERE ' || v_work.CONDITION_SQL
      || ' LIMIT ' || CAST(GREATEST(v_left, 0) + 1 AS INTEGER) || ') x';
    EXECUTE IMMEDIATE v_sql;
    IF @purge_rows$count > v_left THEN
      RAISE_APPLICATION_ERROR(-20343, 'more than MAX_ROWS = ' || (v_left + v_work.ROWS_DELETED) || ' rows of '
        || main_table(v_work.OWNER, v_work.OBJECT_NAME) || ' meet the condition ' || LEFT(v_work.CONDITION_SQL, 200)
        || '; ' || v_work.ROWS_DELETED || ' are deleted so far: correct the condition, or raise MAX_ROWS');
    END IF;
    IF @purge_rows$count = 0 AND v_work.ROWS_DELETED = 0 THEN
      RAISE_APPLICATION_ERROR(-20007, 'no row of ' || main_table(v_work.OWNER, v_work.OBJECT_NAME)
        || ' meets the condition ' || LEFT(v_work.CONDITION_SQL, 200));
    END IF;
    UPDATE PURGE_ROWS_STATE SET ROWS_FOUND = COALESCE(ROWS_FOUND, @purge_rows$count + ROWS_DELETED)
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END;

  -- The next chunk: a condition for the keys up to its last row's, and one for those after it; null: no row is left.
  PROCEDURE next_chunk(
    p_work PURGE_ROWS_STATE%ROWTYPE, p_rows NUMBER, p_up_to OUT LONGTEXT, p_after OUT LONGTEXT
  ) AS
    v_sql LONGTEXT;
  BEGIN
    SET @purge_rows$up_to = NULL, @purge_rows$after = NULL;
    v_sql := 'SELECT MAX(u), MAX(a) INTO @purge_rows$up_to, @purge_rows$after FROM (SELECT '
      || key_condition(p_work.OWNER, p_work.OBJECT_NAME, '<', '<=') || ' AS u, '
      || key_condition(p_work.OWNER, p_work.OBJECT_NAME, '>', '>') || ' AS a FROM (SELECT '
      || key_columns(p_work.OWNER, p_work.OBJECT_NAME, '') || ' FROM ' || main_table(p_work.OWNER, p_work.OBJECT_NAME)
      || ' WHERE ' || p_work.CONDITION_SQL || CASE WHEN p_work.AFTER_KEY IS NOT NULL THEN ' AND ' || p_work.AFTER_KEY END
      || ' ORDER BY ' || key_columns(p_work.OWNER, p_work.OBJECT_NAME, '') || ' LIMIT ' || CAST(p_rows AS INTEGER)
      || ') b ORDER BY ' || key_columns(p_work.OWNER, p_work.OBJECT_NAME, ' DESC') || ' LIMIT 1) l';
    EXECUTE IMMEDIATE v_sql;
    p_up_to := @purge_rows$up_to;
    p_after := @purge_rows$after;
  END;

  -- Chunk by chunk. The rows and the note of them are one block, hence one transaction: it is all or nothing, and
  -- rows that came in meanwhile can't carry it over MAX_ROWS.
  -- Again: goes on after the last chunk that was committed; when all are deleted, it does nothing.
  PROCEDURE delete_rows(p_handle VARCHAR2(64)) AS
    v_work  PURGE_ROWS_STATE%ROWTYPE;
    v_max   NUMBER;
    v_chunk NUMBER;
    v_left  NUMBER;
    v_up_to LONGTEXT;
    v_after LONGTEXT;
  BEGIN
    get_work(p_handle, v_work);
    v_max   := row_limit(p_handle, v_work.OWNER || '.' || v_work.OBJECT_NAME);
    v_chunk := chunk_size(p_handle, v_work.OWNER || '.' || v_work.OBJECT_NAME);
    WHILE v_work.DELETED_AT IS NULL LOOP
      v_left := v_max - v_work.ROWS_DELETED;
      next_chunk(v_work, LEAST(v_chunk, GREATEST(v_left, 1)), v_up_to, v_after);
      EXIT WHEN v_up_to IS NULL;
      IF v_left < 1 THEN
        RAISE_APPLICATION_ERROR(-20343, 'MAX_ROWS = ' || v_max || ' rows of '
          || main_table(v_work.OWNER, v_work.OBJECT_NAME) || ' are deleted, and more meet the condition; '
          || 'raise MAX_ROWS, or correct the condition and restart from the iterator');
      END IF;
      DOM.execute_immediate(p_handle, 'DECLARE v_rows BIGINT; BEGIN DELETE FROM '
        || main_table(v_work.OWNER, v_work.OBJECT_NAME) || ' WHERE ' || v_work.CONDITION_SQL
        || CASE WHEN v_work.AFTER_KEY IS NOT NULL THEN ' AND ' || v_work.AFTER_KEY END || ' AND ' || v_up_to
        || '; v_rows := SQL%ROWCOUNT; IF v_rows > ' || CAST(v_left AS INTEGER)
        || ' THEN RAISE_APPLICATION_ERROR(-20343, ''rows came in: more than MAX_ROWS meet the condition''); END IF;'
        || ' UPDATE PURGE_ROWS_STATE SET CHUNKS = CHUNKS + 1, ROWS_DELETED = ROWS_DELETED + v_rows, AFTER_KEY = '
        || literal(v_after) || ' WHERE RUN_ID = ' || literal(p_handle) || ' AND CHOSEN_NO = ' || v_work.CHOSEN_NO
        || '; END;', NULL);
      IF is_test(p_handle) = 1 THEN
        RETURN;  -- the first chunk stands for all: none is deleted, so there is no second one
      END IF;
      get_work(p_handle, v_work);
    END LOOP;
    UPDATE PURGE_ROWS_STATE SET DELETED_AT = COALESCE(DELETED_AT, UTC_TIMESTAMP(6))
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END;

  -- Again: the same statistics are gathered again.
  PROCEDURE refresh_statistics(p_handle VARCHAR2(64)) AS
    v_work PURGE_ROWS_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    DOM.execute_immediate(p_handle, 'ANALYZE TABLE ' || main_table(v_work.OWNER, v_work.OBJECT_NAME), NULL);
    UPDATE PURGE_ROWS_STATE SET REFRESHED_AT = UTC_TIMESTAMP(6)
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END;
END;
/
