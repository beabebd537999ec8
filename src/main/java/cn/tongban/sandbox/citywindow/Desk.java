package cn.tongban.sandbox.citywindow;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.Nonces;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The desk on command: one request at a time, each kept with what the hub said. */
final class Desk {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DeskClient client;
    private final SentRecord sent;
    private final Clock clock;

    Desk(URI hub, String doorKey, SentRecord sent, Clock clock) {
        this.client = new DeskClient(hub, doorKey, PATIENCE, clock);
        this.sent = sent;
        this.clock = clock;
    }

    /**
     * Hands in the synthetic case {@code n}. {@code caseNo} replaces its number, {@code accepted: false} leaves the
     * acceptance out, {@code debt} names a paper that is owed until {@code dueDate}, else for three days, {@code express}
     * says how the result is handed over, {@code set} holds fields that replace those of the case.
     */
    WireAnswer submit(JsonNode wish) {
        long n = wish.path("n").asLong(0);
        String caseNo = wish.path("caseNo").asText(SyntheticCase.caseNo(n));
        OffsetDateTime now = OffsetDateTime.now(clock.withZone(ZoneId.of("Asia/Shanghai")));
        SyntheticCase made = SyntheticCase.of(n, caseNo, now);
        if (wish.has("debt")) {
            // Five working days are the least that a list allows, and never fewer days than these.
            String soon = now.toLocalDate().plusDays(3).toString();
            made.tolerating(wish.path("debt").asText(), wish.path("dueDate").asText(soon));
        }
        if (!wish.path("accepted").asBoolean(true)) {
            made.notAccepted();
        }
        if (wish.has("express")) {
            made.expressed(wish.path("express").asText());
        }
        wish.path("set").properties().forEach(field -> made.document().set(field.getKey(), field.getValue()));
        return kept("case", caseNo, () -> client.submit(made.bytes(), wish.path("key").asText("")));
    }

    /** Uploads a synthetic paper: {@code materialId}, {@code name}, {@code fileName}, {@code seed}, {@code size}, {@code key}. */
    WireAnswer upload(String caseNo, JsonNode wish) {
        String materialId = wish.path("materialId").asText("M1");
        Paper paper = Paper.pdf(wish.path("name").asText("补充材料"), wish.path("fileName").asText(materialId + ".pdf"),
                wish.path("seed").asLong(1), wish.path("size").asLong(100_000));
        ObjectNode entry = Json.object().put("kind", "material").put("caseNo", caseNo).put("materialId", materialId);
        entry.put("size", paper.file().size()).put("sha256", paper.file().sha256()).put("sm3", paper.file().sm3());
        return kept(entry, () -> client.upload(caseNo, materialId, paper, wish.path("key").asText("")));
    }

    WireAnswer withdraw(String caseNo, String reason) {
        return kept("withdrawal", caseNo, () -> client.withdraw(caseNo, reason));
    }

    /** Wants a case back: {@code requestId}, {@code reason} and {@code time}, each with a value of the desk's own. */
    WireAnswer takeBack(String caseNo, JsonNode wish) {
        String now = OffsetDateTime.now(clock.withZone(ZoneId.of("Asia/Shanghai"))).truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        String requestId = wish.path("requestId").asText("TB" + Nonces.fresh().substring(0, 22));
        return kept("take-back", caseNo, () -> client.takeBack(
                caseNo, requestId, wish.path("reason").asText("转错部门"), wish.path("time").asText(now)));
    }

    WireAnswer query(String caseNo) {
        return kept("query", caseNo, () -> client.query(caseNo));
    }

    /** One exchange with the hub. */
    private interface Exchange {
        WireAnswer run() throws IOException;
    }

    private WireAnswer kept(String kind, String caseNo, Exchange exchange) {
        return kept(Json.object().put("kind", kind).put("caseNo", caseNo), exchange);
    }

    private synchronized WireAnswer kept(ObjectNode entry, Exchange exchange) {
        try {
            WireAnswer answer = exchange.run();
            entry.put("status", answer.status()).put("answer", answer.bodyText());
        } catch (IOException e) {
            entry.put("status", 0).put("answer", e.getClass().getSimpleName());
        }
        sent.append(entry);
        return WireAnswer.json(200, Json.write(entry));
    }
}
