package org.domops.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/** Free ports of this machine. */
final class Ports {

    private Ports() {
    }

    /** The given port if it is free now, else any free one. */
    static int preferably(int port) throws IOException {
        if (port != 0 && isFree(port)) {
            return port;
        }
        try (ServerSocket socket = bind(0)) {
            return socket.getLocalPort();
        }
    }

    static int require(String name, int port) {
        if (!isFree(port)) {
            throw new DomException(DomCode.FLEET_IN_USE,
                    name + ": port " + port + " is in use by another process; give a free one");
        }
        return port;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = bind(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(ServerProcess.HOST));
    }
}
