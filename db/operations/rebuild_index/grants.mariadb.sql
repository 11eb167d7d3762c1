-- What REBUILD_INDEX needs on one table of an application, beyond create-client.sql. Run once per table by a DBA.
--
--   &client  the DOM-client user        &host   as in create-client.sql
--   &owner   the table's schema         &table  the table
--
-- Nothing is granted on the rest of the schema.

-- Samples the rows, to know how long an index entry is; ANALYZE TABLE asks for it, and for INSERT.
GRANT SELECT, INSERT ON `&owner`.`&table` TO '&client'@'&host';

-- Adds the new index, drops the old one, gives the new one its name.
GRANT ALTER ON `&owner`.`&table` TO '&client'@'&host';

-- How many pages each index takes: InnoDB's persistent statistics, which hold sizes and no data.
GRANT SELECT ON mysql.innodb_index_stats TO '&client'@'&host';
