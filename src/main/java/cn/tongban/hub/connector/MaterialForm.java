package cn.tongban.hub.connector;

/** The form in which a destination takes materials. */
public enum MaterialForm {
    /** The bytes are the body. */
    STREAM,
    /** A part beside the JSON document. */
    MULTIPART,
    /** Within the JSON document; small ones only. */
    BASE64,
    /** An attachment of the SOAP envelope (MTOM), which names it at the pointer. */
    MTOM,
    /** A link that works once. */
    LINK
}
