package cn.tongban.sandbox.provinceplatform;

import cn.tongban.sandbox.crypto.FileDigest;
import cn.tongban.sandbox.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** MTOM: an envelope with a file beside it. The record keeps the envelope, and of the file what it was. */
final class BesideEnvelope {
    private static final String TYPE = "multipart/related;";
    private static final String LINE = "\r\n";

    private BesideEnvelope() {}

    /** The request without its file, whose digests it has then; another request, or a broken one, as it is. */
    static WireRequest opened(WireRequest request) {
        String type = request.header("Content-Type");
        int at = type.indexOf("boundary=\"");
        if (!type.startsWith(TYPE) || at < 0 || !request.complete()) {
            return request;
        }
        String boundary = "--" + type.substring(at + 10).split("\"", 2)[0];
        String text = new String(request.body(), StandardCharsets.ISO_8859_1);
        int envelope = text.indexOf(LINE + LINE) + 4;
        int between = text.indexOf(LINE + boundary + LINE, envelope);
        int file = text.indexOf(LINE + LINE, between + 4) + 4;
        int end = text.lastIndexOf(LINE + boundary + "--");
        if (!text.startsWith(boundary) || envelope < 4 || between < 0 || file < between || end < file) {
            return request;
        }
        FileDigest digest = new FileDigest();
        digest.write(request.body(), file, end - file);
        return new WireRequest(request.method(), request.target(), request.headers(),
                Arrays.copyOfRange(request.body(), envelope, between), true, digest.finish());
    }
}
