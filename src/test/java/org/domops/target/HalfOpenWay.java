package org.domops.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a database that may fall silent: connections stay open and nothing ever answers, not even that the other side has
 * closed them.
 */
public final class HalfOpenWay implements AutoCloseable {

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final List<Pair> pairs = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    public HalfOpenWay(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public String address() {
        return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
    }

    /** How many connections were made. */
    public int accepted() {
        return pairs.size();
    }

    /** The connections that there are never say anything again; new ones do. */
    public void silenceThoseThatAreThere() {
        pairs.forEach(pair -> pair.silent = true);
    }

    /** New ones don't say anything either. */
    public void silenceAll() {
        silent = true;
        silenceThoseThatAreThere();
    }

    /** New connections get through again. */
    public void restore() {
        silent = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Pair pair = new Pair(client, new Socket(host, port));
                pair.silent = silent;
                pairs.add(pair);
                daemon(() -> pair.forward(pair.client, pair.server));
                daemon(() -> pair.forward(pair.server, pair.client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "half-open way");
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Pair {

        private final Socket client;
        private final Socket server;
        private volatile boolean silent;

        private Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void forward(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try {
                for (int count = from.getInputStream().read(bytes); count >= 0; count = from.getInputStream().read(bytes)) {
                    if (!silent) {
                        to.getOutputStream().write(bytes, 0, count);
                    }
                }
            } catch (IOException e) {
                // the end of a connection, as any other
            }
            if (!silent) {
                close();
            }
        }

        private void close() {
            try (client; server) {
                silent = true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pairs.forEach(Pair::close);
    }
}
