package cn.tongban.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns messages into bytes, head and body in one array so that they leave in one packet where they fit. */
final class WireWriter {
    private WireWriter() {}

    static byte[] answer(WireAnswer answer) {
        return message("HTTP/1.1 " + answer.status() + ' ' + WireSyntax.reason(answer.status()), answer.headers(),
                answer.body());
    }

    static byte[] request(String method, String target, List<Header> headers, byte[] body) {
        return message(method + ' ' + target + " HTTP/1.1", headers, body);
    }

    static byte[] head(String method, String target, List<Header> headers, long length) {
        return start(method + ' ' + target + " HTTP/1.1", headers, length).getBytes(StandardCharsets.UTF_8);
    }

    private static String start(String first, List<Header> headers, long length) {
        StringBuilder head = new StringBuilder(256).append(first).append("\r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString();
    }

    private static byte[] message(String first, List<Header> headers, byte[] body) {
        byte[] head = start(first, headers, body.length).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + body.length);
        out.writeBytes(head);
        out.writeBytes(body);
        return out.toByteArray();
    }
}
