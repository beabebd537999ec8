package cn.tongban.sandbox.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a body that is a file, or a multipart form of a small part {@code meta} and a part {@code file} in this order, with
 * constant memory. Of the form, {@code meta} becomes the request's body.
 */
final class WireUpload {
    private static final int META_LIMIT = 64 * 1024;
    private static final String FORM = "multipart/form-data; boundary=";

    private final WireReader reader;
    private final FileSink sink;
    private long left;

    WireUpload(WireReader reader, long length, FileSink sink) {
        this.reader = reader;
        this.left = length;
        this.sink = sink;
    }

    /** What came of a body. */
    record Read(byte[] body, WireFile file, boolean complete) {}

    Read read(List<Header> headers) throws IOException {
        String type = WireSyntax.first(headers, "Content-Type");
        if (!type.startsWith(FORM)) {
            boolean whole = file(left);
            return new Read(new byte[0], sink.finish(), whole);
        }
        return form("--" + type.substring(FORM.length()));
    }

    private Read form(String boundary) throws IOException {
        byte[] end = ("\r\n" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        expect(line(), boundary);
        partHead();
        byte[] meta = meta(("\r\n" + boundary + "\r\n").getBytes(StandardCharsets.UTF_8));
        partHead();
        boolean whole = file(left - end.length);
        byte[] last = new byte[end.length];
        for (int got = 0; whole && got < last.length; ) {
            int read = reader.into(last, got, last.length - got);
            got += Math.max(0, read);
            whole = read > 0;
        }
        if (whole && !Arrays.equals(last, end)) {
            throw new WireException("a form that does not end");
        }
        return new Read(meta, sink.finish(), whole);
    }

    private void partHead() throws IOException {
        String line = line();
        while (!line.isEmpty()) {
            line = line();
        }
    }

    /** Up to the delimiter, which is consumed. */
    private byte[] meta(byte[] delimiter) throws IOException {
        byte[] bytes = new byte[META_LIMIT];
        int length = 0;
        while (!endsWith(bytes, length, delimiter)) {
            if (length == META_LIMIT || reader.into(bytes, length, 1) != 1) {
                throw new WireException("a form without its second part");
            }
            length++;
        }
        left -= length;
        return Arrays.copyOf(bytes, length - delimiter.length);
    }

    private static boolean endsWith(byte[] bytes, int length, byte[] end) {
        int start = length - end.length;
        return start >= 0 && Arrays.equals(bytes, start, length, end, 0, end.length);
    }

    private boolean file(long length) throws IOException {
        byte[] piece = new byte[64 * 1024];
        long rest = length;
        while (rest > 0) {
            int read = reader.into(piece, 0, (int) Math.min(piece.length, rest));
            if (read <= 0) {
                return false;
            }
            sink.write(piece, 0, read);
            rest -= read;
        }
        return true;
    }

    private String line() throws IOException {
        String line = reader.line();
        if (line == null) {
            throw new WireException("a form that stops");
        }
        left -= line.length() + 2;
        return line;
    }

    private static void expect(String line, String wanted) throws WireException {
        if (!line.equals(wanted)) {
            throw new WireException("a form that does not begin");
        }
    }
}
