package org.domops.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** No request that a person can send gives a 500 or a stack trace, or changes anything, if it is wrong. */
class WrongRequestIT {

    @TempDir
    static Path data;
    private static DomInstance dom;
    private static long run;

    @BeforeAll
    static void start() {
        ProbeFleet fleet = new ProbeFleet("WRONGREQ", 1);
        dom = new DomInstance(data);
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        run = dom.run("probe", "TEST");
        IdentityService users = dom.bean(IdentityService.class);
        // two, as the engine answers nobody for a second after a wrong password
        for (String name : List.of("guest", "clerk")) {
            User user = users.newUser(name);
            user.setPassword("of-" + name);
            users.saveUser(user);
        }
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    static Stream<WrongRequest> all() {
        return WrongRequest.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_wrong_request_is_a_problem_with_its_code_and_changes_nothing(WrongRequest request) throws IOException {
        List<String> before = everything();

        Answer answer = send(request);

        assertThat(answer.status).as(answer.body).isEqualTo(request.status());
        assertThat(answer.head).containsIgnoringCase("content-type: application/problem+json");
        assertThat(answer.body).doesNotContain("\tat ", "java.", "org.camunda", "org.domops", "com.fasterxml", "Exception");
        JsonNode problem = new ObjectMapper().readTree(answer.body);
        assertThat(problem.path("code").asInt()).isEqualTo(request.code());
        assertThat(problem.path("status").asInt()).isEqualTo(request.status());
        assertThat(problem.path("detail").asText()).contains(request.message()).isNotBlank();
        assertThat(problem.path("hint").asText()).isNotBlank();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void there_are_at_least_sixty_wrong_requests_and_no_two_are_the_same() {
        assertThat(WrongRequest.all().map(WrongRequest::name)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
    }

    /** All rows of all DOM$ tables, and what the engine runs. */
    /** But for DOM$WORKERS, into which a server writes at each of its heartbeats. */
    private static List<String> everything() {
        List<String> all = new java.util.ArrayList<>(dom.jdbc().sql("""
                select table_name from information_schema.tables where table_name like 'DOM$%'
                and table_name <> 'DOM$WORKERS' and table_type = 'BASE TABLE' order by table_name""").query(String.class).list().stream()
                .flatMap(table -> dom.jdbc().sql("select * from \"" + table + "\"").query().listOfRows().stream()
                        .map(row -> table + row).sorted()).toList());
        all.add("instances: " + dom.bean(RuntimeService.class).createProcessInstanceQuery().count());
        return all;
    }

    private record Answer(int status, String head, String body) {
    }

    /** By hand: a library would not send what is wrong with some of these. */
    private static Answer send(WrongRequest request) throws IOException {
        byte[] body = request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
        String user = "admin:".equals(request.user()) ? "admin:" + Files.readString(data.resolve("admin-password")).strip() : request.user();
        StringBuilder head = new StringBuilder(request.method() + " " + request.path().replace("{run}", String.valueOf(run))
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        if (user != null) {
            head.append("Authorization: Basic ").append(Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))).append("\r\n");
        }
        if (request.type() != null) {
            head.append("Content-Type: ").append(request.type()).append("\r\n");
        }
        if (request.accept() != null) {
            head.append("Accept: ").append(request.accept()).append("\r\n");
        }
        if (request.body() != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        try (Socket socket = new Socket("127.0.0.1", dom.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
            // a body that is refused by its length is not waited for
            if (body.length < 1_000_000) {
                out.write(body);
            }
            out.flush();
            String text = new String(new BufferedInputStream(socket.getInputStream()).readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            String answer = text.substring(end + 4);
            boolean chunked = text.substring(0, end).toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked");
            return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), chunked ? unchunked(answer) : answer);
        }
    }

    private static String unchunked(String chunks) {
        StringBuilder body = new StringBuilder();
        byte[] rest = chunks.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < rest.length; ) {
            int line = at;
            while (rest[line] != '\r') {
                line++;
            }
            int length = Integer.parseInt(new String(rest, at, line - at, StandardCharsets.US_ASCII), 16);
            if (length == 0) {
                break;
            }
            body.append(new String(rest, line + 2, length, StandardCharsets.UTF_8));
            at = line + 2 + length + 2;
        }
        return body.toString();
    }
}
