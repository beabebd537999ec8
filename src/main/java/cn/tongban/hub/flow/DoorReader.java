package cn.tongban.hub.flow;

import cn.tongban.hub.connector.HubHeaders;
import cn.tongban.hub.connector.MaterialSettings;
import cn.tongban.hub.material.MaterialName;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.IOException;
import java.time.Instant;
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
    static DoorRequest read(DoorInput request, DoorTable.Found found, Trace trace, Instant now) {
        DoorTable.Entry door = found.door();
        String contentType = single(request, "Content-Type");
        checkMedia(request, contentType, door.media());
        DoorUpload upload = door.materials().isPresent() ? upload(request, door.materials().get()) : null;
        int max = door.limits().maxBody();
        if (upload == null && request.length() > max) {
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
        return new DoorRequest(arrival, request.method(), pathWithQuery(request), signature(request), upload);
    }

    /**
     * The body of a request at a SOAP service.
     *
     * @throws HubException as {@link #read}
     */
    static byte[] envelope(DoorInput request, Set<String> media, int max) {
        checkMedia(request, single(request, "Content-Type"), media);
        if (request.length() > max) {
            throw tooLarge(max);
        }
        return body(request, max);
    }

    private static DoorUpload upload(DoorInput request, MaterialSettings limits) {
        long length = request.length();
        if (length > limits.maxFile()) {
            throw new HubException(ErrorCode.MATERIAL_TOO_LARGE, limits.maxFile() + " bytes",
                    List.of(new Place("header:Content-Length", "size", "more than a material may have")));
        }
        try {
            return new DoorUpload(request.body(), length, single(request, MaterialName.NAME_HEADER),
                    single(request, MaterialName.FILE_HEADER), single(request, DoorUpload.GET_TYPE),
                    single(request, DoorUpload.SHA256), single(request, DoorUpload.SM3));
        } catch (IOException e) {
            throw new HubException(ErrorCode.BODY_TRUNCATED, "", e);
        }
    }

    private static HubHeaders signature(DoorInput request) {
        return new HubHeaders(
                single(request, HubHeaders.SENDER),
                single(request, HubHeaders.TIMESTAMP),
                single(request, HubHeaders.NONCE),
                single(request, HubHeaders.SIGNATURE));
    }

    private static String pathWithQuery(DoorInput request) {
        String query = request.query();
        return query == null ? request.rawPath() : request.rawPath() + "?" + query;
    }

    private static void checkMedia(DoorInput request, @Nullable String contentType, Set<String> media) {
        String encoding = single(request, "Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new HubException(ErrorCode.CONTENT_TYPE_UNSUPPORTED, "", List.of(
                    new Place("header:Content-Encoding", "identity", "compressed bodies are not taken in")));
        }
        if (contentType == null) {
            boolean hasBody = request.length() > 0 || !request.headers("Transfer-Encoding").isEmpty();
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

    private static byte[] body(DoorInput request, int max) {
        if (request.length() == 0) {
            return NONE;
        }
        try {
            byte[] body = request.body().readNBytes(max + 1);
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

    private static @Nullable String single(DoorInput request, String name) {
        List<String> values = request.headers(name);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "", List.of(
                    new Place("header:" + name, "once", "the header is there more than once")));
        }
        return values.get(0);
    }
}
