package org.domops.cli;

import org.domops.client.Login;
import org.domops.local.RunningServer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the password: DOM_PASSWORD, else the file {@code admin-password} in the server's data folder. That file is read
 * only for a server on this machine, or if DOM_DATA names the folder: no other address gets this machine's password.
 */
final class Passwords {

    private static final String FILE = "admin-password";
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

    private final Environment environment;

    Passwords(Environment environment) {
        this.environment = environment;
    }

    Login login(String user, URI server) {
        String password = environment.variables().get("DOM_PASSWORD");
        if (password != null && !password.isEmpty()) {
            return new Login(user, password, "DOM_PASSWORD");
        }
        if (environment.variable("DOM_DATA").isEmpty() && !THIS_MACHINE.contains(server.getHost())) {
            return new Login(user, null, "DOM_PASSWORD is not set");
        }
        return fromFile(user, folder(server).resolve(FILE));
    }

    private Path folder(URI server) {
        if (environment.variable("DOM_DATA").isPresent()) {
            return environment.dataFolder();
        }
        int port = server.getPort() > 0 ? server.getPort() : "https".equals(server.getScheme()) ? 443 : 80;
        return RunningServer.at(environment.home(), port).map(RunningServer::data).orElse(environment.dataFolder());
    }

    private static Login fromFile(String user, Path file) {
        try {
            return new Login(user, Files.readString(file).strip(), file.toString());
        } catch (NoSuchFileException e) {
            return new Login(user, null, "DOM_PASSWORD is not set and there is no file " + file);
        } catch (IOException e) {
            return new Login(user, null, "DOM_PASSWORD is not set and the file " + file + " can't be read");
        }
    }
}
