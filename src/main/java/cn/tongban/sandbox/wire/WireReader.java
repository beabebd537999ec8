package cn.tongban.sandbox.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads HTTP/1.1 messages from one connection, buffered, without look-ahead beyond what has arrived. */
final class WireReader {
    private static final int HEADER_LIMIT = 64 * 1024;

    private final InputStream in;
    private final int bodyLimit;
    private final byte[] buffer = new byte[64 * 1024];
    private int from;
    private int to;

    WireReader(InputStream in, int bodyLimit) {
        this.in = in;
        this.bodyLimit = bodyLimit;
    }

    /** One line without its end, decoded as Latin-1; null at an orderly end of the stream before the first byte. */
    @org.jspecify.annotations.Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = read(); ; c = read()) {
            if (c < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw new WireException("stopped in the middle of a line");
            }
            if (c == '\n') {
                int length = line.length();
                return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            }
            if (line.length() == HEADER_LIMIT) {
                throw new WireException("line too long");
            }
            line.append((char) c);
        }
    }

    List<Header> headers() throws IOException {
        List<Header> headers = new ArrayList<>(12);
        for (String line = line(); line == null || !line.isEmpty(); line = line()) {
            int colon = line == null ? -1 : line.indexOf(':');
            if (line == null || colon <= 0 || headers.size() > 200) {
                throw new WireException("broken header");
            }
            headers.add(new Header(line.substring(0, colon), utf8(line.substring(colon + 1).trim())));
        }
        return headers;
    }

    /** The body that the headers announce; as much as came when the peer stops early. */
    Body body(List<Header> headers) throws IOException {
        if (WireSyntax.first(headers, "Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return chunks();
        }
        String length = WireSyntax.first(headers, "Content-Length");
        return length.isEmpty() ? new Body(new byte[0], true) : exactly(number(length, 10));
    }

    private Body chunks() throws IOException {
        byte[] all = new byte[0];
        while (true) {
            String line = line();
            if (line == null) {
                return new Body(all, false);
            }
            int semicolon = line.indexOf(';');
            int size = number(semicolon < 0 ? line.trim() : line.substring(0, semicolon).trim(), 16);
            if (size == 0) {
                headers();
                return new Body(all, true);
            }
            Body chunk = exactly(size);
            int start = all.length;
            if (start + chunk.bytes.length > bodyLimit) {
                throw new WireException("body too large");
            }
            all = Arrays.copyOf(all, start + chunk.bytes.length);
            System.arraycopy(chunk.bytes, 0, all, start, chunk.bytes.length);
            if (!chunk.complete || line() == null) {
                return new Body(all, false);
            }
        }
    }

    private Body exactly(int length) throws IOException {
        if (length > bodyLimit) {
            throw new WireException("body too large");
        }
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            if (from == to && !fill()) {
                return new Body(Arrays.copyOf(bytes, done), false);
            }
            int part = Math.min(length - done, to - from);
            System.arraycopy(buffer, from, bytes, done, part);
            from += part;
            done += part;
        }
        return new Body(bytes, true);
    }

    /** Reads some bytes, at least one; 0 or less at the end of the stream. */
    int into(byte[] bytes, int offset, int length) throws IOException {
        if (from == to && !fill()) {
            return 0;
        }
        int part = Math.min(length, to - from);
        System.arraycopy(buffer, from, bytes, offset, part);
        from += part;
        return part;
    }

    private int read() throws IOException {
        return from == to && !fill() ? -1 : buffer[from++] & 0xff;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    private static int number(String text, int radix) throws WireException {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new WireException("broken length");
        }
        throw new WireException("negative length");
    }

    private static String utf8(String latin1) {
        for (int i = 0; i < latin1.length(); i++) {
            if (latin1.charAt(i) > 127) {
                return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return latin1;
    }

    record Body(byte[] bytes, boolean complete) {}
}
