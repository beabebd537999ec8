package cn.tongban.hub.flow;

import cn.tongban.hub.material.MaterialName;
import cn.tongban.hub.material.StoredMaterial;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * Two parts (RFC 7578): {@code meta}, the JSON document, and {@code file}. The same delivery makes the same bytes. Signatures
 * cover the document, which names the digests of the file.
 *
 * @param delivery of which the boundary is made
 */
record MultipartAttachment(MaterialBody file, UUID delivery) implements Attachment {
    private static final String LINE = "\r\n";

    @Override
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary();
    }

    @Override
    public OutBody body(byte[] document) {
        StoredMaterial material = file.material();
        String head = "--" + boundary() + LINE + "Content-Disposition: form-data; name=\"meta\"" + LINE
                + "Content-Type: application/json" + LINE + LINE;
        String between = LINE + "--" + boundary() + LINE
                + "Content-Disposition: form-data; name=\"file\"; filename=\"material\"; filename*=UTF-8''"
                + MaterialName.encode(material.facts().fileName()) + LINE + "Content-Type: " + material.mediaType() + LINE
                + LINE;
        return new Parts(ascii(head), document, ascii(between), file, ascii(LINE + "--" + boundary() + "--" + LINE));
    }

    private String boundary() {
        return "material-" + delivery;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private record Parts(byte[] head, byte[] document, byte[] between, MaterialBody file, byte[] end) implements OutBody {
        @Override
        public long length() {
            return head.length + document.length + between.length + file.length() + end.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(head);
            out.write(document);
            out.write(between);
            file.writeTo(out);
            out.write(end);
        }

        @Override
        public byte[] signed() {
            return document;
        }

        @Override
        public String sm3() {
            return new Bytes(document).sm3();
        }

        @Override
        public String sha256() {
            return new Bytes(document).sha256();
        }

        @Override
        public Duration patience() {
            return file.patience();
        }

        @Override
        public void check() {
            file.check();
        }
    }
}
