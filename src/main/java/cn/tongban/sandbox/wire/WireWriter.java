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

    private static byte[] message(String first, List<Header> headers, byte[] body) {
        StringBuilder head = new StringBuilder(256).append(first).append("\r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length + 16);
        out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
