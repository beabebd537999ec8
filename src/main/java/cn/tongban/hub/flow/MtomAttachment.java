package cn.tongban.hub.flow;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A SOAP envelope and beside it the bytes of a material (MTOM), which are streamed. The envelope names them at the place
 * where they belong. The same delivery makes the same bytes.
 *
 * @param delivery of which the boundary is made
 */
record MtomAttachment(MaterialBody file, UUID delivery) implements Attachment {
    private static final String LINE = "\r\n";

    /** What stands in the document in place of the bytes. */
    String reference() {
        return "cid:" + id();
    }

    /** @throws cn.tongban.hub.support.HubException as {@link MaterialBody#read} */
    void copyTo(OutputStream out) {
        file.read(in -> in.transferTo(out));
    }

    private String id() {
        return "material-" + delivery + "@hub";
    }

    @Override
    public String contentType(@Nullable String document) {
        return "multipart/related; type=\"application/xop+xml\"; start=\"<envelope@hub>\"; start-info=\"" + start(document)
                + "\"; boundary=\"" + boundary() + "\"";
    }

    @Override
    public OutBody body(byte[] document, @Nullable String contentType) {
        String head = "--" + boundary() + LINE + "Content-Type: application/xop+xml; " + charset(contentType)
                + "type=\"" + start(contentType) + "\"" + LINE + "Content-Transfer-Encoding: binary" + LINE
                + "Content-ID: <envelope@hub>" + LINE + LINE;
        String between = LINE + "--" + boundary() + LINE + "Content-Type: " + file.material().mediaType() + LINE
                + "Content-Transfer-Encoding: binary" + LINE + "Content-ID: <" + id() + ">" + LINE + LINE;
        return new TwoParts(ascii(head), document, ascii(between), file, ascii(LINE + "--" + boundary() + "--" + LINE));
    }

    private static String start(@Nullable String contentType) {
        return contentType == null ? "text/xml" : DoorReader.mediaType(contentType);
    }

    private static String charset(@Nullable String contentType) {
        int at = contentType == null ? -1 : contentType.indexOf("charset=");
        return at < 0 ? "" : contentType.substring(at).split(";", 2)[0] + "; ";
    }

    private String boundary() {
        return "material-" + delivery;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
