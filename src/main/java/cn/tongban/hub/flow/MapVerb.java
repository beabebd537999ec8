package cn.tongban.hub.flow;

import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;

/** {@code hub:map/<system>/<mapping>}: one document becomes another. */
final class MapVerb implements Verb {
    private final MappingLibrary mappings;
    private final String mapping;

    MapVerb(MappingLibrary mappings, String mapping) {
        this.mappings = mappings;
        this.mapping = mapping;
    }

    @Override
    public void run(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof JsonNode document)) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": validate before map");
        }
        exchange.getMessage().setBody(mappings.map(mapping, document, Passage.of(exchange).context()));
    }
}
