-- REBUILD_INDEX builds the bloated indexes of a table anew, one per iteration, while the application goes on.
--
-- The new index is built beside the old one, which then goes, and gets its name: at no time is there none. MariaDB 11.4
-- would do nothing for "DROP INDEX i, ADD INDEX i" in one statement, and for "DROP INDEX i, RENAME INDEX x TO i" it would
-- drop x, for it sees that the definition of i is the same as before. How full an index is, is an estimate: see
-- docs/operations/rebuild-index.md, also for the parameters.
--
-- Every task may be called again, be it after it was completed or after it died anywhere in its middle: what is done is
-- asked of the dictionary, for DDL commits by itself.
CREATE OR REPLACE PACKAGE REBUILD_INDEX AS
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64));
  PROCEDURE initial(p_handle VARCHAR2(64));
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1));

  -- The tasks, in their order.
  PROCEDURE rebuild_index(p_handle VARCHAR2(64));
  PROCEDURE put_in_place(p_handle VARCHAR2(64));
  PROCEDURE refresh_statistics(p_handle VARCHAR2(64));
END;
/

CREATE OR REPLACE PACKAGE BODY REBUILD_INDEX AS
  -- Own errors: -20320 no work at hand, -20321 unfit table, -20322 bad parameter, -20323 the index is not there any
  -- more, -20325 bad name.

  FUNCTION quoted(p_name VARCHAR2(64)) RETURN VARCHAR2(70) AS
  BEGIN
    IF p_name IS NULL OR p_name NOT REGEXP '^[A-Za-z][A-Za-z0-9_$#]{0,63}$' THEN
      RAISE_APPLICATION_ERROR(-20325, 'bad name "' || p_name
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

  -- A number from 0 on, or the default where the parameter is not defined.
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
      RAISE_APPLICATION_ERROR(-20322, 'parameter ' || p_name || ' is ' || v_value || '; expected a number from 0 to '
        || p_highest);
    END IF;
    RETURN v_value;
  END;

  FUNCTION index_exists(p_owner VARCHAR2(64), p_object VARCHAR2(64), p_index VARCHAR2(64)) RETURN NUMBER AS
    v_count NUMBER;
  BEGIN
    SELECT COUNT(DISTINCT INDEX_NAME) INTO v_count FROM information_schema.STATISTICS
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND INDEX_NAME = p_index;
    RETURN v_count;
  END;

  PROCEDURE check_table(p_owner VARCHAR2(64), p_object VARCHAR2(64)) AS
    v_name   VARCHAR2(140);
    v_engine VARCHAR2(64);
  BEGIN
    v_name := main_table(p_owner, p_object);
    SELECT MAX(COALESCE(ENGINE, TABLE_TYPE)) INTO v_engine FROM information_schema.TABLES
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object;
    IF v_engine IS NULL THEN
      RAISE_APPLICATION_ERROR(-20321, 'there is no table ' || v_name
        || ', or the DOM-client user has no privilege on it (see grants.mariadb.sql)');
    ELSIF v_engine <> 'InnoDB' THEN
      RAISE_APPLICATION_ERROR(-20321, v_name || ' is of the engine or type ' || v_engine || '; expected an InnoDB table');
    END IF;
  END;

  -- What the leaf pages of an index take, in bytes, as InnoDB's persistent statistics have it; 0: not known.
  -- Of an index with fewer leaf pages than InnoDB would sample, MariaDB 11.4 says that it has 1: then all pages count.
  FUNCTION leaf_bytes(p_owner VARCHAR2(64), p_object VARCHAR2(64), p_index VARCHAR2(64)) RETURN NUMBER AS
    v_pages NUMBER;
  BEGIN
    SELECT SUM(CASE WHEN LEAVES > 1 THEN LEAVES ELSE PAGES END) INTO v_pages
    FROM  (SELECT MAX(CASE stat_name WHEN 'n_leaf_pages' THEN stat_value END) AS LEAVES,
                  MAX(CASE stat_name WHEN 'size' THEN stat_value END) AS PAGES
           FROM   mysql.innodb_index_stats
           WHERE  database_name = p_owner AND index_name = p_index AND stat_name IN ('n_leaf_pages', 'size')
           AND   (table_name = p_object OR LOWER(LEFT(table_name, CHAR_LENGTH(p_object) + 3)) = LOWER(p_object || '#P#'))
           GROUP  BY table_name) parts;
    RETURN COALESCE(v_pages, 0) * @@innodb_page_size;
  END;

  -- An SQL expression for the bytes of an index entry: the index's columns, and those of the primary key beside them.
  FUNCTION entry_bytes(p_owner VARCHAR2(64), p_object VARCHAR2(64), p_index VARCHAR2(64)) RETURN LONGTEXT AS
    v_sql LONGTEXT := '6';  -- header and null flags
  BEGIN
    FOR c IN (SELECT s.COLUMN_NAME, MIN(s.SUB_PART) AS SUB_PART, MIN(c.DATA_TYPE) AS DATA_TYPE,
                     MIN(c.NUMERIC_PRECISION) AS DIGITS
              FROM   information_schema.STATISTICS s
                     JOIN information_schema.COLUMNS c
                     ON c.TABLE_SCHEMA = s.TABLE_SCHEMA AND c.TABLE_NAME = s.TABLE_NAME AND c.COLUMN_NAME = s.COLUMN_NAME
              WHERE  s.TABLE_SCHEMA = p_owner AND s.TABLE_NAME = p_object AND s.INDEX_NAME IN (p_index, 'PRIMARY')
              GROUP  BY s.COLUMN_NAME) LOOP
      v_sql := v_sql || ' + ' || CASE
        WHEN c.DATA_TYPE IN ('tinyint', 'year') THEN '1'
        WHEN c.DATA_TYPE = 'smallint' THEN '2'
        WHEN c.DATA_TYPE IN ('mediumint', 'date', 'time') THEN '3'
        WHEN c.DATA_TYPE IN ('int', 'float', 'timestamp') THEN '4'
        WHEN c.DATA_TYPE = 'datetime' THEN '5'
        WHEN c.DATA_TYPE IN ('bigint', 'double') THEN '8'
        WHEN c.DATA_TYPE = 'uuid' THEN '16'
        WHEN c.DATA_TYPE = 'decimal' THEN CAST(CEIL(c.DIGITS * 4 / 9) AS CHAR)
        ELSE 'COALESCE(LENGTH(' || CASE WHEN c.SUB_PART IS NULL THEN quoted(c.COLUMN_NAME)
             ELSE 'LEFT(' || quoted(c.COLUMN_NAME) || ', ' || c.SUB_PART || ')' END || ') + 1, 0)' END;
    END LOOP;
    RETURN v_sql;
  END;

  -- How many percent of its leaf pages an index could do without: entries of a sample, against what the pages take.
  PROCEDURE measure_index(
    p_owner VARCHAR2(64), p_object VARCHAR2(64), p_index VARCHAR2(64), p_bytes OUT NUMBER, p_bloat OUT NUMBER
  ) AS
    v_rows NUMBER;
    v_sql  LONGTEXT;
  BEGIN
    p_bytes := leaf_bytes(p_owner, p_object, p_index);
    SELECT MAX(TABLE_ROWS) INTO v_rows FROM information_schema.TABLES
    WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object;
    v_sql := 'SELECT COALESCE(AVG(' || entry_bytes(p_owner, p_object, p_index) || '), 0) INTO @rebuild_index$bytes'
      || ' FROM (SELECT * FROM ' || main_table(p_owner, p_object) || ' LIMIT 1000) sample';
    EXECUTE IMMEDIATE v_sql;
    -- a page is filled to 15/16 when an index is built
    p_bloat := CASE WHEN p_bytes = 0 THEN 0
               ELSE GREATEST(0, ROUND(100 - 100 * v_rows * @rebuild_index$bytes * 16 / 15 / p_bytes)) END;
  END;

  -- What follows ADD: UNIQUE INDEX "name" ("A" DESC, "B"(10)) COMMENT '...'
  FUNCTION index_sql(p_owner VARCHAR2(64), p_object VARCHAR2(64), p_index VARCHAR2(64), p_name VARCHAR2(64))
  RETURN LONGTEXT AS
    v_sql LONGTEXT;
  BEGIN
    FOR c IN (SELECT * FROM information_schema.STATISTICS
              WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND INDEX_NAME = p_index
              ORDER  BY SEQ_IN_INDEX DESC) LOOP
      v_sql := quoted(c.COLUMN_NAME) || CASE WHEN c.SUB_PART IS NOT NULL THEN '(' || c.SUB_PART || ')' END
        || CASE c.COLLATION WHEN 'D' THEN ' DESC' END || CASE WHEN v_sql IS NOT NULL THEN ', ' END || v_sql;
      IF c.SEQ_IN_INDEX = 1 THEN
        v_sql := CASE c.NON_UNIQUE WHEN 0 THEN 'UNIQUE ' END || 'INDEX ' || quoted(p_name) || ' (' || v_sql || ')'
          || CASE WHEN CHAR_LENGTH(c.INDEX_COMMENT) > 0 THEN ' COMMENT ' || literal(c.INDEX_COMMENT) END
          || CASE c.IGNORED WHEN 'YES' THEN ' IGNORED' END;
      END IF;
    END LOOP;
    RETURN v_sql;
  END;

  PROCEDURE get_work(p_handle VARCHAR2(64), p_work OUT REBUILD_INDEX_STATE%ROWTYPE) AS
  BEGIN
    SELECT * INTO p_work FROM REBUILD_INDEX_STATE WHERE RUN_ID = p_handle ORDER BY CHOSEN_NO DESC LIMIT 1;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RAISE_APPLICATION_ERROR(-20320, 'run ' || p_handle || ' has no row in REBUILD_INDEX_STATE: ITERATOR comes first');
  END;

  -- The first index, by name, that is bloated and that the run has not rebuilt yet; null: none.
  PROCEDURE choose_index(
    p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64),
    p_index OUT VARCHAR2(64), p_bytes OUT NUMBER, p_bloat OUT NUMBER
  ) AS
    v_object    VARCHAR2(140) := p_owner || '.' || p_object;
    v_min_bloat NUMBER;
    v_min_bytes NUMBER;
  BEGIN
    v_min_bloat := number_param(p_handle, 'MIN_BLOAT_PERCENT', v_object, 30, 100);
    v_min_bytes := number_param(p_handle, 'MIN_SIZE_MB', v_object, 1, 1000000) * 1048576;
    p_index     := NULL;
    FOR i IN (SELECT DISTINCT INDEX_NAME FROM information_schema.STATISTICS
              WHERE  TABLE_SCHEMA = p_owner AND TABLE_NAME = p_object AND INDEX_TYPE = 'BTREE' AND INDEX_NAME <> 'PRIMARY'
              AND    INDEX_NAME NOT IN (SELECT INDEX_NAME FROM REBUILD_INDEX_STATE
                                        WHERE RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object)
              ORDER  BY INDEX_NAME) LOOP
      IF p_index IS NULL THEN
        measure_index(p_owner, p_object, i.INDEX_NAME, p_bytes, p_bloat);
        IF p_bloat >= v_min_bloat AND p_bytes >= v_min_bytes THEN
          p_index := i.INDEX_NAME;
        END IF;
      END IF;
    END LOOP;
  END;

  -- Chooses the next index and commits nothing: the choice and the step's mark are one transaction.
  -- Work that was begun is never left lying: this run's is kept as the work at hand, and a replacement that a run built
  -- which was given up is taken over.
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(64), p_object VARCHAR2(64)) AS
    v_count       NUMBER;
    v_no          NUMBER;
    v_index       VARCHAR2(64);
    v_replacement VARCHAR2(64);
    v_bytes       NUMBER;
    v_bloat       NUMBER;
  BEGIN
    check_table(p_owner, p_object);
    SELECT COUNT(*) INTO v_count FROM REBUILD_INDEX_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND REFRESHED_AT IS NULL
    AND   (REBUILT_AT IS NOT NULL OR index_exists(OWNER, OBJECT_NAME, REPLACEMENT_NAME) = 1);
    IF v_count > 0 THEN
      RETURN;
    END IF;
    -- what was chosen and not begun is chosen anew
    DELETE FROM REBUILD_INDEX_STATE
    WHERE  RUN_ID = p_handle AND OWNER = p_owner AND OBJECT_NAME = p_object AND REFRESHED_AT IS NULL;
    SELECT COALESCE(MAX(CHOSEN_NO), 0) + 1 INTO v_no FROM REBUILD_INDEX_STATE WHERE RUN_ID = p_handle;

    SELECT MAX(INDEX_NAME), MAX(REPLACEMENT_NAME), MAX(BYTES_BEFORE), MAX(BLOAT_PERCENT)
    INTO   v_index, v_replacement, v_bytes, v_bloat
    FROM  (SELECT * FROM REBUILD_INDEX_STATE
           WHERE  OWNER = p_owner AND OBJECT_NAME = p_object AND RUN_ID <> p_handle AND REFRESHED_AT IS NULL
           AND    index_exists(OWNER, OBJECT_NAME, REPLACEMENT_NAME) = 1
           ORDER  BY CHOSEN_AT LIMIT 1) begun;
    IF v_index IS NULL THEN
      choose_index(p_handle, p_owner, p_object, v_index, v_bytes, v_bloat);
      IF v_index IS NULL THEN
        RAISE_APPLICATION_ERROR(-20100, 'operation complete');
      END IF;
      v_replacement := SUBSTR(v_index, 1, 40) || '_X' || p_handle || '_' || v_no;
    END IF;
    INSERT INTO REBUILD_INDEX_STATE
           (RUN_ID, CHOSEN_NO, OWNER, OBJECT_NAME, INDEX_NAME, REPLACEMENT_NAME, BYTES_BEFORE, BLOAT_PERCENT, CHOSEN_AT)
    VALUES (p_handle, v_no, p_owner, p_object, v_index, v_replacement, v_bytes, v_bloat, UTC_TIMESTAMP(6));
  END;

  -- Refuses to go on with a table that was changed since ITERATOR chose. Again: it only looks.
  PROCEDURE initial(p_handle VARCHAR2(64)) AS
    v_work REBUILD_INDEX_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    check_table(v_work.OWNER, v_work.OBJECT_NAME);
  END;

  -- Says in the state table how the object ended. Again: the same is said once more.
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1)) AS
    v_work REBUILD_INDEX_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    UPDATE REBUILD_INDEX_STATE SET ENDED_AT = UTC_TIMESTAMP(6), AFTER_ERROR = p_after_error
    WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
  END;

  -- Builds the replacement beside the index, without locking the table.
  -- Again: a replacement that is there is whole, for DDL is atomic; one that is gone again has taken its place.
  PROCEDURE rebuild_index(p_handle VARCHAR2(64)) AS
    v_work REBUILD_INDEX_STATE%ROWTYPE;
    v_sql  LONGTEXT;
  BEGIN
    get_work(p_handle, v_work);
    IF v_work.REBUILT_AT IS NULL AND index_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.REPLACEMENT_NAME) = 0 THEN
      v_sql := index_sql(v_work.OWNER, v_work.OBJECT_NAME, v_work.INDEX_NAME, v_work.REPLACEMENT_NAME);
      IF v_sql IS NULL THEN
        RAISE_APPLICATION_ERROR(-20323, 'index ' || v_work.INDEX_NAME || ' of ' || main_table(v_work.OWNER, v_work.OBJECT_NAME)
          || ' is not there any more; restart the run from the iterator, which chooses again');
      END IF;
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || main_table(v_work.OWNER, v_work.OBJECT_NAME) || ' ADD ' || v_sql
        || ', ALGORITHM=INPLACE, LOCK=NONE', NULL);
    END IF;
    IF is_test(p_handle) = 0 THEN
      UPDATE REBUILD_INDEX_STATE SET REBUILT_AT = COALESCE(REBUILT_AT, UTC_TIMESTAMP(6))
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END;

  -- The old index goes, then the replacement gets its name; both change the dictionary only.
  -- Again: what is gone is not dropped again; with the replacement gone and the index there, all has happened already.
  PROCEDURE put_in_place(p_handle VARCHAR2(64)) AS
    v_work  REBUILD_INDEX_STATE%ROWTYPE;
    v_table VARCHAR2(140);
    v_old   NUMBER;
  BEGIN
    get_work(p_handle, v_work);
    v_table := main_table(v_work.OWNER, v_work.OBJECT_NAME);
    v_old   := index_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.INDEX_NAME);
    IF is_test(p_handle) = 1 OR index_exists(v_work.OWNER, v_work.OBJECT_NAME, v_work.REPLACEMENT_NAME) = 1 THEN
      IF v_old = 1 THEN
        DOM.execute_immediate(p_handle, 'ALTER TABLE ' || v_table || ' DROP INDEX ' || quoted(v_work.INDEX_NAME)
          || ', ALGORITHM=INPLACE, LOCK=NONE', NULL);
      END IF;
      DOM.execute_immediate(p_handle, 'ALTER TABLE ' || v_table || ' RENAME INDEX ' || quoted(v_work.REPLACEMENT_NAME)
        || ' TO ' || quoted(v_work.INDEX_NAME) || ', ALGORITHM=INPLACE, LOCK=NONE', NULL);
    ELSIF v_old = 0 THEN
      RAISE_APPLICATION_ERROR(-20323, 'neither index ' || v_work.INDEX_NAME || ' nor its replacement '
        || v_work.REPLACEMENT_NAME || ' is on ' || v_table || ' any more: somebody dropped them; create the index again');
    END IF;
    IF is_test(p_handle) = 0 THEN
      UPDATE REBUILD_INDEX_STATE SET PLACED_AT = COALESCE(PLACED_AT, UTC_TIMESTAMP(6))
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END;

  -- Again: the same statistics are gathered again.
  PROCEDURE refresh_statistics(p_handle VARCHAR2(64)) AS
    v_work REBUILD_INDEX_STATE%ROWTYPE;
  BEGIN
    get_work(p_handle, v_work);
    DOM.execute_immediate(p_handle, 'ANALYZE TABLE ' || main_table(v_work.OWNER, v_work.OBJECT_NAME), NULL);
    IF is_test(p_handle) = 0 THEN
      UPDATE REBUILD_INDEX_STATE
      SET    REFRESHED_AT = UTC_TIMESTAMP(6), BYTES_AFTER = leaf_bytes(OWNER, OBJECT_NAME, INDEX_NAME)
      WHERE  RUN_ID = p_handle AND CHOSEN_NO = v_work.CHOSEN_NO;
    END IF;
  END;
END;
/
