package org.domops.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP connection's way between DOM and a database, for tests to break: listens on a free loopback port and forwards to
 * the database. All methods may be called by any thread, also from within a hook.
 */
public final class Relay implements AutoCloseable {

    /** What happens to bytes and to new connections. */
    enum Way { OPEN, SILENT, CUT }

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Thread acceptor;
    private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<RelayHook> hooks = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;
    private Way way = Way.OPEN;

    public Relay(String host, int port) {
        target = new InetSocketAddress(host, port);
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = thread("accept", this::accept);
    }

    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections were made to the relay, those included that were reset at once or never answered. */
    public int accepted() {
        return accepted.get();
    }

    /** How many there are now, stranded ones included. */
    public int open() {
        return connections.size();
    }

    /** Resets all connections on both sides, and new ones at once, until {@link #restore}. */
    public void cut() {
        way(Way.CUT);
        connections.forEach(RelayedConnection::reset);
    }

    /** Resets the connections there are on both sides; new ones get through. */
    public void blip() {
        connections.forEach(RelayedConnection::reset);
    }

    /**
     * As a firewall or a switch that loses its state: the clients are reset, and new ones too until {@link #restore}; but
     * the database does not hear of it, its sessions live on until {@link #release}.
     */
    public void strand() {
        way(Way.CUT);
        connections.forEach(RelayedConnection::strand);
    }

    /** The database hears of its stranded sessions' end. */
    public void release() {
        connections.stream().filter(RelayedConnection::stranded).forEach(RelayedConnection::reset);
    }

    /** Half-open: connections stay, new ones are accepted, but no byte gets through until {@link #restore}; then all do. */
    public void silence() {
        way(Way.SILENT);
    }

    /** Bytes and new connections get through again; what was reset or stranded remains so. */
    public void restore() {
        way(Way.OPEN);
    }

    /** Each answer of the database is late by so much. */
    public void delay(Duration most) {
        delay = most;
    }

    /**
     * Once, when the first answer comes to a request that contains the text, and before any of it is passed on.
     *
     * @param text as it stands in the bytes; empty: the next answer to anything
     * @param action e.g. {@code relay::cut}: the step is completed, but nobody hears of it
     */
    public RelayHook onAnswer(String text, Runnable action) {
        return hook(new RelayHook(text, true, action));
    }

    /** Once, when a request comes that contains the text, and before any of it is passed on. */
    public RelayHook onRequest(String text, Runnable action) {
        return hook(new RelayHook(text, false, action));
    }

    private RelayHook hook(RelayHook hook) {
        hooks.add(hook);
        return hook;
    }

    List<RelayHook> hooks() {
        return hooks;
    }

    Duration delay() {
        return delay;
    }

    private synchronized void way(Way next) {
        way = next;
        notifyAll();
    }

    /** Waits while nothing gets through. @return false if it is cut */
    synchronized boolean awaitWay(RelayedConnection connection) throws InterruptedException {
        while (way == Way.SILENT && !connection.isOver()) {
            wait();
        }
        return way == Way.OPEN;
    }

    synchronized void over(RelayedConnection connection) {
        connections.remove(connection);
        notifyAll();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                RelayedConnection connection = new RelayedConnection(this, client, target);
                connections.add(connection);
                connection.start();
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    Thread thread(String what, Runnable work) {
        Thread thread = new Thread(work, "relay " + listener.getLocalPort() + " " + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Resets everything, and returns when all its threads have ended. */
    @Override
    public void close() {
        try {
            listener.close();
            acceptor.join();
            cut();
            for (RelayedConnection connection : connections) {
                connection.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
