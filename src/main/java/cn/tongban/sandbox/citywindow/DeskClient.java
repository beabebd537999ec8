package cn.tongban.sandbox.citywindow;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.HubSignature;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A desk that talks to the hub over one connection; for one thread at a time. It repeats nothing by itself. */
public final class DeskClient implements AutoCloseable {
    /** The sender that the sample connector knows. */
    public static final String SENDER = "city-window-01";

    private static final String CASES = "/in/city-window/cases";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final WireClient hub;
    private final HubSignature signature;
    private final Clock clock;

    public DeskClient(URI hub, String doorKey, Duration timeout, Clock clock) {
        this.hub = new WireClient(hub, timeout);
        this.signature = new HubSignature(SENDER, doorKey);
        this.clock = clock;
    }

    /**
     * Hands in a case.
     *
     * @param idempotencyKey empty to leave the header out
     * @throws IOException when no whole answer came: the case may or may not be recorded
     */
    public WireAnswer submit(byte[] body, String idempotencyKey) throws IOException {
        return post(CASES, body, idempotencyKey);
    }

    public WireAnswer withdraw(String caseNo, String reason) throws IOException {
        String time = OffsetDateTime.now(clock.withZone(ZONE))
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        byte[] body = Json.write(Json.object().put("reason", reason).put("time", time).put("clerk", "HT001"));
        return post(CASES + '/' + caseNo + "/withdrawals", body, "");
    }

    /** Wants a case back now. */
    public WireAnswer takeBack(String caseNo, String requestId, String reason) throws IOException {
        return takeBack(caseNo, requestId, reason, OffsetDateTime.now(clock.withZone(ZONE))
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }

    /** Wants a case back; a repeat with the same values is the same request. */
    public WireAnswer takeBack(String caseNo, String requestId, String reason, String time) throws IOException {
        byte[] body = Json.write(Json.object().put("requestId", requestId).put("reason", reason).put("time", time)
                .put("clerk", "HT001"));
        return post(CASES + '/' + caseNo + "/take-backs", body, "");
    }

    public WireAnswer query(String caseNo) throws IOException {
        String target = CASES + '/' + caseNo;
        return hub.send("GET", target, signature.headers("GET", target, new byte[0], clock.millis()), new byte[0]);
    }

    /**
     * Uploads a material of a case.
     *
     * @param idempotencyKey empty to leave the header out
     */
    public WireAnswer upload(String caseNo, String materialId, Paper paper, String idempotencyKey) throws IOException {
        String target = target(caseNo, materialId);
        try (InputStream body = paper.open()) {
            return hub.sendStream("PUT", target, headers(target, paper, idempotencyKey), body, paper.file().size());
        }
    }

    /** Signs and begins an upload but stops after {@code bytes} of it; what is answered, if anything. */
    public String uploadCutShort(String caseNo, String materialId, Paper paper, int bytes) throws IOException {
        String target = target(caseNo, materialId);
        try (InputStream body = paper.open()) {
            byte[] whole = body.readAllBytes();
            WireAnswer answer = hub.sendCutShort("PUT", target, headers(target, paper, ""), whole, bytes);
            return answer == null ? "" : answer.status() + " " + answer.bodyText();
        }
    }

    private static String target(String caseNo, String materialId) {
        return CASES + '/' + caseNo + "/materials/" + materialId;
    }

    private List<Header> headers(String target, Paper paper, String idempotencyKey) {
        List<Header> headers = new ArrayList<>(signature.headersOf("PUT", target, paper.file().sm3(), clock.millis()));
        headers.add(new Header("Content-Type", paper.mediaType()));
        headers.add(new Header("X-Material-Name", URLEncoder.encode(paper.name(), StandardCharsets.UTF_8).replace("+", "%20")));
        headers.add(new Header("X-Material-File", URLEncoder.encode(paper.fileName(), StandardCharsets.UTF_8).replace("+", "%20")));
        headers.add(new Header("X-Material-SHA256", paper.file().sha256()));
        headers.add(new Header("X-Material-SM3", paper.file().sm3()));
        if (!idempotencyKey.isEmpty()) {
            headers.add(new Header("Idempotency-Key", idempotencyKey));
        }
        return headers;
    }

    /** Signs and sends a case but stops after {@code bytes} of its body. */
    public String submitCutShort(byte[] body, int bytes) throws IOException {
        WireAnswer answer = hub.sendCutShort("POST", CASES, headers(CASES, body, ""), body, bytes);
        return answer == null ? "" : answer.status() + " " + answer.bodyText();
    }

    @Override
    public void close() {
        hub.close();
    }

    private WireAnswer post(String target, byte[] body, String idempotencyKey) throws IOException {
        return hub.send("POST", target, headers(target, body, idempotencyKey), body);
    }

    private List<Header> headers(String target, byte[] body, String idempotencyKey) {
        List<Header> headers = new ArrayList<>(signature.headers("POST", target, body, clock.millis()));
        headers.add(new Header("Content-Type", "application/json"));
        if (!idempotencyKey.isEmpty()) {
            headers.add(new Header("Idempotency-Key", idempotencyKey));
        }
        return headers;
    }
}
