package cn.tongban.hub.connector;

/** How callers of a door prove who they are. */
public enum DoorScheme {
    /** The hub's own {@code X-Hub-*} headers; see {@link HmacSm3Signature}. */
    HMAC_SM3
}
