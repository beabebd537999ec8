package cn.tongban.hub.trial;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseResult;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Custody;
import cn.tongban.hub.cases.Hearing;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.flow.CaseLookup.CaseView;
import cn.tongban.hub.flow.CaseRecords;
import cn.tongban.hub.flow.SourceFile;
import cn.tongban.hub.flow.SourceItem;
import cn.tongban.hub.flow.TrialBundle;
import cn.tongban.hub.flow.TrialEntrance;
import cn.tongban.hub.flow.TrialOptions;
import cn.tongban.hub.flow.TrialQuestion;
import cn.tongban.hub.flow.TrialRequest;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a test begins with, and the case as it stands then. */
final class Trigger {
    private static final UUID ASKED_BY = UUID.fromString("0195a2b4-0000-7000-8000-000000000003");

    private final TrialBundle bundle;
    private final RouteTest test;
    private final Expected spec;

    Trigger(TrialBundle bundle, RouteTest test, Expected spec) {
        this.bundle = bundle;
        this.test = test;
        this.spec = spec;
    }

    /** Unless the test says otherwise by its first method, as its path says it, and from its first sender. */
    TrialRequest request(TrialEntrance.Door door) {
        spec.only("/request", Set.of("method", "path", "headers", "sender", "body", "file"));
        JsonNode request = test.spec().path("request");
        byte[] body = body("/request");
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        request.path("headers").fieldNames().forEachRemaining(name ->
                headers.add(Map.entry(name, request.path("headers").path(name).asText())));
        if (body.length > 0 && headers.stream().noneMatch(header -> header.getKey().equalsIgnoreCase("Content-Type"))) {
            headers.add(Map.entry("Content-Type", "application/json"));
        }
        return new TrialRequest(request.path("method").asText(door.methods().iterator().next()),
                request.path("path").asText(door.path()), headers, body, sender(door.connector(), request), test.at());
    }

    private Optional<String> sender(String connector, JsonNode request) {
        if (request.has("sender")) {
            return request.path("sender").isNull() ? Optional.empty() : Optional.of(request.path("sender").asText());
        }
        return bundle.bundle().connectors().get(connector).door().flatMap(door -> door.senders().keySet().stream().sorted()
                .findFirst());
    }

    /** A question at a door finds the case, if it is this connector's. */
    TrialOptions door(String connector) {
        JsonNode known = test.spec().path("case");
        boolean own = known.path("origin").asText().equals(connector) || known.path("handler").asText().equals(connector);
        return own && known.has("state")
                ? TrialOptions.PLAIN.knowing(new CaseView(known.path("caseNo").asText("case"), state(known, "state"),
                        test.at(), List.of()))
                : TrialOptions.PLAIN;
    }

    SourceItem item(TrialEntrance.Source source) {
        spec.only("/item", Set.of("party", "key", "type", "body", "file", "material"));
        JsonNode item = test.spec().path("item");
        SourceItem read = new SourceItem(source.connector(), source.channel(), item.path("party").asText(),
                item.path("key").asText("key-of-the-test"), item.path("type").asText("application/json"), body("/item"),
                test.at());
        return item.has("material") ? file(read, item.path("material").asText()) : read;
    }

    /** The document says what the hub knows of the file, the text stands for its bytes. */
    private static SourceItem file(SourceItem read, String text) {
        ObjectNode facts = (ObjectNode) YamlText.tree(read.body());
        facts.put("content", Base64.getEncoder().encodeToString(RouteRun.utf8(text)));
        return read.file(read.channel(), SourceFile.of(facts));
    }

    /** What the hub asks by itself begins with an empty object, unless the test says otherwise. */
    TrialQuestion question(TrialEntrance.Questions about) {
        spec.only("/question", Set.of("position", "body", "file"));
        byte[] body = body("/question");
        return new TrialQuestion(about, body.length == 0 ? RouteRun.utf8("{}") : body,
                test.spec().at("/question/position").asText(""), test.at());
    }

