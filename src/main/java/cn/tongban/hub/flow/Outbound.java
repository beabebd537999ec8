package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.ProbeAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One attempt on its way out, or one question about it. */
final class Outbound extends Passage {
    private final Attempt attempt;
    private final JsonNode canonical;
    private final Map<String, String> settings;
    private @Nullable JsonNode beside;
    private boolean left;
    private int together = 1;
    private @Nullable String sentDigest;
    private @Nullable Outcome outcome;
    private @Nullable ProbeAnswer probe;

    /** @param settings plain ones of the destination's connector */
    Outbound(Attempt attempt, JsonNode canonical, Map<String, String> settings) {
        super(Trace.of(attempt.messageId()));
        this.attempt = attempt;
        this.canonical = canonical;
        this.settings = settings;
    }

    /** The message as the hub keeps it; not to be changed. */
    JsonNode canonical() {
        return canonical;
    }

    /** The submission that was put beside the message. */
    void enriched(JsonNode submission) {
        beside = submission;
    }

    /** Null where nothing was put beside the message. */
    @Nullable JsonNode beside() {
        return beside;
    }

    Attempt attempt() {
        return attempt;
    }

    @Override
    Instant asOf() {
        return attempt.recordedAt();
    }

    @Override
    JsonNode makeContext() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("deliveryId", attempt.deliveryId().toString());
        context.put("messageId", attempt.messageId().toString());
        context.put("caseNo", attempt.caseNo());
        context.put("party", Destination.of(attempt.destination()).party());
        context.put("type", attempt.type());
        context.put("recordedAt", Inbound.TIME.format(attempt.recordedAt().atZone(Inbound.ZONE)));
        context.put("revision", attempt.revision());
        context.put("rejections", attempt.rejections());
        context.putObject("path");
        settings.forEach(context.putObject("settings")::put);
        return context;
    }

    /** Something of this attempt left, or may have; from now on a failure is a doubt. */
    void left(OutBody body) {
        left = true;
        sentDigest = body.sha256();
    }

    /** Whatever is known of the request in which this attempt went along with another one. */
    void leftWith(Outbound leader, int size) {
        left = leader.left;
        sentDigest = leader.sentDigest;
        together = size;
    }

    /** Whether the request told of other deliveries too. */
    boolean wentWithOthers() {
        return together > 1;
    }

    boolean hasLeft() {
        return left;
    }

    /** What left was answered and is done with; a later failure says nothing about it. */
    void settled() {
        left = false;
    }

    /** For the next mappings {@code $context.before} has these fields too. */
    void before(JsonNode fields) {
        if (fields instanceof ObjectNode known && context() instanceof ObjectNode context) {
            context.withObject("/before").setAll(known);
        }
    }

    @Nullable String sentDigest() {
        return sentDigest;
    }

    @Nullable Outcome outcome() {
        return outcome;
    }

    void outcome(Outcome ended) {
        outcome = ended;
    }

    @Nullable ProbeAnswer probe() {
        return probe;
    }

    void probe(ProbeAnswer answered) {
        probe = answered;
    }
}
