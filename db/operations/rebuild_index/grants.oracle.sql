-- What REBUILD_INDEX needs on Oracle beyond the DOM-client's own privileges. Run by a DBA. Not run in DOM's tests.
--
--   &client  the DOM-client user        &owner   the table's schema         &table  the table
--
-- The grants must be direct ones: in a stored package roles do not count.

-- Makes the table, its columns and indexes visible in the ALL_ views.
GRANT SELECT ON &owner..&table TO &client;

-- Oracle has no privilege to rebuild the indexes of one table of another schema. An online rebuild makes a journal table
-- in the index owner's schema, hence the second one.
GRANT ALTER ANY INDEX, CREATE ANY TABLE TO &client;

-- Statistics of another schema's index.
GRANT ANALYZE ANY TO &client;
