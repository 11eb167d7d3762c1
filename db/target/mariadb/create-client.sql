-- The DOM-client schema and its user on a MariaDB target (11.4 or newer). A DBA runs this once per target, by hand.
-- All other objects come later, from DOM itself, and into this schema alone.
--
-- Replace the markers in an editor, or run it like this:
--
--   sed -e 's/&escaped_client/DOM\\_CLIENT/g' -e 's/&client/DOM_CLIENT/g' \
--       -e 's/&host/10.1.2.3/g' -e 's/&password/.../g' create-client.sql | mariadb -u root -p
--
--   &client          name of the schema and of the user, e.g. DOM_CLIENT; upper case, as in fleet.yaml
--   &escaped_client  the same with a backslash before each _ (in GRANT ON, _ alone stands for any character)
--   &host            host from which the DOM server connects, as MariaDB sees it; % means any and is not advised
--   &password        the user's password; DOM gets it by reference (env:NAME or file:PATH), never from fleet.yaml
--
-- Nothing global is granted: no SUPER, no PROCESS, no FILE, nothing on the schema `mysql`. One global setting matters:
-- with the binary log on, functions can only be created if log_bin_trust_function_creators is ON.

-- A schema of its own: dropping it removes DOM from this server. The binary collation makes names compare exactly.
CREATE SCHEMA IF NOT EXISTS `&client` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE USER IF NOT EXISTS '&client'@'&host' IDENTIFIED BY '&password';

-- Rows of DOM's local tables: SQL log, step attempts, parameters; and of the operations' state tables.
GRANT SELECT, INSERT, UPDATE, DELETE ON `&escaped_client`.* TO '&client'@'&host';

-- The local tables and the state tables themselves, made where missing; tables that an operation needs for a while.
GRANT CREATE, ALTER, DROP, INDEX ON `&escaped_client`.* TO '&client'@'&host';

-- DOM's own packages and those of the operations, installed from the repository whenever their source differs.
GRANT CREATE ROUTINE, ALTER ROUTINE, EXECUTE ON `&escaped_client`.* TO '&client'@'&host';

-- What an operation needs on an application's schema is granted by the operation's own script, table by table,
-- e.g. db/operations/drop_partition/grants.mariadb.sql.
