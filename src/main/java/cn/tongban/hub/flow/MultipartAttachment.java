package cn.tongban.hub.flow;

import cn.tongban.hub.material.MaterialName;
import cn.tongban.hub.material.StoredMaterial;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two parts (RFC 7578): {@code meta}, the JSON document, and {@code file}. The same delivery makes the same bytes. Signatures
 * cover the document, which names the digests of the file.
 *
 * @param delivery of which the boundary is made
 */
record MultipartAttachment(MaterialBody file, UUID delivery) implements Attachment {
    private static final String LINE = "\r\n";

    @Override
    public String contentType(@Nullable String document) {
        return "multipart/form-data; boundary=" + boundary();
    }

    @Override
    public OutBody body(byte[] document, @Nullable String contentType) {
        StoredMaterial material = file.material();
        String head = "--" + boundary() + LINE + "Content-Disposition: form-data; name=\"meta\"" + LINE
                + "Content-Type: application/json" + LINE + LINE;
        String between = LINE + "--" + boundary() + LINE
                + "Content-Disposition: form-data; name=\"file\"; filename=\"material\"; filename*=UTF-8''"
                + MaterialName.encode(material.facts().fileName()) + LINE + "Content-Type: " + material.mediaType() + LINE
                + LINE;
        return new TwoParts(ascii(head), document, ascii(between), file, ascii(LINE + "--" + boundary() + "--" + LINE));
    }

    private String boundary() {
        return "material-" + delivery;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
