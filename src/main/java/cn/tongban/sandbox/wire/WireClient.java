package cn.tongban.sandbox.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection for one thread at a time. It never repeats a request by itself: what a broken connection
 * means is for the caller to say.
 */
public final class WireClient implements AutoCloseable {
    // Servers drop idle connections after some seconds; a request sent into that moment has no answer for no reason.
    private static final long STALE_NANOS = Duration.ofSeconds(5).toNanos();
    /** In a stream of requests nobody looks. */
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final String host;
    private final int port;
    private final int timeoutMillis;
    private long usedAt;
    private @Nullable Socket socket;
    private @Nullable WireReader reader;

    /** @param base of which host and port are used; the path is the caller's */
    public WireClient(URI base, Duration timeout) {
        this.host = base.getHost();
        this.port = base.getPort() > 0 ? base.getPort() : 80;
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /**
     * Sends one request and reads its answer.
     *
     * @throws IOException when no whole answer came; the connection is then closed and the next call opens another
     */
    public WireAnswer send(String method, String target, List<Header> headers, byte[] body) throws IOException {
        try {
            open();
            write(WireWriter.request(method, target, withHost(headers), body));
            WireAnswer answer = answer();
            if (WireSyntax.closes(answer.headers())) {
                close();
            }
            return answer;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Sends a request whose body is read while it leaves. As {@link #send} otherwise.
     *
     * @param length bytes that are announced; when the stream has fewer, the connection is cut
     */
    public WireAnswer sendStream(String method, String target, List<Header> headers, InputStream body, long length)
            throws IOException {
        try {
            open();
            write(WireWriter.head(method, target, withHost(headers), length));
            byte[] piece = new byte[64 * 1024];
            long left = length;
            OutputStream out = current().getOutputStream();
            for (int read = body.read(piece); read >= 0 && left > 0; read = body.read(piece)) {
                out.write(piece, 0, (int) Math.min(read, left));
                left -= read;
            }
            if (left > 0) {
                throw new WireException("the body has fewer bytes than were announced");
            }
            WireAnswer answer = answer();
            if (WireSyntax.closes(answer.headers())) {
                close();
            }
            return answer;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Sends the first {@code bytes} of a request and closes: a body cut short. Reads what is answered, if anything. */
    public @Nullable WireAnswer sendCutShort(String method, String target, List<Header> headers, byte[] body, int bytes)
            throws IOException {
        open();
        byte[] whole = WireWriter.request(method, target, withHost(headers), body);
        byte[] part = java.util.Arrays.copyOf(whole, whole.length - body.length + bytes);
        write(part);
        try {
            current().shutdownOutput();
            return answer();
        } catch (WireException e) {
            return null;
        } finally {
            close();
        }
    }

    /** Opens the connection and sends raw bytes, nothing more: for peers that behave badly on purpose. */
    public void sendRaw(byte[] bytes) throws IOException {
        open();
        write(bytes);
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        reader = null;
        if (open != null) {
            Sockets.closeQuietly(open);
        }
    }

    /** Whether the other side still listens: a hub that was killed has closed it, and one that started since knows nothing of it. */
    private boolean isOpen(Socket idle) throws IOException {
        idle.setSoTimeout(1);
        try {
            idle.getInputStream().read();
            // An end, or a byte that nobody asked for.
            return false;
        } catch (SocketTimeoutException silent) {
            idle.setSoTimeout(timeoutMillis);
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    private void open() throws IOException {
        long idle = System.nanoTime() - usedAt;
        if (socket != null && idle < STALE_NANOS && (idle < LOOK_NANOS || isOpen(socket))) {
            return;
        }
        close();
        Socket fresh = new Socket();
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(timeoutMillis);
        fresh.connect(new InetSocketAddress(host, port), timeoutMillis);
        socket = fresh;
        reader = new WireReader(fresh.getInputStream(), WireServer.BODY_LIMIT);
    }

    private void write(byte[] bytes) throws IOException {
        usedAt = System.nanoTime();
        OutputStream out = current().getOutputStream();
        out.write(bytes);
        out.flush();
    }

    private WireAnswer answer() throws IOException {
        WireReader from = reader;
        String first = from == null ? null : from.line();
        if (from == null || first == null) {
            throw new WireException("closed without an answer");
        }
        List<Header> headers = from.headers();
        int status = status(first);
        boolean bodiless = status == 204 || status == 304;
        WireReader.Body body = bodiless ? new WireReader.Body(new byte[0], true) : from.body(headers);
        if (!body.complete()) {
            throw new WireException("answer cut short");
        }
        return new WireAnswer(status, List.copyOf(headers), body.bytes());
    }

    private Socket current() throws WireException {
        Socket open = socket;
        if (open == null) {
            throw new WireException("not connected");
        }
        return open;
    }

    private List<Header> withHost(List<Header> headers) {
        List<Header> all = new ArrayList<>(headers.size() + 1);
        all.add(new Header("Host", host + ':' + port));
        all.addAll(headers);
        return all;
    }

    private static int status(String line) throws WireException {
        if (!line.startsWith("HTTP/1.1 ") || line.length() < 12) {
            throw new WireException("broken status line");
        }
        try {
            return Integer.parseInt(line, 9, 12, 10);
        } catch (NumberFormatException e) {
            throw new WireException("broken status");
        }
    }
}
