-- Oracle's own routines that packages call most, as far as MariaDB 11.4 lets them be written.
-- What they keep, they keep in user variables: package variables are lost whenever anybody compiles anything on the server.

CREATE OR REPLACE PROCEDURE RAISE_APPLICATION_ERROR(
  p_number INT,
  p_text   LONGTEXT CHARACTER SET utf8mb4
) AS
  -- -20100 travels as 20100: a server error number is never negative. 512 bytes is the most a message may have.
  v_number INT := ABS(p_number);
  v_text   VARCHAR(512) CHARACTER SET utf8mb4 := LEFT(COALESCE(p_text, ''), 500);
BEGIN
  IF p_number IS NULL OR v_number NOT BETWEEN 20000 AND 20999 THEN
    v_text   := LEFT('RAISE_APPLICATION_ERROR takes numbers from -20999 to -20000, not ' || COALESCE(p_number, 'null')
                || ': ' || v_text, 500);
    v_number := 21000;
  END IF;
  SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = v_number, MESSAGE_TEXT = v_text;
END;
/

-- Strict: what is not a number from end to end is an error, as in Oracle; so is an empty text, which is null there.
CREATE OR REPLACE FUNCTION TO_NUMBER(p_text VARCHAR(4000) CHARACTER SET utf8mb4) RETURN NUMBER AS
BEGIN
  IF p_text IS NULL THEN
    RETURN NULL;
  END IF;
  IF COALESCE(TRIM(p_text), '') NOT REGEXP '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$' THEN
    RAISE_APPLICATION_ERROR(-20225, '"' || LEFT(p_text, 100) || '" is not a number; expected e.g. 42, -0.5 or 1e6');
  END IF;
  RETURN CAST(TRIM(p_text) AS DOUBLE);
END;
/

-- Dates only: there are no overloads. For numbers there is the built-in TRUNCATE(number, decimals).
CREATE OR REPLACE FUNCTION TRUNC(p_date DATETIME) RETURN DATETIME AS
BEGIN
  RETURN DATE(p_date);
END;
/

CREATE OR REPLACE PACKAGE DBMS_OUTPUT AS
  PROCEDURE enable(p_buffer_size INT);
  PROCEDURE disable;
  PROCEDURE put(p_text LONGTEXT CHARACTER SET utf8mb4);
  PROCEDURE put_line(p_text LONGTEXT CHARACTER SET utf8mb4);
  PROCEDURE new_line;
  PROCEDURE get_line(p_line OUT LONGTEXT CHARACTER SET utf8mb4, p_status OUT INT);
END;
/

CREATE OR REPLACE PACKAGE BODY DBMS_OUTPUT AS
  -- As in Oracle nothing is kept before ENABLE; with it the text waits in the session for GET_LINE.
  PROCEDURE enable(p_buffer_size INT) AS
  BEGIN
    SET @dom$output = COALESCE(@dom$output, '');
  END;

  PROCEDURE disable AS
  BEGIN
    SET @dom$output = NULL;
  END;

  PROCEDURE put(p_text LONGTEXT CHARACTER SET utf8mb4) AS
  BEGIN
    IF @dom$output IS NOT NULL THEN
      SET @dom$output = @dom$output || COALESCE(p_text, '');
    END IF;
  END;

  PROCEDURE new_line AS
  BEGIN
    put(CHR(10));
  END;

  PROCEDURE put_line(p_text LONGTEXT CHARACTER SET utf8mb4) AS
  BEGIN
    put(COALESCE(p_text, '') || CHR(10));
  END;

  PROCEDURE get_line(p_line OUT LONGTEXT CHARACTER SET utf8mb4, p_status OUT INT) AS
    v_end INT := LOCATE(CHR(10), COALESCE(@dom$output, ''));
  BEGIN
    p_line   := NULL;
    p_status := 1;
    IF v_end > 0 THEN
      p_line   := LEFT(@dom$output, v_end - 1);
      p_status := 0;
      SET @dom$output = RIGHT(@dom$output, CHAR_LENGTH(@dom$output) - v_end);  -- SUBSTR would make null of nothing
    END IF;
  END;
END;
/

CREATE OR REPLACE PACKAGE DBMS_APPLICATION_INFO AS
  PROCEDURE set_module(p_module VARCHAR(128) CHARACTER SET utf8mb4, p_action VARCHAR(128) CHARACTER SET utf8mb4);
  PROCEDURE set_action(p_action VARCHAR(128) CHARACTER SET utf8mb4);
  PROCEDURE set_client_info(p_client_info VARCHAR(128) CHARACTER SET utf8mb4);
  PROCEDURE read_module(p_module OUT VARCHAR(128) CHARACTER SET utf8mb4, p_action OUT VARCHAR(128) CHARACTER SET utf8mb4);
END;
/

CREATE OR REPLACE PACKAGE BODY DBMS_APPLICATION_INFO AS
  -- MariaDB shows none of this to other sessions; what a session works on is in DOM$STEP_ATTEMPTS.
  PROCEDURE set_module(p_module VARCHAR(128) CHARACTER SET utf8mb4, p_action VARCHAR(128) CHARACTER SET utf8mb4) AS
  BEGIN
    SET @dom$module = p_module, @dom$action = p_action;
  END;

  PROCEDURE set_action(p_action VARCHAR(128) CHARACTER SET utf8mb4) AS
  BEGIN
    SET @dom$action = p_action;
  END;

  PROCEDURE set_client_info(p_client_info VARCHAR(128) CHARACTER SET utf8mb4) AS
  BEGIN
    SET @dom$client_info = p_client_info;
  END;

  PROCEDURE read_module(p_module OUT VARCHAR(128) CHARACTER SET utf8mb4, p_action OUT VARCHAR(128) CHARACTER SET utf8mb4) AS
  BEGIN
    p_module := @dom$module;
    p_action := @dom$action;
  END;
END;
/
