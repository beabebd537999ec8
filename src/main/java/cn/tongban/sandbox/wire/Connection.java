package cn.tongban.sandbox.wire;

import cn.tongban.sandbox.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One accepted connection: request, handler, answer in the wished manner, and again. */
final class Connection {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final WireHandler handler;
    private final WireReader reader;
    private final OutputStream out;

    Connection(Socket socket, WireHandler handler) throws IOException {
        this.socket = socket;
        this.handler = handler;
        this.reader = new WireReader(socket.getInputStream(), WireServer.BODY_LIMIT);
        this.out = socket.getOutputStream();
    }

    void run() throws IOException {
        for (String first = reader.line(); first != null; first = reader.line()) {
            List<Header> headers = reader.headers();
            if (WireSyntax.first(headers, "Expect").equalsIgnoreCase("100-continue")) {
                out.write(CONTINUE);
            }
            WireRequest request = request(first, headers);
            Reply reply = handler.handle(request);
            boolean goesOn = request.complete() && send(reply) && !WireSyntax.closes(headers);
            if (!goesOn) {
                return;
            }
        }
    }

    private WireRequest request(String first, List<Header> headers) throws IOException {
        int space = first.indexOf(' ');
        int second = first.indexOf(' ', space + 1);
        if (space <= 0 || second < 0) {
            throw new WireException("broken request line");
        }
        String target = first.substring(space + 1, second);
        String method = first.substring(0, space);
        String length = WireSyntax.first(headers, "Content-Length");
        Optional<FileSink> sink = length.isEmpty() ? Optional.empty() : handler.sink(method, target);
        if (sink.isPresent()) {
            WireUpload.Read read = new WireUpload(reader, Long.parseLong(length), sink.get()).read(headers);
            return new WireRequest(method, target, List.copyOf(headers), read.body(), read.complete(), read.file());
        }
        WireReader.Body body = reader.body(headers);
        return new WireRequest(method, target, List.copyOf(headers), body.bytes(), body.complete());
    }

    /** True when the connection can take another request. */
    private boolean send(Reply reply) throws IOException {
        byte[] bytes = WireWriter.answer(reply.answer());
        int half = bytes.length - (reply.answer().body().length + 1) / 2;
        Manner manner = reply.manner();
        if (manner.kind() != Manner.Kind.DRIP) {
            Workers.pause(manner.pause());
        }
        return switch (manner.kind()) {
            case WHOLE -> write(bytes, bytes.length);
            case NOTHING -> false;
            case NEVER -> hold();
            case CUT_SHORT -> !write(bytes, half);
            case RESET_HALFWAY -> resetAfter(bytes, half);
            case DRIP -> drip(bytes, manner.pause());
        };
    }

    private boolean write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        return true;
    }

    /** Waits until the peer or the control interface ends the connection. */
    private boolean hold() throws IOException {
        boolean open = true;
        while (open) {
            open = reader.line() != null;
        }
        return false;
    }

    private boolean resetAfter(byte[] bytes, int length) throws IOException {
        write(bytes, length);
        // The reset throws away what still waits in the send buffer; a moment lets the half go out.
        Workers.pause(Duration.ofMillis(20));
        Sockets.reset(socket);
        return false;
    }

    private boolean drip(byte[] bytes, Duration pause) throws IOException {
        for (byte single : bytes) {
            out.write(single);
            Workers.pause(pause);
        }
        return true;
    }
}
