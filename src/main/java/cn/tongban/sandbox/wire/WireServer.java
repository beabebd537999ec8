package cn.tongban.sandbox.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A listener with one daemon thread per connection that can go down and come up again on the same port. */
public final class WireServer implements Listener, AutoCloseable {
    static final int BODY_LIMIT = 64 * 1024 * 1024;

    private static final long ACCEPTOR_ENDS_MILLIS = 2000;

    private final String name;
    private final InetAddress host;
    private final WireHandler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private int port;
    private @Nullable ServerSocket listener;
    private Thread acceptor = new Thread();

    /** @param port 0 for any free port; it stays the same over {@link #down} and {@link #up} */
    public WireServer(String name, InetAddress host, int port, WireHandler handler) {
        this.name = name;
        this.host = host;
        this.port = port;
        this.handler = handler;
    }

    /** Opens the listener; nothing happens when it is open. */
    @Override
    public synchronized void up() {
        if (listener != null) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port), 1024);
            port = socket.getLocalPort();
            listener = socket;
            acceptor = daemon(name + "-accept", () -> acceptFrom(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** Refuses new connections and drops those that are open. */
    @Override
    public synchronized void down() {
        ServerSocket socket = listener;
        listener = null;
        if (socket != null) {
            Sockets.closeQuietly(socket);
            // The kernel listens until the accepting thread has let go; only then is the port really closed.
            awaitEnd(acceptor);
            dropConnections();
        }
    }

    /** Cuts every open connection, among them those whose answer is being held. */
    @Override
    public void dropConnections() {
        connections.forEach(Sockets::closeQuietly);
    }

    @Override
    public synchronized boolean isUp() {
        return listener != null;
    }

    @Override
    public synchronized int port() {
        return port;
    }

    @Override
    public int openConnections() {
        return connections.size();
    }

    @Override
    public void close() {
        down();
    }

    private void acceptFrom(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                daemon(name + "-connection", () -> serve(connection));
            } catch (IOException e) {
                // By down(): the end. Otherwise a shortage of file handles, which passes.
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            new Connection(connection, handler).run();
        } catch (IOException e) {
            // The peer left. What it sent is in the raw record; there is nobody to tell.
            Sockets.closeQuietly(connection);
        } finally {
            connections.remove(connection);
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(ACCEPTOR_ENDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
