package cn.tongban.hub.release;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.DoubtPolicy;
import cn.tongban.hub.connector.PullSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The verbs of the {@code hub:} scheme, and whether what each of them names is in the bundle. */
final class HubVerbRules {
    private static final Set<String> IN_ROUTES = HubVerb.names(HubVerb.Place.ROUTE);
    private static final Set<String> IN_KAMELETS = HubVerb.names(HubVerb.Place.KAMELET);
    private static final Set<String> FROM = HubVerb.names(HubVerb.Place.FROM);
    private static final Set<String> ADDRESSES = Set.of("item-catalogue", "case-origin", "case-handler", "to");
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Set<String> ENVELOPES = Set.of("sm4-form", "sm2-params");
    private static final Set<String> SCHEMES = Set.of("hmac-sm3", "sm3-header");

    private final BundleView view;
    private final FindingList findings;

    HubVerbRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    static boolean isKnown(String verb) {
        return IN_ROUTES.contains(verb);
    }

    void from(Uri uri) {
        switch (uri.verb()) {
            case "deliveries" -> {
                carried(uri, uri.target());
                types(uri);
            }
            case "probes" -> probes(uri);
            case "arrivals" -> arrivals(uri);
            case "tickets" -> ticketed(uri);
            case "pulls", "fetches", "confirms" -> pulled(uri);
            case "asks" -> asked(uri);
            default -> findings.unknown(uri.node(), "unknown-verb", "source", uri.verb(), FROM);
        }
    }

    void inRoute(Uri uri) {
        switch (uri.verb()) {
            case "verify" -> verify(uri);
            case "validate" -> known(uri, "unknown-contract", "contract", uri.target(), view.contractNames());
            case "map" -> map(uri);
            case "receipt", "probe-answer", "answer", "go-on" ->
                known(uri, "unknown-mapping", "mapping", uri.target(), view.mappingNames());
            case "store", "attach" -> materials(uri);
            case "address" -> address(uri);
            case "record" -> record(uri);
            case "enrich" -> known(uri, "unknown-enrichment", "enrichment", uri.target(), Set.of("case"));
            case "holdings" -> known(uri, "unknown-register", "register", uri.target(), Set.of("item"));
            case "query" -> known(uri, "unknown-query", "query", uri.target(), Set.of("case", "item"));
            default -> findings.unknown(uri.node(), "unknown-verb", "verb", uri.verb(), IN_ROUTES);
        }
    }

    void inKamelet(KameletFile kamelet, Uri uri) {
        if (!IN_KAMELETS.contains(uri.verb())) {
            findings.unknown(uri.node(), "unknown-verb", "verb", uri.verb(), IN_KAMELETS);
            return;
        }
        if (!uri.target().equals(kamelet.connector())) {
            findings.error(uri.node(), "foreign-connector", "A Kamelet signs and seals for its own connector only.",
                    "Write hub:" + uri.verb() + "/" + kamelet.connector());
        }
        if (uri.verb().equals("ticket")) {
            ticketed(uri);
            return;
        }
        secret(kamelet, uri, "secret");
        if (uri.verb().equals("envelope")) {
            known(uri, "unknown-scheme", "scheme of envelopes", uri.option("scheme"), ENVELOPES);
            secret(kamelet, uri, "authorization");
            return;
        }
        known(uri, "unknown-scheme", "signature scheme", uri.option("scheme"), SCHEMES);
        view.connectors().find(kamelet.connector()).flatMap(ConnectorDescriptor::door)
                .filter(door -> door.keys().contains(uri.option("secret")))
                .ifPresent(door -> findings.error(uri.node(), "sign-secret", "With " + uri.option("secret")
                        + " the other side signs: ours is another one."));
    }

    private void secret(KameletFile kamelet, Uri uri, String option) {
        view.connectors().find(kamelet.connector()).map(ConnectorDescriptor::secrets)
                .filter(secrets -> !uri.option(option).isEmpty())
                .ifPresent(secrets -> known(uri, "unknown-secret", "secret", uri.option(option), secrets));
    }

    private void known(Uri uri, String rule, String what, String name, Collection<String> names) {
        if (!names.contains(name)) {
            findings.unknown(uri.node(), rule, what, name, names);
        }
    }

    private Optional<ConnectorDescriptor> carried(Uri uri, String from) {
        if (!view.mayCarry(from)) {
            findings.unknown(uri.node(), "unknown-destination", "connector that takes deliveries", from,
                    view.carriable());
        }
        return view.carried(from);
    }

    private void destination(Uri uri, String id) {
        if (!view.takesDeliveries(id)) {
            findings.unknown(uri.node(), "unknown-destination", "connector or party that takes deliveries", id,
                    view.destinations());
        }
    }

    private void types(Uri uri) {
        String types = uri.option("types");
        if (types.isEmpty()) {
            findings.error(uri.node(), "delivery-types", "A delivery route names its message types.",
                    "Write parameters: {types: case.submitted} or types: \"*\".");
        } else if (!types.equals("*")) {
            for (String type : types.split(",")) {
                known(uri, "unknown-type", "message type", type.strip(), new TreeSet<>(view.messageTypes()));
            }
        }
    }

