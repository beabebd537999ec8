package cn.tongban.hub.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One word of the {@code hub:} scheme as a bundle may write it. The component's metadata for designers is made of this
 * table too.
 *
 * @param place where it may stand
 * @param target what follows the slash, empty when nothing does
 * @param options name to what it says
 */
record HubVerb(String name, Place place, String target, String about, Map<String, String> options) {
    enum Place {
        FROM,
        ROUTE,
        KAMELET,
        POLICY
    }

    static final List<HubVerb> ALL = List.of(
            of("arrivals", Place.FROM, "connector", "Begins a route for what the hub reads at a source",
                    "channel", "Which table or queue of the source"),
            of("deliveries", Place.FROM, "connector", "Begins a route for what is to be sent to a connector",
                    "types", "Message types, separated by commas, or *"),
            of("probes", Place.FROM, "connector", "Begins a route that asks about deliveries whose answer was lost"),
            of("tickets", Place.FROM, "connector", "Begins the route that asks for a ticket"),
            of("pulls", Place.FROM, "connector", "Begins a route that asks what waits at a connector",
                    "channel", "What it is asked for"),
            of("fetches", Place.FROM, "connector", "Begins a route that asks for the whole of something that waits at a connector",
                    "channel", "What it was asked for"),
            of("confirms", Place.FROM, "connector", "Begins a route that tells what became of something that waited",
                    "channel", "What it was asked for"),
            of("asks", Place.FROM, "connector", "Begins a route that asks a connector something for a person",
                    "question", "Name of the question"),
            of("verify", Place.ROUTE, "connector", "Checks the caller's signature"),
            of("store", Place.ROUTE, "connector", "Takes a streamed body into the blob store"),
            of("validate", Place.ROUTE, "system/contract", "Reads JSON and holds it against a contract"),
            of("map", Place.ROUTE, "system/mapping", "Maps the document",
                    "at", "JSON Pointer to the field that chooses the other mapping",
                    "values", "Values of that field, separated by commas",
                    "instead", "The other mapping"),
            of("address", Place.ROUTE, "item-catalogue, case-origin, case-handler or to", "Says who is to get it",
                    "systems", "Destinations of hub:address/to, separated by commas",
                    "also", "Others who may hear of it"),
            of("record", Place.ROUTE, "document", "One durable commit, then the answer",
                    "key", "JSON Pointers that make the key where the sender gave none",
                    "or", "A second canonical document"),
            of("holdings", Place.ROUTE, "register", "Adds to a question what came down from its partner so far"),
            of("query", Place.ROUTE, "case or item", "Answers how a case stands, or what the catalogue says of an item"),
            of("enrich", Place.ROUTE, "case", "Puts beside a message what is recorded of its case"),
            of("attach", Place.ROUTE, "connector", "Lets the next request carry the material's bytes"),
            of("go-on", Place.ROUTE, "system/mapping", "Whether a delivery goes on, before or between its requests"),
            of("receipt", Place.ROUTE, "system/mapping", "What the answer to a delivery means"),
            of("probe-answer", Place.ROUTE, "system/mapping", "What the answer to a question means"),
            of("answer", Place.ROUTE, "system/mapping", "What the answer to a question of the hub's own means"),
            of("ticket", Place.KAMELET, "connector", "Shows the ticket, by the variable hub.ticket",
                    "at", "JSON Pointer to the field of the body that holds it instead"),
            of("sign", Place.KAMELET, "connector", "Signs the next request",
                    "scheme", "hmac-sm3 or sm3-header",
                    "secret", "Name of the connector's secret",
                    "sender", "Who we are, for hmac-sm3",
                    "appId", "Who we are, for sm3-header"),
            of("envelope", Place.KAMELET, "connector", "The next request holds the document sealed",
                    "scheme", "sm4-form or sm2-params",
                    "apiCode", "What is asked for, for sm4-form",
                    "senderNo", "Who we are, for sm4-form",
                    "version", "Version of the interface, V1.0.0 by default, for sm4-form",
                    "secret", "Name of the secret that seals, or of the word that is sealed into the signature",
                    "authorization", "Name of the secret that is sent along, for sm4-form"),
            of("refuse", Place.POLICY, "", "Answers with a problem document",
                    "keep", "Whether the refused bytes are kept, true by default"),
            of("fail", Place.POLICY, "", "Classifies the failure of a delivery"));

    private static HubVerb of(String name, Place place, String target, String about, String... options) {
        Map<String, String> named = new TreeMap<>();
        for (int i = 0; i < options.length; i += 2) {
            named.put(options[i], options[i + 1]);
        }
        return new HubVerb(name, place, target, about, named);
    }

    static Optional<HubVerb> find(String name) {
        return ALL.stream().filter(verb -> verb.name().equals(name)).findFirst();
    }

    static Set<String> names(Place place) {
        return ALL.stream()
                .filter(verb -> verb.place() == place)
                .map(HubVerb::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
