-- What PURGE_ROWS needs on one table of an application, beyond create-client.sql. Run once per table by a DBA.
--
--   &client  the DOM-client user        &host   as in create-client.sql
--   &owner   the table's schema         &table  the table
--
-- Nothing is granted on the rest of the schema: a condition that reads other tables needs SELECT on those.

-- Finds the rows, and deletes them.
GRANT SELECT, DELETE ON `&owner`.`&table` TO '&client'@'&host';

-- ANALYZE TABLE asks for it.
GRANT INSERT ON `&owner`.`&table` TO '&client'@'&host';
