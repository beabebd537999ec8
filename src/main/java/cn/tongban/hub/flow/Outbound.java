package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.ProbeAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt on its way out, or one question about it. */
final class Outbound extends Passage {
    private final Attempt attempt;
    private final JsonNode canonical;
    private boolean left;
    private @Nullable Attachment attachment;
    private @Nullable String sentDigest;
    private @Nullable Outcome outcome;
    private @Nullable ProbeAnswer probe;

    Outbound(Attempt attempt, JsonNode canonical) {
        super(Trace.of(attempt.messageId()));
        this.attempt = attempt;
        this.canonical = canonical;
    }

    /** The message as the hub keeps it; not to be changed. */
    JsonNode canonical() {
        return canonical;
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
        context.putObject("path");
        return context;
    }

    /** Something of this attempt left, or may have; from now on a failure is a doubt. */
    void left(OutBody body) {
        left = true;
        sentDigest = body.sha256();
    }

    /** The next request carries it, and only that one. */
    void attach(Attachment next) {
        attachment = next;
    }

    @Nullable Attachment takeAttachment() {
        Attachment taken = attachment;
        attachment = null;
        return taken;
    }

    boolean hasLeft() {
        return left;
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
