package org.domops.local;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether a server could listen at a port. */
public final class FreePort {

    private FreePort() {
    }

    /**
     * @throws DomException PORT_IN_USE, naming who uses it where that is known
     */
    public static void require(DomHome home, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // as Tomcat does: a connection of a former server that is still closing does not keep the port
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            String user = RunningServer.at(home, port)
                    .map(s -> " by the DOM server of process " + s.pid() + ", whose data is in " + s.data())
                    .or(() -> PortOwner.of(port).map(owner -> " by " + owner))
                    .orElse("");
            throw new DomException(DomCode.PORT_IN_USE,
                    "port " + port + " is in use" + user + "; stop it, or choose another with --port", e);
        }
    }
}
