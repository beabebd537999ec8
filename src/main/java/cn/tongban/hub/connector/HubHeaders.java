package cn.tongban.hub.connector;

import org.jspecify.annotations.Nullable;

/** The four signature headers of a request as they came; null where one is missing. */
public record HubHeaders(
        @Nullable String sender, @Nullable String timestamp, @Nullable String nonce, @Nullable String signature) {
    public static final String SENDER = "X-Hub-Sender";
    public static final String TIMESTAMP = "X-Hub-Timestamp";
    public static final String NONCE = "X-Hub-Nonce";
    public static final String SIGNATURE = "X-Hub-Signature";
}
