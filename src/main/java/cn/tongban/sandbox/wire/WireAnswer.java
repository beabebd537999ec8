package cn.tongban.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One answer; Content-Length is written by the server. */
public record WireAnswer(int status, List<Header> headers, byte[] body) {
    private static final List<Header> JSON = List.of(new Header("Content-Type", "application/json"));

    public static WireAnswer json(int status, byte[] body) {
        return new WireAnswer(status, JSON, body);
    }

    public static WireAnswer text(int status, String contentType, String text) {
        return new WireAnswer(
                status, List.of(new Header("Content-Type", contentType)), text.getBytes(StandardCharsets.UTF_8));
    }

    public WireAnswer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new WireAnswer(status, List.copyOf(more), body);
    }

    /** The first value of a header in any spelling, empty when it is absent. */
    public String header(String name) {
        return WireSyntax.first(headers, name);
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
