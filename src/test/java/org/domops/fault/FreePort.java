package org.domops.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** A port on which nobody listens. */
public final class FreePort {

    private FreePort() {
    }

    /** Another one each time, as a rule; nothing keeps others from taking it. */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