    private void probes(Uri uri) {
        carried(uri, uri.target()).ifPresent(connector -> {
            if (connector.deliver().orElseThrow().doubt() != DoubtPolicy.PROBE) {
                findings.error(uri.node(), "probe-policy",
                        "The connector " + connector.id() + " does not settle doubt by asking.",
                        "Write doubt: probe in its connector.yaml.");
            }
        });
    }

    private void asked(Uri uri) {
        carried(uri, uri.target());
        String contract = "canonical/ask." + uri.option("question");
        known(uri, "ask-question", "contract of a question", contract,
                view.contracts().names().stream().filter(name -> name.startsWith("canonical/ask.")).toList());
    }

    private void arrivals(Uri uri) {
        if (!view.hasSource(uri.target())) {
            findings.unknown(uri.node(), "unknown-connector", "connector with a source", uri.target(),
                    view.sources());
        }
        if (!CHANNEL.matcher(uri.option("channel")).matches()) {
            findings.error(uri.node(), "arrivals-channel", "A route from a source names its channel in small letters.",
                    "Write parameters: {channel: result}.");
        }
    }

    private void ticketed(Uri uri) {
        boolean there = view.connectors().find(uri.target()).flatMap(ConnectorDescriptor::deliver)
                .flatMap(DeliverySettings::ticket).isPresent();
        if (!there && !view.isBroken(uri.target())) {
            findings.error(uri.node(), "ticket", "The connector " + uri.target() + " gives no tickets.",
                    "Write ticket: {life: 30m} under deliver: in its connector.yaml.");
        }
    }

    private void pulled(Uri uri) {
        List<String> channels = view.connectors().find(uri.target()).flatMap(ConnectorDescriptor::source)
                .filter(PullSource.class::isInstance).map(source -> ((PullSource) source).channels()).orElse(List.of());
        if (!view.isBroken(uri.target())) {
            known(uri, "source-channel", "channel in the pull source of " + uri.target(), uri.option("channel"), channels);
        }
    }

    private void verify(Uri uri) {
        if (!view.hasDoor(uri.target())) {
            findings.unknown(uri.node(), "unknown-connector", "connector with a door", uri.target(),
                    view.connectorIds());
        }
    }

    private void map(Uri uri) {
        known(uri, "unknown-mapping", "mapping", uri.target(), view.mappingNames());
        String instead = uri.option("instead");
        if (!instead.isEmpty()) {
            known(uri, "unknown-mapping", "mapping", instead, view.mappingNames());
        }
        if (instead.isEmpty() == uri.option("at").startsWith("/") || instead.isEmpty() != uri.option("values").isEmpty()) {
            findings.error(uri.node(), "map-instead", "Another mapping for some documents needs at, values and instead.",
                    "Write parameters: {at: \"/kind\", values: \"a,b\", instead: system/other-mapping}.");
        }
    }

    private void materials(Uri uri) {
        boolean there = view.connectors().find(uri.target()).flatMap(ConnectorDescriptor::materials).isPresent();
        if (!there && !view.isBroken(uri.target())) {
            findings.unknown(uri.node(), "unknown-connector", "connector with a materials section", uri.target(),
                    view.connectorIds());
        }
    }

    private void address(Uri uri) {
        known(uri, "unknown-address", "address", uri.target(), ADDRESSES);
        if (uri.target().equals("to")) {
            List<String> systems = List.of(uri.option("systems").split(","));
            systems.forEach(system -> destination(uri, system.strip()));
        }
        if (!uri.option("also").isEmpty()) {
            List.of(uri.option("also").split(",")).forEach(other -> destination(uri, other.strip()));
        }
    }

    private void record(Uri uri) {
        BundleView.CanonicalDocument document = view.documents().get(uri.target());
        if (document == null || document.types().isEmpty()) {
            findings.unknown(uri.node(), "unknown-document", "canonical document", uri.target(), view.documents()
                    .keySet());
            return;
        }
        if (!uri.option("or").isEmpty()) {
            known(uri, "unknown-document", "second canonical document", uri.option("or"), Set.of("case.take-back"));
        }
        String key = uri.option("key");
        if (key.isEmpty()) {
            findings.error(uri.node(), "record-key", "hub:record needs a key, for requests without an Idempotency-Key.",
                    "Write parameters: {key: \"/caseNo,/version\"}.");
            return;
        }
        for (String pointer : key.split(",")) {
            String field = pointer.strip().startsWith("/") ? pointer.strip().substring(1).split("/", 2)[0]
                    : pointer.strip();
            if (!pointer.strip().startsWith("/") || !document.fields().contains(field)) {
                findings.unknown(uri.node(), "record-key", "field of " + uri.target(), pointer.strip(),
                        document.fields().stream().map(name -> "/" + name).toList());
            }
        }
    }
}
