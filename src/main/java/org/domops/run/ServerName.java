package org.domops.run;

import org.springframework.stereotype.Component;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * How this server is named in the log.
 *
 * @param value process id and host, e.g. {@code 4711@dbadmin1}
 */
@Component
public record ServerName(String value) {

    /** This process. */
    public ServerName() {
        this(ProcessHandle.current().pid() + "@" + host());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
