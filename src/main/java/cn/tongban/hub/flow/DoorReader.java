package cn.tongban.hub.flow;

import cn.tongban.hub.connector.HubHeaders;
import cn.tongban.hub.connector.MaterialSettings;
import cn.tongban.hub.material.MaterialName;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request at a door: only the headers named here come in, and the body only within its limit. Bodies are never
 * unpacked, so a small request cannot become a large one.
 */
final class DoorReader {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final byte[] NONE = {};

    private DoorReader() {}

    /**
     * @throws HubException CONTENT_TYPE_MISSING, CONTENT_TYPE_UNSUPPORTED, BODY_TOO_LARGE, BODY_TRUNCATED,
     *     REQUEST_INVALID for a header that is there twice
     */
    static DoorRequest read(HttpServletRequest request, DoorTable.Found found, Trace trace, Instant now) {
        DoorTable.Entry door = found.door();
        String contentType = single(request, "Content-Type");
        checkMedia(request, contentType, door.media());
        DoorUpload upload = door.materials().isPresent() ? upload(request, door.materials().get()) : null;
        int max = door.limits().maxBody();
        if (upload == null && request.getContentLengthLong() > max) {
            throw tooLarge(max);
        }
        Arrival arrival = new Arrival(
                door.path().connector(),
                "",
                door.path().toString(),
                Map.copyOf(found.parameters()),
                contentType,
                single(request, IDEMPOTENCY_KEY),
                trace,
                upload == null ? body(request, max) : NONE,
                now);
        return new DoorRequest(arrival, request.getMethod(), pathWithQuery(request), signature(request), upload);
    }

    private static DoorUpload upload(HttpServletRequest request, MaterialSettings limits) {
        long length = request.getContentLengthLong();
        if (length > limits.maxFile()) {
            throw new HubException(ErrorCode.MATERIAL_TOO_LARGE, limits.maxFile() + " bytes",
                    List.of(new Place("header:Content-Length", "size", "more than a material may have")));
        }
        try {
            return new DoorUpload(request.getInputStream(), length, single(request, MaterialName.NAME_HEADER),
                    single(request, MaterialName.FILE_HEADER), single(request, DoorUpload.GET_TYPE),
                    single(request, DoorUpload.SHA256), single(request, DoorUpload.SM3));
        } catch (IOException e) {
            throw new HubException(ErrorCode.BODY_TRUNCATED, "", e);
        }
    }

    private static HubHeaders signature(HttpServletRequest request) {
        return new HubHeaders(
                single(request, HubHeaders.SENDER),
                single(request, HubHeaders.TIMESTAMP),
                single(request, HubHeaders.NONCE),
                single(request, HubHeaders.SIGNATURE));
    }

    private static String pathWithQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static void checkMedia(HttpServletRequest request, @Nullable String contentType, Set<String> media) {
        String encoding = single(request, "Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new HubException(ErrorCode.CONTENT_TYPE_UNSUPPORTED, "", List.of(
                    new Place("header:Content-Encoding", "identity", "compressed bodies are not taken in")));
        }
        if (contentType == null) {
            boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
            if (hasBody) {
                throw new HubException(ErrorCode.CONTENT_TYPE_MISSING);
            }
            return;
        }
        if (!media.contains(mediaType(contentType))) {
            throw new HubException(ErrorCode.CONTENT_TYPE_UNSUPPORTED, "", List.of(
                    new Place("header:Content-Type", "media-type", "expected " + String.join(" or ", new TreeSet<>(media)))));
        }
    }

    static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] body(HttpServletRequest request, int max) {
        if (request.getContentLengthLong() == 0) {
            return NONE;
        }
        try {
            byte[] body = request.getInputStream().readNBytes(max + 1);
            if (body.length > max) {
                throw tooLarge(max);
            }
            return body;
        } catch (IOException e) {
            throw new HubException(ErrorCode.BODY_TRUNCATED, "", e);
        }
    }

    private static HubException tooLarge(int max) {
        return new HubException(ErrorCode.BODY_TOO_LARGE, max + " bytes");
    }

    private static @Nullable String single(HttpServletRequest request, String name) {
        Enumeration<String> values = request.getHeaders(name);
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        if (values.hasMoreElements()) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "", List.of(
                    new Place("header:" + name, "once", "the header is there more than once")));
        }
        return value;
    }
}
