package org.domops.cli;

import org.domops.error.DomCode;
import org.domops.error.DomException;

/** The option {@code --port}. */
final class Ports {

    private Ports() {
    }

    static int require(int port) {
        if (port < 1 || port > 65_535) {
            throw new DomException(DomCode.INVALID_REQUEST, "--port " + port + " is not a port; expected 1 to 65535");
        }
        return port;
    }
}
