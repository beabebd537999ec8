package cn.tongban.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One HTTP/1.1 keep-alive connection to the loopback: writes ready-made requests, finds the end of each answer. */
final class Wire implements AutoCloseable {
    private static final int MOST = 256 * 1024;
    private final int port;
    private SocketChannel channel;
    private byte[] in = new byte[8192];
    private int filled;
    private ByteBuffer out = ByteBuffer.allocate(0);

    Wire(int port, boolean blocking) throws IOException {
        this.port = port;
        this.channel = open(blocking);
    }

    SocketChannel channel() {
        return channel;
    }

    /** After an end of the connection: a new one, with nothing half done. */
    void reopen() throws IOException {
        boolean blocking = channel.isBlocking();
        channel.close();
        filled = 0;
        channel = open(blocking);
    }

    /** Starts a request; true when all of it has been written. */
    boolean send(byte[] request) throws IOException {
        out = ByteBuffer.wrap(request);
        filled = 0;
        return sendMore();
    }

    boolean sendMore() throws IOException {
        channel.write(out);
        return !out.hasRemaining();
    }

    /** Reads what is there; true when the answer is complete. */
    boolean receive() throws IOException {
        if (filled == in.length) {
            if (filled >= MOST) {
                throw new IOException("answer too large");
            }
            in = Arrays.copyOf(in, in.length * 2);
        }
        int read = channel.read(ByteBuffer.wrap(in, filled, in.length - filled));
        if (read < 0) {
            throw new IOException("connection closed before the answer");
        }
        filled += read;
        return HttpFrame.end(in, filled) > 0;
    }

    int status() {
        return (in[9] - '0') * 100 + (in[10] - '0') * 10 + in[11] - '0';
    }

    boolean closes() {
        return HttpFrame.contains(in, HttpFrame.headEnd(in, filled), "connection: close");
    }

    String answer() {
        return new String(in, 0, filled, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private SocketChannel open(boolean blocking) throws IOException {
        SocketChannel opened = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(blocking);
        return opened;
    }
}
