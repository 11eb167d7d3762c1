/** The MariaDB dialect: PL/SQL packages in {@code sql_mode=ORACLE}, server 11.4 or newer. */
package org.domops.target.mariadb;
