-- What GATHER_STATISTICS needs on Oracle beyond the DOM-client's own privileges. Run by a DBA. Not run in DOM's tests.
--
--   &client  the DOM-client user        &owner   the table's schema         &table  the table
--
-- The grants must be direct ones: in a stored package roles do not count.

-- Makes the table visible in the ALL_ views.
GRANT SELECT ON &owner..&table TO &client;

-- Statistics and preferences of another schema's table, and FLUSH_DATABASE_MONITORING_INFO.
GRANT ANALYZE ANY TO &client;
