-- What DROP_PARTITION needs on Oracle beyond the DOM-client's own privileges. Run by a DBA. Not run in DOM's tests.
--
--   &client  the DOM-client user        &owner   the table's schema         &table  the table
--
-- The grants must be direct ones: in a stored package roles do not count.

-- Reads the rows, puts the disputed ones back, exchanges and changes partitions.
GRANT SELECT, INSERT, ALTER ON &owner..&table TO &client;

-- Exchange tables and their indexes are made in the DOM-client schema, which needs quota for the disputed rows' indexes
-- only: the exchange moves segments, it copies nothing.
GRANT CREATE TABLE TO &client;

-- Oracle asks for it to drop a partition of another schema's table. It allows to drop any table: where that is too much,
-- let the table's owner be the DOM-client, or run with PROTECT policies of Database Vault.
GRANT DROP ANY TABLE TO &client;

-- Statistics of another schema's table.
GRANT ANALYZE ANY TO &client;
