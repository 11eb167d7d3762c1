package org.domops.fleet;

import java.nio.file.Path;

/**
 * One database of the embedded fleet, as DOM gets to know it.
 *
 * @param name e.g. {@code SALESPRD01}
 * @param host always {@code 127.0.0.1}
 * @param schema the DOM-client schema
 * @param user the DOM-client user
 * @param passwordFile holds the user's password, readable by its owner alone; absolute
 * @param owner the schema of the application, which has the table {@code CDR_DATA}
 */
public record FleetDatabase(String name, String host, int port, String schema, String user, Path passwordFile,
        String owner) {

    /** As in fleet.yaml: {@code host:port/schema}. */
    public String connectString() {
        return host + ":" + port + "/" + schema;
    }
}
