package cn.tongban.hub.flow;

import org.jspecify.annotations.Nullable;

/** What the next request carries in place of the plain document: the bytes of a material, or the document sealed. */
interface Attachment {
    /** @param document type of what the route made of the message; null for JSON */
    String contentType(@Nullable String document);

    /** @param document what the route made of the message */
    OutBody body(byte[] document, @Nullable String contentType);
}
