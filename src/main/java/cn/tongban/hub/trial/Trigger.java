package cn.tongban.hub.trial;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Custody;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.flow.CaseLookup.CaseView;
import cn.tongban.hub.flow.SourceItem;
import cn.tongban.hub.flow.TrialBundle;
import cn.tongban.hub.flow.TrialEntrance;
import cn.tongban.hub.flow.TrialOptions;
import cn.tongban.hub.flow.TrialRequest;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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
        spec.only("/item", Set.of("party", "key", "type", "body", "file"));
        JsonNode item = test.spec().path("item");
        return new SourceItem(source.connector(), source.channel(), item.path("party").asText(),
                item.path("key").asText("key-of-the-test"), item.path("type").asText("application/json"), body("/item"),
                test.at());
    }

    Attempt attempt(String at, String destination, String type) {
        spec.only(at, Set.of("to", "type", "body", "file", "material"));
        JsonNode delivery = test.spec().at(at);
        byte[] canonical = body(at);
        return new Attempt(UUID.fromString(RouteTest.DELIVERY), delivery.path("to").asText(destination), 1,
                UUID.fromString(RouteTest.MESSAGE), YamlText.tree(canonical).path("caseNo").asText(""),
                delivery.path("type").asText(type), test.at(), canonical);
    }

    /** The bytes of the material that a delivery carries. */
    Optional<byte[]> material() {
        JsonNode text = test.spec().at("/delivery/material");
        return text.isMissingNode() ? Optional.empty() : Optional.of(RouteRun.utf8(text.asText()));
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
        spec.only("/case", Set.of("caseNo", "state", "origin", "handler", "held", "before", "version", "takeBack", "debts"));
        String takeBack = known.path("takeBack").asText("");
        Custody custody = new Custody(known.path("handler").asText(""), known.path("held").asBoolean(true), "", takeBack,
                takeBack.isEmpty() ? null : ASKED_BY);
        CaseFile file = new CaseFile(caseNo, state(known, "state"), optional(known, "before"), null,
                known.path("version").asInt(1), known.path("debts").asInt(0), false, null, Set.of(), List.of());
        return Optional.of(new StoredCase(known.path("origin").asText(""), custody, "", file, 0, List.of()));
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
