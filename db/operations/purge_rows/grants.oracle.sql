-- What PURGE_ROWS needs on Oracle beyond the DOM-client's own privileges. Run by a DBA. Not run in DOM's tests.
--
--   &client  the DOM-client user        &owner   the table's schema         &table  the table
--
-- The grants must be direct ones: in a stored package roles do not count. A condition that reads other tables needs
-- SELECT on those.

-- Finds the rows, and deletes them.
GRANT SELECT, DELETE ON &owner..&table TO &client;

-- Cuts the table into ranges of rowids. PUBLIC has it unless it was revoked.
GRANT EXECUTE ON SYS.DBMS_PARALLEL_EXECUTE TO &client;

-- Statistics of another schema's table.
GRANT ANALYZE ANY TO &client;
