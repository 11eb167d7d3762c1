-- What DROP_PARTITION needs on one table of an application, beyond create-client.sql. Run once per table by a DBA.
--
--   &client  the DOM-client user        &host   as in create-client.sql
--   &owner   the table's schema         &table  the table
--
-- Nothing is granted on the rest of the schema. Exchange tables are made in the DOM-client schema.

-- Reads the rows: to make the exchange table like the table, to count, and to know what is there already.
GRANT SELECT ON `&owner`.`&table` TO '&client'@'&host';

-- Puts the disputed rows back; EXCHANGE PARTITION and ANALYZE TABLE ask for it too.
GRANT INSERT ON `&owner`.`&table` TO '&client'@'&host';

-- EXCHANGE PARTITION and DROP PARTITION change the table.
GRANT ALTER ON `&owner`.`&table` TO '&client'@'&host';

-- EXCHANGE PARTITION asks for DROP and CREATE (it swaps the names of two tables), DROP PARTITION asks for DROP.
-- MariaDB has no privilege for partitions alone: DROP allows to drop the whole table as well.
GRANT DROP, CREATE ON `&owner`.`&table` TO '&client'@'&host';
