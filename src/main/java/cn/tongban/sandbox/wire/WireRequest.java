package cn.tongban.sandbox.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request as received.
 *
 * @param target path with query, exactly as on the request line
 * @param body the bytes after the header, chunks joined
 * @param complete false when the sender stopped in the middle of the body
 * @param file what came as a file, null when the body is all there was
 */
public record WireRequest(
        String method, String target, List<Header> headers, byte[] body, boolean complete, @Nullable WireFile file) {

    public WireRequest(String method, String target, List<Header> headers, byte[] body, boolean complete) {
        this(method, target, headers, body, complete, null);
    }

    /** The first value of a header in any spelling, empty when it is absent. */
    public String header(String name) {
        return WireSyntax.first(headers, name);
    }

    /** The target without its query. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** A query parameter without decoding, or {@code otherwise}. */
    public String query(String name, String otherwise) {
        int at = target.indexOf('?');
        while (at >= 0 && at < target.length()) {
            int end = target.indexOf('&', at + 1);
            String pair = target.substring(at + 1, end < 0 ? target.length() : end);
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
            at = end;
        }
        return otherwise;
    }
}
