-- What ADD_PARTITION needs on one table of an application, beyond create-client.sql. Run once per table by a DBA.
--
--   &client  the DOM-client user        &host   as in create-client.sql
--   &owner   the table's schema         &table  the table
--
-- Nothing is granted on the rest of the schema.

-- Makes the table and its partitions visible in information_schema; ANALYZE PARTITION asks for it, and for INSERT.
GRANT SELECT, INSERT ON `&owner`.`&table` TO '&client'@'&host';

-- ADD PARTITION and REORGANIZE PARTITION change the table.
GRANT ALTER ON `&owner`.`&table` TO '&client'@'&host';

-- REORGANIZE PARTITION drops the partition that it splits. Only needed where there is a MAXVALUE partition:
-- MariaDB has no privilege for partitions alone, DROP allows to drop the whole table as well.
GRANT DROP ON `&owner`.`&table` TO '&client'@'&host';
