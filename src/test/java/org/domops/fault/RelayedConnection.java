package org.domops.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One client's connection and the one that was made to the database for it. */
final class RelayedConnection {

    private static final int LONGEST_REQUEST_REMEMBERED = 1 << 20;

    private final Relay relay;
    private final Socket client;
    private final InetSocketAddress target;
    private final Socket server = new Socket();
    private final StringBuilder request = new StringBuilder();
    private Thread up;
    private Thread down;
    private boolean answered;
    private boolean stranded;
    private boolean over;
    private int ended;

    RelayedConnection(Relay relay, Socket client, InetSocketAddress target) {
        this.relay = relay;
        this.client = client;
        this.target = target;
    }

    synchronized void start() {
        up = relay.thread("request of " + client.getPort(), this::requests);
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized boolean stranded() {
        return stranded;
    }

    /** Both sides get a reset. */
    void reset() {
        synchronized (this) {
            over = true;
        }
        abort(client);
        abort(server);
        relay.over(this);
    }

    /** The client gets a reset; the database's side stays as it is, and nobody reads it. */
    void strand() {
        synchronized (this) {
            if (over || !server.isConnected()) {
                stranded = false;
            } else {
                stranded = true;
            }
        }
        if (stranded()) {
            abort(client);
        } else {
            reset();
        }
    }

    void join() throws InterruptedException {
        Thread answers;
        synchronized (this) {
            answers = down;
        }
        up.join();
        if (answers != null) {
            answers.join();
        }
    }

    private void requests() {
        try {
            if (!relay.awaitWay(this)) {
                reset();
                return;
            }
            server.connect(target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            synchronized (this) {
                down = relay.thread("answer to " + client.getPort(), () -> pump(server, client, true));
            }
        } catch (IOException e) {
            reset();
            return;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        pump(client, server, false);
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int read = 0; read >= 0; ) {
                read = from.getInputStream().read(buffer);
                if (read > 0) {
                    remember(answers, buffer, read);
                }
                if (answers && !relay.delay().isZero()) {
                    Thread.sleep(relay.delay().toMillis());
                }
                boolean open = relay.awaitWay(this);
                if (stranded()) {
                    return;
                }
                if (!open || isOver()) {
                    reset();
                    return;
                }
                if (read > 0) {
                    to.getOutputStream().write(buffer, 0, read);
                } else {
                    to.shutdownOutput();
                }
            }
            endOfOneWay();
        } catch (IOException e) {
            if (!stranded()) {
                reset();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps what the client asked since the last answer, for the hooks. */
    private void remember(boolean answers, byte[] bytes, int length) {
        String asked;
        synchronized (this) {
            if (!answers) {
                if (answered || request.length() > LONGEST_REQUEST_REMEMBERED) {
                    request.setLength(0);
                }
                request.append(new String(Arrays.copyOf(bytes, length), StandardCharsets.ISO_8859_1));
            }
            answered = answers;
            asked = request.toString();
        }
        relay.hooks().forEach(hook -> hook.ifAsked(answers, asked));
    }

    private void endOfOneWay() throws IOException {
        synchronized (this) {
            if (++ended < 2) {
                return;
            }
            over = true;
        }
        client.close();
        server.close();
        relay.over(this);
    }

    private static void abort(Socket socket) {
        try {
            if (!socket.isClosed() && socket.isConnected()) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // either end may have closed it at this very moment
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
