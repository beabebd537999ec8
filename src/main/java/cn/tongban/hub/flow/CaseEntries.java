package cn.tongban.hub.flow;

import cn.tongban.hub.cases.CaseResult;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.CaseEntry.Opening;
import cn.tongban.hub.intake.CaseEntry.TakeBack.Phase;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads from a canonical document what it means for its case; the only place that knows both shapes. */
final class CaseEntries {
    static final String SUBMITTED = "case.submitted";
    static final String STEP = "case.step";
    static final String TAKE_BACK = "case.take-back";
    static final String REPORTED = "material.reported";
    static final String REJECTED = "rejection.reported";

    /** What the desk took in; all else is of the side that decides. */
    private static final Set<String> OF_THE_DESK = Set.of("BASE", "MATERIAL");

    private CaseEntries() {}

    /**
     * @param bytes the canonical document as it is recorded
     * @param promises what a submission promises, held against the published lists
     * @throws HubException MAPPING_FAILED naming the field when the mapping left something out that every case needs
     */
    static CaseEntry of(String document, JsonNode canonical, byte[] bytes, boolean instantItem, String connector,
            List<CaseEntry.Promised> promises) {
        return switch (document) {
            case SUBMITTED -> submission(canonical, bytes, instantItem, connector, promises);
            case TAKE_BACK -> takeBack(canonical, bytes, connector);
            case REJECTED -> rejection(canonical, bytes, connector);
            case REPORTED -> new CaseEntry.Report(Step.of(connector + "/report/" + text(canonical, "reportId"),
                    CaseState.FORWARDED, time(canonical, "at"), Digests.hex(Digests.sha256(bytes))),
                    retracts(canonical) ? REPORTED : "");
            // Of a report that is taken back nobody knows how the case stands afterwards.
            default -> retracts(canonical)
                    ? new CaseEntry.Report(step(canonical, connector), state(canonical).name())
                    : new CaseEntry.Progress(step(canonical, connector), opening(canonical, instantItem, connector));
        };
    }

    /** The code of the item that the document names, empty where it names none. */
    static String taskCode(String document, JsonNode canonical) {
        return canonical.at((document.equals(SUBMITTED) ? "" : "/opening") + "/item/taskCode").asText("");
    }

    /** CloudEvents type of the message: its document, except that a step is named by its state, a take-back by its phase. */
    static String type(String document, JsonNode canonical) {
        return switch (document) {
            case STEP -> retracts(canonical) ? "case.report-retracted" : state(canonical).eventType();
            case TAKE_BACK -> TAKE_BACK + "-" + phase(canonical).name().toLowerCase(Locale.ROOT);
            default -> document;
        };
    }

    /** Of two documents that one route may have made, the second is a take-back and known by its id. */
    static boolean isTakeBack(JsonNode canonical) {
        return canonical.hasNonNull("takeBackId");
    }

    private static CaseEntry takeBack(JsonNode canonical, byte[] bytes, String connector) {
        String id = text(canonical, "takeBackId");
        Phase phase = phase(canonical);
        return new CaseEntry.TakeBack(id, phase, Step.of(connector + "/take-back/" + id + "/" + phase, CaseState.FORWARDED,
                time(canonical, "at"), Digests.hex(Digests.sha256(bytes))));
    }

    private static CaseEntry rejection(JsonNode canonical, byte[] bytes, String connector) {
        Step mark = Step.of(connector + "/rejection/" + text(canonical, "rejectionId"), CaseState.FORWARDED,
                time(canonical, "at"), Digests.hex(Digests.sha256(bytes)));
        String part = text(canonical, "part");
        return new CaseEntry.Rejection(mark, UUID.fromString(text(canonical, "deliveryId")), part,
                OF_THE_DESK.contains(part), Scrubber.numbers(text(canonical, "cause")));
    }

    private static Phase phase(JsonNode canonical) {
        return constant(Phase.class, text(canonical, "phase"), "phase");
    }

    private static CaseEntry submission(JsonNode canonical, byte[] bytes, boolean instantItem, String connector,
            List<CaseEntry.Promised> promises) {
        int version = canonical.path("version").asInt(0);
        if (version < 1) {
            throw missing("version");
        }
        List<Step> steps = new ArrayList<>();
        String key = connector + "/version-" + version + "/";
        // The whole document: the same version with other content must not pass for a repeat.
        steps.add(Step.of(key + CaseState.RECEIVED, CaseState.RECEIVED, time(canonical, "receivedAt"),
                Digests.hex(Digests.sha256(bytes))));
        JsonNode acceptance = canonical.path("acceptance");
        if (acceptance.isObject()) {
            boolean tolerant = text(acceptance, "kind").equals("TOLERANT");
            CaseState state = tolerant ? CaseState.TOLERANT_ACCEPTED : CaseState.ACCEPTED;
            Step accepted = Step.of(key + state, state, time(acceptance, "at"));
            steps.add(tolerant ? accepted.withDebts(acceptance.path("debts").size()) : accepted);
        }
        return new CaseEntry.Submission(version, text(canonical.path("item"), "taskCode"), instantItem, steps,
                promises, canonical.at("/delivery/way").asText(""));
    }

    private static @Nullable Opening opening(JsonNode canonical, boolean instantItem, String connector) {
        JsonNode opening = canonical.path("opening");
        if (!opening.isObject()) {
            return null;
        }
        Step received = Step.of(connector + "/opened/" + CaseState.RECEIVED, CaseState.RECEIVED, time(opening, "receivedAt"),
                Digests.hex(Digests.sha256(JsonBytes.of(opening))));
        return new Opening(Math.max(1, opening.path("version").asInt(1)), text(opening.path("item"), "taskCode"), instantItem,
                received);
    }

    private static Step step(JsonNode canonical, String connector) {
        Step step = Step.of(connector + "/" + stepId(canonical), state(canonical), time(canonical, "at"));
        String result = canonical.path("result").asText("");
        if (!result.isEmpty()) {
            step = step.withResult(constant(CaseResult.class, result, "result"));
        }
        return step.withContent(content(canonical));
    }

    /** A party without ids for its steps, as a desk that withdraws, says each state once. */
    private static String stepId(JsonNode canonical) {
        return canonical.path("stepId").asText(text(canonical, "state"));
    }

    /** Digest of the step without its id: the same step under another id is a repeat. */
    private static String content(JsonNode canonical) {
        ObjectNode copy = ((ObjectNode) canonical).deepCopy();
        copy.remove("stepId");
        copy.remove("opening");
        return Digests.hex(Digests.sha256(JsonBytes.of(copy)));
    }

    private static boolean retracts(JsonNode canonical) {
        return canonical.path("retracts").asBoolean(false);
    }

    private static CaseState state(JsonNode canonical) {
        return constant(CaseState.class, text(canonical, "state"), "state");
    }

    static Instant time(JsonNode node, String field) {
        try {
            return OffsetDateTime.parse(text(node, field)).toInstant();
        } catch (DateTimeException e) {
            // Without the cause: its text quotes the document.
            throw missing(field);
        }
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name, String field) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw missing(field);
    }

    static String text(JsonNode node, String field) {
        String text = node.path(field).asText("");
        if (text.isEmpty()) {
            throw missing(field);
        }
        return text;
    }

    private static HubException missing(String field) {
        return new HubException(ErrorCode.MAPPING_FAILED, "canonical field " + field);
    }
}
