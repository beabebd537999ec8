package cn.tongban.hub.parcel;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.journal.OwnMessages;
import cn.tongban.hub.support.Digests;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** What a turn of a parcel means for its case: a step at the carrier's time, and the message that tells of it. */
public final class CaseTurns {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String STEP = "case.step";

    private CaseTurns() {}

    /** Delivered, or by the listed cancel edge back to issued. */
    public static Step step(OrderNo orderNo, ParcelCourse.Turn turn) {
        CaseState target = turn.delivered() ? CaseState.DELIVERED : CaseState.ISSUED;
        Step step = Step.of(stepId(orderNo, turn.by().id()), target, turn.by().at());
        return turn.delivered() ? step : step.asCancel();
    }

    /** The message that tells of a step of a case as its other parties hear of it. */
    public static OwnMessages.Said said(UUID id, String caseNo, Step step, String bundle, Instant now) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("caseNo", caseNo);
        document.put("stepId", step.stepKey());
        document.put("state", step.target().name());
        document.put("at", time(step.at()));
        return new OwnMessages.Said(id, step.target().eventType(), caseNo, STEP,
                document.toString().getBytes(StandardCharsets.UTF_8), bundle, now);
    }

    static String time(Instant at) {
        return TIME.format(at.atZone(ZONE));
    }

    /** Ids of carriers may be long; a step's id has an end. */
    private static String stepId(OrderNo orderNo, String eventId) {
        return "parcel/" + orderNo + "/" + Digests.hex(Digests.key(eventId));
    }
}
