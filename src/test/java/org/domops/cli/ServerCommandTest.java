package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.domops.fault.FreePort;
import org.domops.local.DataFolderLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class ServerCommandTest {

    @TempDir
    Path home;

    @Test
    void a_busy_port_is_refused_and_its_owner_named() throws IOException {
        try (ServerSocket busy = new ServerSocket(0)) {
            Shell shell = new Shell(home);

            assertThat(shell.dom("server", "--port", Integer.toString(busy.getLocalPort()))).isEqualTo(3);

            assertThat(shell.err.toString()).startsWith("DOM-20250 port " + busy.getLocalPort() + " is in use");
            if (Files.isDirectory(Path.of("/proc/self/fd"))) {
                assertThat(shell.err.toString()).contains("process " + ProcessHandle.current().pid());
            }
        }
    }

    @Test
    void a_data_folder_in_use_is_refused_and_its_owner_named() throws IOException {
        Path data = home.resolve("data");
        try (DataFolderLock held = DataFolderLock.take(data)) {
            Shell shell = new Shell(home);

            assertThat(shell.dom("server", "--port", freePort(), "--data", data.toString())).isEqualTo(3);

            assertThat(shell.err.toString()).startsWith("DOM-20251 the data folder " + data + " is in use by process "
                    + ProcessHandle.current().pid());
            assertThat(held).isNotNull();
        }
    }

    @Test
    void a_data_folder_that_can_not_be_made_is_refused() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "not a folder");
        Shell shell = new Shell(home);

        assertThat(shell.dom("server", "--port", freePort(), "--data", file.resolve("data").toString())).isEqualTo(3);

        assertThat(shell.err.toString()).startsWith("DOM-20251 the data folder ").contains("can't be used");
    }

    @Test
    void a_server_that_does_not_start_says_why_in_one_line_and_gives_the_folder_back() throws Exception {
        Path data = home.resolve("data");
        Shell shell = new Shell(home).withServer(args -> {
            throw new IllegalStateException("outer", new IllegalArgumentException("the disk is full"));
        });

        assertThat(shell.dom("server", "--port", freePort(), "--data", data.toString())).isEqualTo(3);

        assertThat(shell.err.toString()).startsWith("DOM-20253 the server did not start: the disk is full");
        try (DataFolderLock again = DataFolderLock.take(data)) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void port_and_data_folder_are_handed_to_the_server() throws IOException {
        List<String> given = new CopyOnWriteArrayList<>();
        String port = freePort();
        Shell shell = new Shell(home).withServer(args -> {
            given.addAll(List.of(args));
            throw new IllegalStateException("far enough");
        });

        shell.dom("server", "--port", port);

        assertThat(given).containsExactly("--server.port=" + port, "--dom.data=" + home.resolve(".dom/data"));
    }

    @Test
    void a_login_for_a_postgresql_that_is_not_named_is_refused_and_does_not_start_on_h2() throws IOException {
        Shell shell = new Shell(home);

        assertThat(shell.dom("server", "--port", freePort(), "--repository-user", "x")).isEqualTo(2);
        assertThat(shell.err.toString()).startsWith("DOM-20200 --repository-user is given, but no repository; expected --repository "
                + "jdbc:postgresql://HOST:PORT/DATABASE, or DOM_REPOSITORY_URL");

        assertThat(shell.dom("server", "--port", freePort(), "--repository-password", "env:X")).isEqualTo(2);
        assertThat(shell.err.toString()).startsWith("DOM-20200 --repository-password is given, but no repository");

        List<String> given = new CopyOnWriteArrayList<>();
        shell.withServer(args -> {
            given.addAll(List.of(args));
            throw new IllegalStateException("far enough");
        }).variables.put("DOM_REPOSITORY_URL", "jdbc:postgresql://db1/dom");
        shell.dom("server", "--port", freePort(), "--repository-user", "x");
        assertThat(given).contains("--dom.repository.user=x");
    }

    @Test
    void a_port_out_of_range_is_wrong_usage() {
        Shell shell = new Shell(home);

        assertThat(shell.dom("server", "--port", "70000")).isEqualTo(2);

        assertThat(shell.err.toString()).startsWith("DOM-20200 --port 70000 is not a port");
    }

    private static String freePort() {
        return Integer.toString(FreePort.find());
    }
}
