package cn.tongban.hub.flow;

import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * {@code hub:map/<system>/<mapping>}: one document becomes another. With {@code at}, {@code values} and {@code instead} the
 * documents that have one of these texts there are mapped by another: some partners tell two kinds of things in one table.
 */
final class MapVerb implements Verb {
    private final MappingLibrary mappings;
    private final String mapping;
    private final Other other;

    /** @param at where the text stands that makes a document one for {@code mapping} */
    record Other(JsonPointer at, Set<String> values, String mapping) {
        static final Other NONE = new Other(JsonPointer.empty(), Set.of(), "");

        static Other of(String at, String values, String mapping) {
            Set<String> texts = Arrays.stream(values.split(",")).map(String::strip).collect(Collectors.toSet());
            return mapping.isEmpty() ? NONE : new Other(JsonPointer.compile(at), texts, mapping);
        }

        boolean fits(JsonNode document) {
            return document.at(at).isTextual() && values.contains(document.at(at).asText());
        }
    }

    MapVerb(MappingLibrary mappings, String mapping, Other other) {
        this.mappings = mappings;
        this.mapping = mapping;
        this.other = other;
    }

    @Override
    public void run(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof JsonNode document)) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": validate before map");
        }
        String chosen = other.fits(document) ? other.mapping() : mapping;
        exchange.getMessage().setBody(mappings.map(chosen, document, Passage.of(exchange).context()));
    }
}
