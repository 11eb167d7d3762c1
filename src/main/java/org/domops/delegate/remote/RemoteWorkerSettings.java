package org.domops.delegate.remote;

import org.domops.client.Login;

import java.net.URI;

/**
 * What a worker in a JVM of its own is started with.
 *
 * @param server e.g. {@code http://dom.example.com:8080}
 * @param site whose lanes it works on; null: those that are bound to none, together with the servers
 * @param lanes at most so many at once
 * @param name by which people know it; letters, digits and . _ - @ :
 */
public record RemoteWorkerSettings(URI server, Login login, String site, int lanes, String name) {

    /** The engine's REST interface on the server. */
    String engineRest() {
        String base = server.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/engine-rest";
    }
}
