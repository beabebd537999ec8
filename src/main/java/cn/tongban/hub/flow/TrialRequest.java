package cn.tongban.hub.flow;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to be tried at a door.
 *
 * @param target path and query as on the request line
 * @param vouched who sends it, without a signature; empty to have the door check the signature in the headers
 * @param receivedAt when it came: "as of" for contracts and mappings
 */
public record TrialRequest(
        String method,
        String target,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        Optional<String> vouched,
        Instant receivedAt) {
    public TrialRequest {
        headers = List.copyOf(headers);
    }

    DoorInput input() {
        return new Input(this);
    }

    @Override
    public String toString() {
        return "TrialRequest[" + method + ", " + body.length + " bytes]";
    }

    private record Input(TrialRequest request) implements DoorInput {
        @Override
        public String method() {
            return request.method();
        }

        @Override
        public String rawPath() {
            int query = request.target().indexOf('?');
            return query < 0 ? request.target() : request.target().substring(0, query);
        }

        @Override
        public @Nullable String query() {
            int query = request.target().indexOf('?');
            return query < 0 ? null : request.target().substring(query + 1);
        }

        @Override
        public List<String> headers(String name) {
            return request.headers().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        @Override
        public long length() {
            return request.body().length;
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(request.body());
        }
    }
}
