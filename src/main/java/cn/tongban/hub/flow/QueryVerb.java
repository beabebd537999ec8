package cn.tongban.hub.flow;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.flow.CaseLookup.CaseView;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.apache.camel.Exchange;

/**
 * {@code hub:query/case}: answers how the case of the path's {@code caseNo} stands, to a party that takes part in it.
 * {@code hub:query/item}: answers what the catalogue says of the path's {@code taskCode}, to any party.
 */
final class QueryVerb implements Verb {
    /** Reads what is asked for. */
    private interface Look {
        JsonNode at(Arrival arrival);
    }

    private final Look look;
    private final NonceMemory nonces;

    private QueryVerb(Look look, NonceMemory nonces) {
        this.look = look;
        this.nonces = nonces;
    }

    static Verb make(String what, FlowPorts ports) {
        Verbs.require(what.equals("case") || what.equals("item"), "query", what);
        return new QueryVerb(what.equals("case") ? arrival -> ofCase(arrival, ports.cases())
                : arrival -> ofItem(arrival, ports.items()), ports.nonces());
    }

    private static JsonNode ofCase(Arrival arrival, CaseLookup cases) {
        String caseNo = arrival.path().getOrDefault("caseNo", "");
        return document(cases.find(arrival.connector(), caseNo)
                .orElseThrow(() -> new HubException(ErrorCode.CASE_UNKNOWN, caseNo)));
    }

    private static JsonNode ofItem(Arrival arrival, ItemDesk items) {
        String taskCode = arrival.path().getOrDefault("taskCode", "");
        return items.guide(taskCode).orElseThrow(() -> new HubException(ErrorCode.ITEM_NOT_PUBLISHED, taskCode));
    }

    @Override
    public void run(Exchange exchange) {
        Inbound inbound = Passage.inbound(exchange);
        String nonce = inbound.nonce();
        if (nonce == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": verify before query");
        }
        if (!nonces.firstUse(nonce)) {
            throw new HubException(ErrorCode.NONCE_REPLAYED, inbound.arrival().connector());
        }
        inbound.answer(DoorAnswer.json(200, JsonBytes.of(look.at(inbound.arrival())), "answered"));
    }

    private static ObjectNode document(CaseView view) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("caseNo", view.caseNo());
        state(document, view.state());
        document.put("since", time(view.since()));
        var steps = document.putArray("steps");
        view.steps().forEach(step -> {
            ObjectNode line = steps.addObject();
            state(line, step.state());
            if (step.at() != null) {
                line.put("at", time(step.at()));
            }
            line.put("decision", step.decision());
        });
        return document;
    }

    private static void state(ObjectNode node, CaseState state) {
        node.put("state", state.name()).put("stateName", Texts.of(Texts.ZH, state.labelKey()));
    }

    private static String time(Instant at) {
        return Inbound.TIME.format(at.atZone(Inbound.ZONE).toOffsetDateTime());
    }
}
