package cn.tongban.hub.flow;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document on its way in, read completely, whatever the way it came.
 *
 * @param connector whose door or source it came through
 * @param party the connector's party that sent it, empty where the connector has none
 * @param entry the door's path as the route writes it, or the source's channel
 * @param path decoded parameters of the door's path; empty for a source
 * @param contentType as sent; null only without a body
 * @param idempotencyKey given by the sender, or by the source that read it; null when the document itself must tell
 */
record Arrival(
        String connector,
        String party,
        String entry,
        Map<String, String> path,
        @Nullable String contentType,
        @Nullable String idempotencyKey,
        Trace trace,
        byte[] body,
        Instant receivedAt) {
    @Override
    public String toString() {
        return "Arrival[" + connector + " " + entry + ", " + body.length + " bytes]";
    }
}
