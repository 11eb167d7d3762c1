package org.domops.target.mariadb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Makes the driver's sockets, and tells which one a connection got: only closing the socket itself frees a thread that waits
 * for a target which has fallen silent. The driver's own abort first talks to the target. The driver makes this class by name.
 */
public final class OpenedSockets extends SocketFactory {

    private static final ThreadLocal<Socket> LAST = new ThreadLocal<>();

    /** The socket of the connection that this thread has just opened. */
    static Socket takeLast() {
        Socket socket = LAST.get();
        LAST.remove();
        return socket;
    }

    @Override
    public Socket createSocket() {
        Socket socket = new Socket();
        LAST.set(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw connectedElsewhere();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw connectedElsewhere();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw connectedElsewhere();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) throws IOException {
        throw connectedElsewhere();
    }

    private static IOException connectedElsewhere() {
        return new IOException("the driver connects the socket itself, with its time-out");
    }
}
