package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * An operation that takes a list: what several deliveries say at the same time goes in one request. Each remains an attempt
 * of its own and finds its own entry in the answer, so a list may be taken in part. A repeat goes alone: an entry for which
 * the partner turns a whole list away does so for no other twice.
 */
final class SoapList implements Processor {
    private final SoapCall call;
    private final JsonPointer list;
    private final Together<Entry, OutAnswer> together;

    private record Entry(Exchange exchange, JsonNode document) {
        Outbound outbound() {
            return Passage.outbound(exchange);
        }
    }

    /** @param list where the entries are in what a route makes */
    SoapList(SoapCall call, String list, int most) {
        this.call = call;
        this.list = JsonPointer.compile(list);
        this.together = new Together<>(most);
    }

    @Override
    public void process(Exchange exchange) {
        Entry mine = new Entry(exchange, SoapCall.document(exchange));
        boolean again = mine.outbound().attempt().number() > 1;
        OutAnswer answer = again ? call.call(exchange, mine.document()) : together.send(mine, this::send);
        OutHeaders.answer(exchange.getMessage(), answer);
    }

    private OutAnswer send(List<Entry> entries) {
        Outbound leader = entries.get(0).outbound();
        try {
            return call.call(entries.get(0).exchange(), joined(entries));
        } finally {
            entries.forEach(entry -> entry.outbound().leftWith(leader, entries.size()));
        }
    }

    private JsonNode joined(List<Entry> entries) {
        JsonNode document = entries.get(0).document().deepCopy();
        ArrayNode all = entries(document);
        for (Entry entry : entries.subList(1, entries.size())) {
            all.addAll(entries(entry.document()));
        }
        return document;
    }

    private ArrayNode entries(JsonNode document) {
        if (document.at(list) instanceof ArrayNode entries) {
            return entries;
        }
        throw new HubException(ErrorCode.BUNDLE_INVALID, "no list at " + list);
    }
}
