package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Destination;
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
 * {@code hub:address/…}: where the message goes. {@code item-catalogue} asks the catalogue who decides the item, and
 * whether it may be forwarded;
 * {@code case-origin} and {@code case-handler} are known with the case, {@code to?systems=a,b} names them.
 * With {@code also=a,b} others hear of it besides.
 */
final class AddressVerb {
    private AddressVerb() {}

    static Verb make(String form, String systems, String also, Bundle bundle, ItemDesk desk) {
        Verb first = first(form, systems, bundle, desk);
        if (also.isEmpty()) {
            return first;
        }
        List<String> others = destinations(also, bundle);
        return exchange -> {
            first.run(exchange);
            Passage.inbound(exchange).listeners(others);
        };
    }

    private static Verb first(String form, String systems, Bundle bundle, ItemDesk desk) {
        return switch (form) {
            case "item-catalogue" -> exchange -> byItem(exchange, bundle.items(), desk);
            case "case-origin" -> exchange -> Passage.inbound(exchange).address(new Address.CaseOrigin());
            case "case-handler" -> exchange -> Passage.inbound(exchange).address(new Address.CaseHandler());
            case "to" -> to(systems, bundle);
            default -> throw new IllegalArgumentException("there is no address " + form);
        };
    }

    private static void byItem(Exchange exchange, ItemCatalogue items, ItemDesk desk) {
        JsonNode document = exchange.getMessage().getBody(JsonNode.class);
        Item item = items.find(document.at("/item/taskCode").asText());
        desk.admit(item.taskCode(), CaseEntries.time(document, "receivedAt"));
        Inbound inbound = Passage.inbound(exchange);
        inbound.instantItem(item.instant());
        inbound.address(new Address.To(List.of(item.decidedBy())));
    }

    private static Verb to(String systems, Bundle bundle) {
        Address address = new Address.To(destinations(systems, bundle));
        return exchange -> Passage.inbound(exchange).address(address);
    }

    private static List<String> destinations(String systems, Bundle bundle) {
        List<String> destinations = Arrays.stream(systems.split(",")).map(String::strip).toList();
        destinations.forEach(id ->
                Verbs.require(bundle.connectors().owning(id).isPresent(), "destination", id));
        return destinations;
    }

    /**
     * Listeners get a type only if one of them may hear of it. An entry of a register that the route addresses to nobody
     * goes to nobody.
     *
     * @throws HubException BUNDLE_INVALID when the route did not say where to
     */
    static Address of(Inbound inbound, Exchange exchange, String document, String type, Bundle bundle) {
        Address address = inbound.address();
        if (address == null && RegisterEntries.DOCUMENTS.contains(document)) {
            address = new Address.To(List.of());
        }
        if (address == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": address before record");
        }
        List<String> entitled = inbound.listeners().stream().filter(id -> hears(bundle, id, type)).toList();
        return entitled.isEmpty() ? address : new Address.Also(address, entitled);
    }

    private static boolean hears(Bundle bundle, String id, String type) {
        return !Destination.of(id).party().equals(Destination.EVENTS) || bundle.connectors().owning(id).stream()
                .flatMap(connector -> connector.parties().values().stream())
                .anyMatch(party -> party.events().contains(type));
    }
}
