package org.domops.fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class RelayTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> sessions = new CopyOnWriteArrayList<>();
    private ServerSocket echo;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::serve, "echo");
        server.setDaemon(true);
        server.start();
        relay = new Relay("127.0.0.1", echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        echo.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("relay " + relay.port() + " ")));
    }

    private void serve() {
        try {
            while (true) {
                Socket session = echo.accept();
                sessions.add(session);
                Thread thread = new Thread(() -> answer(session), "echo session");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            heard.add("closed");
        }
    }

    private void answer(Socket session) {
        byte[] buffer = new byte[1000];
        try {
            for (int read = session.getInputStream().read(buffer); read > 0; read = session.getInputStream().read(buffer)) {
                heard.add(new String(buffer, 0, read, StandardCharsets.US_ASCII));
                session.getOutputStream().write(buffer, 0, read);
            }
            heard.add("end");
            session.close();
        } catch (IOException e) {
            heard.add("reset");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(relay.host(), relay.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String receive(Socket socket) throws IOException {
        byte[] buffer = new byte[1000];
        int read = socket.getInputStream().read(buffer);
        return read < 0 ? "end" : new String(buffer, 0, read, StandardCharsets.US_ASCII);
    }

    private static String ask(Socket socket, String text) throws IOException {
        send(socket, text);
        return receive(socket);
    }

    @Test
    void bytes_and_ends_get_through() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "one")).isEqualTo("one");
            client.shutdownOutput();
            assertThat(receive(client)).isEqualTo("end");
        }
        await().untilAsserted(() -> assertThat(relay.open()).isZero());
        assertThat(relay.accepted()).isEqualTo(1);
        assertThat(heard).containsExactly("one", "end");
    }

    @Test
    void a_cut_resets_both_sides_and_new_connections_until_it_is_restored() throws IOException {
        try (Socket client = connect()) {
            ask(client, "one");
            relay.cut();
            assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketException.class);
            await().untilAsserted(() -> assertThat(heard).containsExactly("one", "reset"));
        }
        assertThatThrownBy(() -> {
            try (Socket client = connect()) {
                ask(client, "two");
            }
        }).isInstanceOf(SocketException.class);
        relay.restore();
        try (Socket client = connect()) {
            assertThat(ask(client, "three")).isEqualTo("three");
        }
        assertThat(heard).doesNotContain("two");
    }

    @Test
    void a_blip_resets_what_is_there_and_lets_new_connections_through() throws IOException {
        try (Socket client = connect(); Socket other = connect()) {
            ask(client, "one");
            relay.blip();
            assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> ask(other, "two")).isInstanceOf(SocketException.class);
            try (Socket again = connect()) {
                assertThat(ask(again, "three")).isEqualTo("three");
            }
        }
    }

    @Test
    void a_stranded_session_lives_on_and_hears_nothing_until_it_is_released() throws IOException {
        try (Socket client = connect()) {
            ask(client, "one");
            relay.strand();
            assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketException.class);
        }
        relay.restore();
        try (Socket client = connect()) {
            assertThat(ask(client, "two")).isEqualTo("two");
            send(sessions.get(0), "a late answer");
            assertThat(ask(client, "three")).isEqualTo("three");
            assertThat(heard).containsExactly("one", "two", "three");
            relay.release();
            await().untilAsserted(() -> assertThat(heard).containsExactly("one", "two", "three", "reset"));
            assertThat(ask(client, "four")).isEqualTo("four");
        }
    }

    @Test
    void silence_keeps_old_and_new_connections_waiting_and_loses_nothing() throws IOException {
        try (Socket client = connect()) {
            ask(client, "one");
            relay.silence();
            send(client, "two");
            try (Socket late = connect()) {
                late.setSoTimeout(300);
                send(late, "late");
                assertThatThrownBy(() -> receive(late)).isInstanceOf(SocketTimeoutException.class);
                assertThat(heard).containsExactly("one");
                relay.restore();
                late.setSoTimeout(30_000);
                assertThat(receive(late)).isEqualTo("late");
                assertThat(receive(client)).isEqualTo("two");
            }
        }
    }

    @Test
    void a_silent_relay_can_be_cut() throws IOException {
        try (Socket client = connect()) {
            ask(client, "one");
            relay.silence();
            send(client, "two");
            relay.cut();
            assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketException.class);
            await().untilAsserted(() -> assertThat(heard).containsExactly("one", "reset"));
        }
    }

    @Test
    void a_cut_at_an_answer_comes_after_the_work_and_before_anybody_hears_of_it() throws IOException {
        RelayHook hook = relay.onAnswer("wanted", relay::cut);
        try (Socket client = connect()) {
            assertThat(ask(client, "other")).isEqualTo("other");
            assertThat(hook.happened()).isFalse();
            assertThatThrownBy(() -> ask(client, "the wanted one")).isInstanceOf(SocketException.class);
        }
        // the client may hear of the cut before the hook says that it has made it
        await().until(hook::happened);
        assertThat(heard).contains("the wanted one");
        relay.restore();
        try (Socket client = connect()) {
            assertThat(ask(client, "the wanted one, again")).isEqualTo("the wanted one, again");
        }
    }

    @Test
    void a_cut_at_a_request_comes_before_the_work() throws IOException {
        relay.onRequest("wanted", relay::cut);
        relay.onRequest("wanted", () -> {
            throw new UncheckedIOException(new IOException("cancelled, so never called"));
        }).cancel();
        try (Socket client = connect()) {
            assertThatThrownBy(() -> ask(client, "the wanted one")).isInstanceOf(SocketException.class);
        }
        assertThat(heard).doesNotContain("the wanted one");
    }

    @Test
    void answers_can_be_late() throws IOException {
        relay.delay(Duration.ofMillis(300));
        try (Socket client = connect()) {
            long before = System.nanoTime();
            assertThat(ask(client, "one")).isEqualTo("one");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void a_database_that_is_down_resets_the_client() throws IOException {
        echo.close();
        // closing only wakes the thread that accepts: until it has gone, it may still accept one
        await().until(() -> heard.contains("closed"));
        assertThatThrownBy(() -> {
            try (Socket client = connect()) {
                ask(client, "one");
            }
        }).isInstanceOf(SocketException.class);
    }
}
