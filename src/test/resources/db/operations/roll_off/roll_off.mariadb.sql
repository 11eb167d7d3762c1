-- A package as an operation needs it, for tests of the repository alone: it is never run.
CREATE OR REPLACE PACKAGE roll_off AS
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(128), p_object VARCHAR2(128));
  PROCEDURE initial(p_handle VARCHAR2(64));
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1));
  PROCEDURE create_copy(p_handle VARCHAR2(64));
  PROCEDURE drop_old(p_handle VARCHAR2(64));
  PROCEDURE put_back(p_handle VARCHAR2(64));
  PROCEDURE two_wanted(p_handle VARCHAR2(64), p_more VARCHAR2(64));
  FUNCTION counted(p_handle VARCHAR2(64)) RETURN NUMBER;
END;
/
CREATE OR REPLACE PACKAGE BODY roll_off AS
  PROCEDURE iterator(p_handle VARCHAR2(64), p_owner VARCHAR2(128), p_object VARCHAR2(128)) AS BEGIN NULL; END;
  PROCEDURE initial(p_handle VARCHAR2(64)) AS BEGIN NULL; END;
  PROCEDURE final(p_handle VARCHAR2(64), p_after_error VARCHAR2(1)) AS BEGIN NULL; END;
  PROCEDURE create_copy(p_handle VARCHAR2(64)) AS BEGIN NULL; END;
  PROCEDURE drop_old(p_handle VARCHAR2(64)) AS BEGIN NULL; END;
  PROCEDURE put_back(p_handle VARCHAR2(64)) AS BEGIN NULL; END;
  PROCEDURE two_wanted(p_handle VARCHAR2(64), p_more VARCHAR2(64)) AS BEGIN NULL; END;
  FUNCTION counted(p_handle VARCHAR2(64)) RETURN NUMBER AS BEGIN RETURN 0; END;
END;
/
