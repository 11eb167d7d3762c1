package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The script {@code ./dom} with a java and a mvn of our own on the PATH. */
@DisabledOnOs(OS.WINDOWS)
class DomScriptTest {

    private static final List<String> TOOLS = List.of("ls", "dirname", "sed", "find", "grep", "mkdir", "rm", "cat", "sleep");
    private static final String JAVA_17 = "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2; exit 0";

    @TempDir
    Path temp;

    private Path root;
    private Path bin;

    @BeforeEach
    void lay_out_a_project_with_spaces_in_its_path() throws IOException {
        root = Files.createDirectories(temp.resolve("my project"));
        bin = Files.createDirectories(temp.resolve("bin"));
        Files.copy(Path.of("dom"), root.resolve("dom"));
        for (String folder : List.of("src/main", "processes", "db", "target/fleet")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve("target/dom.jar"), "built");
        Files.setLastModifiedTime(root.resolve("target/dom.jar"), FileTime.from(Instant.now().plusSeconds(60)));
        for (String tool : TOOLS) {
            Path there = Stream.of("/usr/bin/", "/bin/").map(folder -> Path.of(folder + tool)).filter(Files::exists)
                    .findFirst().orElseThrow();
            tool(tool, "exec " + there + " \"$@\"");
        }
    }

    @Test
    void a_missing_java_is_one_clear_line() throws Exception {
        refused("no java was found; expected a JDK 17 or newer, in JAVA_HOME or on the PATH");
    }

