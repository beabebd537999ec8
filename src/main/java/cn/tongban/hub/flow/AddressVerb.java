package cn.tongban.hub.flow;

import cn.tongban.hub.intake.Address;
import cn.tongban.hub.mapping.Item;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * {@code hub:address/…}: where the message goes. {@code item-catalogue} asks the catalogue who decides the item,
 * {@code case-origin} and {@code case-handler} are known with the case, {@code to?systems=a,b} names them.
 */
final class AddressVerb {
    private AddressVerb() {}

    static Verb make(String form, String systems, Bundle bundle) {
        return switch (form) {
            case "item-catalogue" -> exchange -> byItem(exchange, bundle.items());
            case "case-origin" -> exchange -> Passage.inbound(exchange).address(new Address.CaseOrigin());
            case "case-handler" -> exchange -> Passage.inbound(exchange).address(new Address.CaseHandler());
            case "to" -> to(systems, bundle);
            default -> throw new IllegalArgumentException("there is no address " + form);
        };
    }

    private static void byItem(Exchange exchange, ItemCatalogue items) {
        JsonNode document = exchange.getMessage().getBody(JsonNode.class);
        Item item = items.find(document.at("/item/taskCode").asText());
        Inbound inbound = Passage.inbound(exchange);
        inbound.instantItem(item.instant());
        inbound.address(new Address.To(List.of(item.decidedBy())));
    }

    private static Verb to(String systems, Bundle bundle) {
        List<String> destinations = Arrays.stream(systems.split(",")).map(String::strip).toList();
        destinations.forEach(id ->
                Verbs.require(bundle.connectors().owning(id).isPresent(), "destination", id));
        Address address = new Address.To(destinations);
        return exchange -> Passage.inbound(exchange).address(address);
    }

    /** @throws HubException BUNDLE_INVALID when the route did not say where to */
    static Address of(Inbound inbound, Exchange exchange) {
        Address address = inbound.address();
        if (address == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": address before record");
        }
        return address;
    }
}
