-- What ADD_PARTITION needs on Oracle beyond the DOM-client's own privileges. Run by a DBA. Not run in DOM's tests.
--
--   &client  the DOM-client user        &owner   the table's schema         &table  the table
--
-- The grants must be direct ones: in a stored package roles do not count.

-- Makes the table visible in the ALL_ views, and locks partitions of an interval-partitioned one (INSERT is enough).
GRANT SELECT, INSERT ON &owner..&table TO &client;

-- ADD, SPLIT and RENAME PARTITION. The new partition takes quota of the table's owner, not of the DOM-client.
GRANT ALTER ON &owner..&table TO &client;

-- Statistics of another schema's table.
GRANT ANALYZE ANY TO &client;
