package cn.tongban.hub.journal;

import org.jspecify.annotations.Nullable;

/**
 * The opened payloads of a message; each is null once its retention has passed.
 *
 * @param original bytes as received
 * @param canonical canonical JSON in UTF-8
 */
public record Payload(String document, byte @Nullable [] original, byte @Nullable [] canonical) {
    @Override
    public String toString() {
        return "Payload[" + document + ", hidden]";
    }
}
