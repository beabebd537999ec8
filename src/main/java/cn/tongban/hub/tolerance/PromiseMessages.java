package cn.tongban.hub.tolerance;

import cn.tongban.hub.cases.Provenance;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.promise.Promise;
import cn.tongban.hub.promise.PromiseAct;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.support.OwnMessages;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes the message that something happened to a promise: a canonical {@code case.promise}. */
final class PromiseMessages {
    static final String DOCUMENT = "case.promise";
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final ActiveBundle active;

    PromiseMessages(ActiveBundle active) {
        this.active = active;
    }

    /**
     * Who does it, and why.
     *
     * @param by empty for the hub's own clock, as is {@code why}
     */
    record Cause(String by, String why) {
        static final Cause CLOCK = new Cause("", "");
    }

    /** @param origin the desk that took the case in; it is told where the bundle at work has a route for this */
    Recording of(Promise promise, PromiseAct act, Instant now, Cause cause, String origin) {
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        byte[] document = document(promise, act, at, cause).toString().getBytes(StandardCharsets.UTF_8);
        String times = act.isDecision() ? "/" + (promise.decisions() + 1) : "";
        Address address = active.carries(origin, act.type()) ? new Address.CaseOrigin() : new Address.To(List.of());
        return new Recording(
                OwnMessages.CONNECTOR,
                "promise/" + promise.caseNo() + "/" + promise.no() + "/" + act.type() + times,
                act.type(),
                promise.caseNo(),
                DOCUMENT,
                "application/json",
                "",
                active.digest().orElse(""),
                document,
                document,
                address,
                new CaseEntry.PromiseStep(promise.no(), act, at, cause.by(), cause.why()),
                List.of(),
                null);
    }

    private static ObjectNode document(Promise promise, PromiseAct act, Instant at, Cause cause) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("caseNo", promise.caseNo()).put("promise", promise.kind().name()).put("no", promise.no());
        document.put("event", act.event()).put("status", act.to().name());
        document.put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(ZONE)));
        document.put("provenance", (cause.by().isEmpty() ? Provenance.DERIVED : Provenance.OPERATOR).name());
        optional(document, "materialId", promise.materialId());
        optional(document, "materialName", promise.facts().materialName());
        if (promise.promisedOn() != null) {
            document.put("promisedOn", promise.promisedOn().toString());
        }
        document.put("dueDate", promise.dueDate().toString());
        optional(document, "text", promise.facts().text());
        if (promise.kind() == PromiseKind.COMMITMENT) {
            optional(document, "consequence", promise.facts().consequence());
            optional(document, "signature", promise.facts().signature());
        }
        optional(document, "decidedBy", cause.by());
        optional(document, "reason", cause.why());
        return document;
    }

    private static void optional(ObjectNode document, String field, String value) {
        if (!value.isEmpty()) {
            document.put(field, value);
        }
    }
}
