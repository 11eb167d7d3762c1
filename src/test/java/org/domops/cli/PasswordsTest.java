package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.domops.client.Login;
import org.domops.local.DomHome;
import org.domops.local.RunningServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class PasswordsTest {

    private static final URI HERE = URI.create("http://localhost:8099");
    private static final URI ELSEWHERE = URI.create("http://dom.example.com:8099");

    @TempDir
    Path root;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void keep_a_password_in_the_default_folder() throws IOException {
        keep(home().data(), "of-the-default-folder");
    }

    @Test
    void the_file_is_never_read_for_another_machine() {
        Login login = login(ELSEWHERE);

        assertThat(login.password()).isNull();
        assertThat(login.source()).isEqualTo("DOM_PASSWORD is not set");
    }

    @Test
    void the_file_is_read_for_another_machine_if_the_folder_is_named() throws IOException {
        variables.put("DOM_DATA", keep(root.resolve("other"), "of-the-named-folder").toString());

        assertThat(login(ELSEWHERE).password()).isEqualTo("of-the-named-folder");
    }

    @Test
    void the_variable_comes_first() {
        variables.put("DOM_PASSWORD", "of-the-variable");

        assertThat(login(HERE).password()).isEqualTo("of-the-variable");
    }

    @Test
    void the_default_folder_is_used_where_no_server_is_known() {
        assertThat(login(HERE).password()).isEqualTo("of-the-default-folder");
    }

    @Test
    void the_folder_of_the_server_at_the_port_is_used_where_it_is_known() throws IOException {
        RunningServer.note(home(), 8099, keep(root.resolve("demo"), "of-the-server"));

        assertThat(login(HERE).password()).isEqualTo("of-the-server");
        assertThat(login(URI.create("http://127.0.0.1:8080")).password()).isEqualTo("of-the-default-folder");
    }

    @Test
    void a_login_does_not_show_its_password() {
        assertThat(login(HERE).toString()).doesNotContain("of-the-default-folder");
    }

    private Login login(URI server) {
        return new Passwords(new Environment(variables, home())).login("admin", server);
    }

    private DomHome home() {
        return new DomHome(root);
    }

    private static Path keep(Path folder, String password) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("admin-password"), password + "\n");
        return folder;
    }
}