    @Test
    void a_java_home_without_java_is_one_clear_line() throws Exception {
        Script.Result result = dom(Map.of("JAVA_HOME", temp.resolve("nowhere").toString()), "runs");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).containsExactly("dom: JAVA_HOME is " + temp.resolve("nowhere")
                + ", but there is no bin/java in it; expected a JDK 17 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_402", "16", "9-ea"})
    void a_java_that_is_too_old_is_one_clear_line(String version) throws Exception {
        java("echo 'java version \"" + version + "\"' >&2");

        refused(bin.resolve("java") + " is Java " + version + "; expected a JDK 17 or newer, in JAVA_HOME or on the PATH");
    }

    @Test
    void a_java_that_does_not_run_is_one_clear_line() throws Exception {
        java("echo 'The operation couldn’t be completed. Unable to locate a Java Runtime.' >&2; exit 1");

        refused(bin.resolve("java") + " does not run; expected a JDK 17 or newer, in JAVA_HOME or on the PATH");
    }

    @Test
    void maven_is_not_needed_where_the_build_is_fresh() throws Exception {
        java(JAVA_17);

        Script.Result result = dom(Map.of(), "status", "57", "an argument");

        assertThat(result.status()).isEqualTo(7);
        assertThat(result.out()).containsSubsequence("-Ddom.home=" + root, "-jar", root + "/target/dom.jar", "status", "57", "an argument")
                .noneMatch(argument -> argument.startsWith("-Dloader.path"));
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21-ea", "25.0.1"})
    void newer_javas_are_taken(String version) throws Exception {
        java("echo 'openjdk version \"" + version + "\"' >&2; exit 0");

        assertThat(dom(Map.of(), "runs").status()).isEqualTo(7);
    }

    @Test
    void the_embedded_fleet_is_on_the_class_path_of_the_demo_alone() throws Exception {
        java(JAVA_17);

        assertThat(dom(Map.of(), "demo", "--exit").out()).contains("-Dloader.path=" + root + "/target/fleet");
        assertThat(dom(Map.of(), "server").out()).noneMatch(argument -> argument.startsWith("-Dloader.path"));
    }

    @Test
    void it_works_through_a_symbolic_link_from_another_folder() throws Exception {
        java(JAVA_17);
        Path link = Files.createSymbolicLink(bin.resolve("dom link"), Path.of("../my project/dom"));

        assertThat(Script.run(temp, path(Map.of()), link.toString(), "runs").out()).contains("-Ddom.home=" + root.toRealPath());
    }

    @Test
    void a_missing_maven_is_one_clear_line_when_a_build_is_needed() throws Exception {
        java(JAVA_17);
        Files.delete(root.resolve("target/dom.jar"));

        refused("no mvn was found; expected Maven 3.8 or newer on the PATH to build DOM with");
    }

    @Test
    void an_old_maven_is_one_clear_line() throws Exception {
        java(JAVA_17);
        tool("mvn", "echo 'Apache Maven 3.6.3 (cecedd343002696d0abb50b32b541b8a6ba2883f)'");
        Files.delete(root.resolve("target/dom.jar"));

        refused(bin.resolve("mvn") + " is Maven 3.6.3; expected Maven 3.8 or newer");
    }

    @Test
    void a_runtime_without_a_compiler_is_one_clear_line() throws Exception {
        java(JAVA_17);
        Files.delete(bin.resolve("javac"));
        Files.delete(root.resolve("target/dom.jar"));

        refused(bin.resolve("java") + " is of a runtime without a compiler; expected a JDK 17 or newer to build DOM with");
    }

    @Test
    void a_failed_build_shows_its_errors_and_leaves_nothing_to_run() throws Exception {
        java(JAVA_17);
        mvn("echo '[ERROR] Dom.java:[3,1] not a statement'; echo half >target/dom.jar; exit 1");
        Files.delete(root.resolve("target/dom.jar"));

        Script.Result result = dom(Map.of(), "runs");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).containsExactly("building DOM; the first time Maven downloads about 300 MB",
                "[ERROR] Dom.java:[3,1] not a statement",
                "dom: the build failed; all that Maven said is in " + root + "/.dom/build.log");
        assertThat(root.resolve("target/dom.jar")).doesNotExist();
    }

    @Test
    void a_build_that_is_older_than_a_source_is_made_again_and_says_what_it_does() throws Exception {
        java(JAVA_17);
        mvn("echo '[INFO] --- maven-compiler-plugin:3.14.1:compile (default-compile) @ dom ---'; echo new >target/dom.jar");
        Path source = Files.writeString(root.resolve("processes/new.bpmn"), "newer");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(120)));

        Script.Result result = dom(Map.of(), "runs");

        assertThat(result.status()).isEqualTo(7);
        assertThat(result.err()).containsExactly("building DOM; the first time Maven downloads about 300 MB", "  compiling");
        assertThat(root.resolve("target/dom.jar")).hasContent("new");
    }

    @Test
    void what_a_killed_build_left_behind_is_built_again() throws Exception {
        java(JAVA_17);
        mvn("echo new >target/dom.jar");
        Files.createDirectories(root.resolve(".dom/building"));
        Files.writeString(root.resolve(".dom/building/pid"), "999999999\n");

        assertThat(dom(Map.of(), "runs").status()).isEqualTo(7);

        assertThat(root.resolve("target/dom.jar")).hasContent("new");
        assertThat(root.resolve(".dom/building")).doesNotExist();
    }

    private void refused(String message) throws Exception {
        Script.Result result = dom(Map.of(), "runs");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).containsExactly("dom: " + message);
    }

    /** @param version what it does for {@code -version}; else it prints its arguments and ends with 7 */
    private void java(String version) throws IOException {
        tool("java", "if [ \"$1\" = -version ]; then\n" + version + "\nexit 0\nfi\nfor a in \"$@\"; do echo \"$a\"; done; exit 7");
        tool("javac", "exit 0");
    }

    private void mvn(String build) throws IOException {
        tool("mvn", "if [ \"$1\" = -version ]; then\necho 'Apache Maven 3.9.9'; exit 0\nfi\n" + build);
    }

    private void tool(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Script.Result dom(Map<String, String> variables, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = root.resolve("dom").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Script.run(temp, path(variables), command);
    }

    private Map<String, String> path(Map<String, String> variables) {
        return variables.isEmpty() ? Map.of("PATH", bin.toString())
                : Map.of("PATH", bin.toString(), "JAVA_HOME", variables.get("JAVA_HOME"));
    }
}