    Attempt attempt(String at, String destination, String type) {
        spec.only(at, Set.of("to", "type", "body", "file", "material"));
        JsonNode delivery = test.spec().at(at);
        byte[] canonical = body(at);
        return new Attempt(UUID.fromString(RouteTest.DELIVERY), delivery.path("to").asText(destination), 1,
                UUID.fromString(RouteTest.MESSAGE), YamlText.tree(canonical).path("caseNo").asText(""),
                delivery.path("type").asText(type), test.at(), canonical);
    }

    /** With the bytes of the material that a delivery carries, and with what is recorded of its case. */
    TrialOptions carrying(Attempt attempt) {
        JsonNode text = test.spec().at("/delivery/material");
        TrialOptions options =
                text.isMissingNode() ? TrialOptions.PLAIN : TrialOptions.PLAIN.carrying(RouteRun.utf8(text.asText()));
        return options.beside((caseNo, destination) -> records(attempt));
    }

    private CaseRecords.Background records(Attempt attempt) {
        JsonNode known = test.spec().path("case");
        spec.only("/case/submission", Set.of("body", "file"));
        byte[] submission = body("/case/submission");
        boolean itself = submission.length == 0 && attempt.type().equals("case.submitted");
        List<CaseRecords.Taken> taken = new ArrayList<>();
        for (int i = 0; i < known.path("receipts").size(); i++) {
            JsonNode one = known.path("receipts").path(i);
            spec.only("/case/receipts/" + i, Set.of("type", "receiptNo", "deliveryId"));
            taken.add(new CaseRecords.Taken(one.path("type").asText(), one.path("receiptNo").asText(),
                    one.path("deliveryId").asText()));
        }
        spec.only("/case/suspended", Set.of("body", "file"));
        byte[] suspended = body("/case/suspended");
        return new CaseRecords.Background(itself ? attempt.canonical() : submission.length == 0 ? null : submission, taken,
                suspended.length == 0 ? null : suspended);
    }

    private byte[] body(String at) {
        JsonNode from = test.spec().at(at);
        if (from.has("file")) {
            return spec.bytesOf(from.path("file").asText());
        }
        JsonNode body = from.path("body");
        return body.isMissingNode() ? new byte[0] : RouteRun.utf8(body.isTextual() ? body.asText() : body.toString());
    }

    /** The case as the hub knows it before; empty where the test has none. */
    Optional<StoredCase> known(String caseNo) {
        JsonNode known = test.spec().path("case");
        if (known.isMissingNode()) {
            return Optional.empty();
        }
        spec.only("/case", Set.of("caseNo", "state", "origin", "handler", "held", "before", "version", "takeBack", "debts",
                "delivery", "result", "submission", "receipts", "suspended"));
        String takeBack = known.path("takeBack").asText("");
        Custody custody = new Custody(known.path("handler").asText(""), known.path("held").asBoolean(true), "", takeBack,
                takeBack.isEmpty() ? null : ASKED_BY);
        CaseFile file = new CaseFile(caseNo, state(known, "state"), optional(known, "before"), null,
                known.path("version").asInt(1), known.path("debts").asInt(0), false, result(known), Set.of(), List.of());
        return Optional.of(new StoredCase(known.path("origin").asText(""), custody, "",
                Hearing.NONE.by(known.path("delivery").asText("")), file, 0, List.of()));
    }

    private static @Nullable CaseResult result(JsonNode known) {
        try {
            return known.has("result") ? CaseResult.valueOf(known.path("result").asText()) : null;
        } catch (IllegalArgumentException e) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "case: result is none of a case", e);
        }
    }

    private static @Nullable CaseState optional(JsonNode known, String name) {
        return known.has(name) ? state(known, name) : null;
    }

    private static CaseState state(JsonNode known, String name) {
        try {
            return CaseState.valueOf(known.path(name).asText());
        } catch (IllegalArgumentException e) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "case: " + name + " is no state of a case", e);
        }
    }
}
