-- What GATHER_STATISTICS needs on one table of an application, beyond create-client.sql. Run once per table by a DBA.
--
--   &client  the DOM-client user        &host   as in create-client.sql
--   &owner   the table's schema         &table  the table
--
-- Nothing is granted on the rest of the schema.

-- ANALYZE TABLE reads the rows, and asks for INSERT.
GRANT SELECT, INSERT ON `&owner`.`&table` TO '&client'@'&host';

-- How many rows the statistics know of. Column values, of which mysql.column_stats has some, can't be read by this.
GRANT SELECT ON mysql.table_stats TO '&client'@'&host';
