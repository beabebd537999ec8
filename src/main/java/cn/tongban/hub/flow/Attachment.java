package cn.tongban.hub.flow;

/** How the next request carries the bytes of a material. */
interface Attachment {
    String contentType();

    /** @param document what the route made of the message, as JSON */
    OutBody body(byte[] document);
}
