package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;

/**
 * {@code hub:enrich/case} (content enricher): the body becomes {@code {"step", "case", "receipts", "suspended"}}: the message
 * itself, the newest submission of its case, absent where there is none, what this destination has taken of the case
 * before, and the suspension that it took last.
 */
final class EnrichVerb implements Verb {
    // Canonical bytes are the hub's own, so the limits only guard against a damaged store.

    private final CaseRecords records;

    private EnrichVerb(CaseRecords records) {
        this.records = records;
    }

    static Verb make(String with, CaseRecords records) {
        Verbs.require(with.equals("case"), "enrichment", with);
        return new EnrichVerb(records);
    }

    @Override
    public void run(Exchange exchange) {
        Outbound outbound = Passage.outbound(exchange);
        if (!(exchange.getMessage().getBody() instanceof JsonNode step)) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": enrich before map");
        }
        CaseRecords.Background background =
                records.of(outbound.attempt().caseNo(), outbound.attempt().destination());
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        both.set("step", step);
        byte[] submission = background.submission();
        if (submission != null) {
            JsonNode document = JsonBytes.canonical(submission);
            outbound.enriched(document);
            both.set("case", document);
        }
        ArrayNode receipts = both.putArray("receipts");
        background.receipts().forEach(taken ->
                receipts.addObject().put("type", taken.type()).put("receiptNo", taken.receiptNo())
                        .put("deliveryId", taken.deliveryId()));
        byte[] suspended = background.suspended();
        if (suspended != null) {
            both.set("suspended", JsonBytes.canonical(suspended));
        }
        exchange.getMessage().setBody(both);
    }
}
