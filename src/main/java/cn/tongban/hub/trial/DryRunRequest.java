package cn.tongban.hub.trial;

import java.time.Instant;
import java.util.Map;

/**
 * A message to be tried, and how. Empty texts say nothing.
 *
 * @param route through which it goes; needed unless path, or connector and channel, say it
 * @param method at a door; empty for the door's own
 * @param path at a door, query with it; empty for the door's own, its parameters filled from the document
 * @param headers at a door
 * @param sender who sends it at a door; empty for the door's first
 * @param connector whose source read it
 * @param channel of the source
 * @param party of the connector that it came from
 * @param key that the source gave it
 * @param destination of a delivery; empty for the route's own
 * @param type of a delivery; empty for the route's first
 * @param origin desk of the case, for messages that go back there
 * @param handler who decides the case, for messages that go there
 * @param unmasked whether personal values are shown
 */
public record DryRunRequest(
        String route,
        String method,
        String path,
        Map<String, String> headers,
        String sender,
        String connector,
        String channel,
        String party,
        String key,
        String destination,
        String type,
        String origin,
        String handler,
        Instant at,
        boolean unmasked,
        byte[] body) {
    public DryRunRequest {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "DryRunRequest[" + route + ", " + body.length + " bytes]";
    }
}
