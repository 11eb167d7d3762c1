package org.domops.cli;

import org.domops.client.DomClient;
import org.domops.client.RunsClient;
import org.domops.console.Console;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.net.URI;

import picocli.CommandLine.Option;

/** The options of every command that asks a server. */
final class ServerOptions {

    private final Environment environment;
    private final Console console;

    @Option(names = "--url", paramLabel = "URL",
            description = "Address of the DOM server; default: DOM_URL, else http://localhost:8080.")
    private String url;

    @Option(names = "--user", paramLabel = "NAME", description = "Default: DOM_USER, else admin.")
    private String user;

    @Option(names = "--json", description = "Print the server's answer as JSON.")
    private boolean json;

    ServerOptions(Environment environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    boolean json() {
        return json;
    }

    DomClient server() {
        URI address = address();
        String name = user != null ? user : environment.variable("DOM_USER").orElse("admin");
        return new DomClient(address, new Passwords(environment).login(name, address), console::error);
    }

    RunsClient runs() {
        return new RunsClient(server());
    }

    private URI address() {
        return address(url != null ? url : environment.variable("DOM_URL").orElse("http://localhost:8080"));
    }

    /** @throws DomException INVALID_REQUEST when it is no server's address */
    static URI address(String text) {
        String expected = "; expected something like http://localhost:8080";
        try {
            URI address = URI.create(text);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (!http || address.getHost() == null || address.getUserInfo() != null || address.getQuery() != null) {
                throw new DomException(DomCode.INVALID_REQUEST, "'" + shown(text) + "' is not a server's address" + expected);
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new DomException(DomCode.INVALID_REQUEST, "'" + shown(text) + "' is not an address" + expected, e);
        }
    }

    /** A password in an address is not for the screen, nor for the log that a script writes. */
    private static String shown(String address) {
        return address.replaceFirst("//[^/]*@", "//…@");
    }
}
