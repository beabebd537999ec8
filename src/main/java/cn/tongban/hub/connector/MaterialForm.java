package cn.tongban.hub.connector;

/** The form in which a destination takes materials. */
public enum MaterialForm {
    /** The bytes are the body. */
    STREAM,
    /** A part beside the JSON document. */
    MULTIPART,
    /** Within the JSON document; small ones only. */
    BASE64,
    /** A link that works once. */
    LINK
}
