package cn.tongban.hub.connector;

/** How callers of a door prove who they are. */
public enum DoorScheme {
    /** The hub's own {@code X-Hub-*} headers; see {@link HmacSm3Signature}. */
    HMAC_SM3,
    /** A JSON envelope that names its sender and holds the document sealed by SM4; see {@link Sm4Envelope}. */
    SM4_ENVELOPE,
    /** WS-Security: a user name token with digest, nonce and time. The senders are its users, their secrets passwords. */
    WS_USERNAME_TOKEN,
    /** WS-Security: body and time stamp signed; the secret of a sender is its certificate, as PEM. */
    WS_SIGNATURE;

    public boolean isWsSecurity() {
        return this == WS_USERNAME_TOKEN || this == WS_SIGNATURE;
    }
}
