package cn.tongban.hub.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes as no decent client would send them; what came back until the hub closed or said nothing more. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int SILENCE_MILLIS = 1500;

    private final RunningHub hub;
    private final String from;

    /** @param from an address of this machine, all of 127/8 is */
    public RawHttp(RunningHub hub, String from) {
        this.hub = hub;
        this.from = from;
    }

    public RawHttp(RunningHub hub) {
        this(hub, "127.0.0.1");
    }

    /** A GET, with more header lines, each with CR LF at its end. */
    public String get(String path, String headers) {
        return send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers + "\r\n");
    }

    public String send(String bytes) {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), URI.create(hub.url()).getPort(),
                InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                all.write(piece, 0, read);
                socket.setSoTimeout(SILENCE_MILLIS);
            }
        } catch (SocketTimeoutException | SocketException end) {
            // What has come is all that comes.
            return all.toString(StandardCharsets.UTF_8);
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
