package cn.tongban.hub.flow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document that a long-lived source read.
 *
 * @param channel which of the connector's {@code hub:arrivals} routes takes it in
 * @param party the connector's party it came from, empty where the connector has none; the source knows, not the document
 * @param key by which a repeat is known, unique within the connector
 * @param contentType media type of the body, charset included
 * @param body bytes as read
 * @param files that came with the document; they are recorded after it, each as an item of its own
 * @param file null unless this item is such a file; its key is then the document's to make
 */
public record SourceItem(
        String connector,
        String channel,
        String party,
        String key,
        String contentType,
        byte[] body,
        Instant readAt,
        List<SourceFile> files,
        @Nullable SourceFile file) {
    public SourceItem {
        files = List.copyOf(files);
    }

    /** A document that came alone. */
    public SourceItem(
            String connector, String channel, String party, String key, String contentType, byte[] body, Instant readAt) {
        this(connector, channel, party, key, contentType, body, readAt, List.of(), null);
    }

    /** One of the files that came with this document. */
    public SourceItem file(String ofChannel, SourceFile one) {
        return new SourceItem(connector, ofChannel, party, key, "application/json", one.document(), readAt, List.of(), one);
    }

    @Override
    public String toString() {
        return "SourceItem[" + connector + " " + channel + ", " + body.length + " bytes]";
    }
}
