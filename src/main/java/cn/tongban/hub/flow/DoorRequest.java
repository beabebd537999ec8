package cn.tongban.hub.flow;

import cn.tongban.hub.connector.HubHeaders;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request at a door, read completely; all that was let in.
 *
 * @param connector second segment of the path
 * @param door the path as the route writes it, with its parameters by name
 * @param pathWithQuery as on the request line
 * @param path decoded parameters of the path
 * @param contentType as sent; null only without a body
 */
record DoorRequest(
        String connector,
        String door,
        String method,
        String pathWithQuery,
        Map<String, String> path,
        HubHeaders signature,
        @Nullable String contentType,
        @Nullable String idempotencyKey,
        Trace trace,
        byte[] body,
        Instant receivedAt) {
    @Override
    public String toString() {
        return "DoorRequest[" + method + " " + door + ", " + body.length + " bytes]";
    }
}
