package cn.tongban.hub.flow;

import java.time.Instant;

/**
 * One document that a long-lived source read.
 *
 * @param channel which of the connector's {@code hub:arrivals} routes takes it in
 * @param party the connector's party it came from, empty where the connector has none; the source knows, not the document
 * @param key by which a repeat is known, unique within the connector
 * @param contentType media type of the body, charset included
 * @param body bytes as read
 */
public record SourceItem(
        String connector, String channel, String party, String key, String contentType, byte[] body, Instant readAt) {
    @Override
    public String toString() {
        return "SourceItem[" + connector + " " + channel + ", " + body.length + " bytes]";
    }
}
