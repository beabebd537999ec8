package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Sm3HeaderSignature;
import java.util.List;

/**
 * Makes the verbs of one bundle. Each name that a route gives is looked up here, when the bundle is loaded, so that a
 * wrong one stops the bundle and not a message.
 */
final class Verbs {
    private final Bundle bundle;
    private final FlowPorts ports;

    Verbs(Bundle bundle, FlowPorts ports) {
        this.bundle = bundle;
        this.ports = ports;
    }

    /** @throws IllegalArgumentException for an unknown verb, connector, mapping, contract or option */
    Verb make(String verb, String argument, Options options) {
        return switch (verb) {
            case "verify" -> new VerifyVerb(connector(argument), bundle.secrets(), new HmacSm3Signature(ports.clock()));
            case "store" -> new StoreVerb(
                    connector(argument), bundle.secrets(), new HmacSm3Signature(ports.clock()), ports.materials());
            case "attach" -> new AttachVerb(connector(argument), ports.materials());
            case "validate" -> validate(argument);
            case "map" -> map(argument, options);
            case "address" -> AddressVerb.make(
                    argument, options.take("systems", ""), options.take("also", ""), bundle);
            case "record" -> new RecordVerb(
                    argument, options.take("or", ""), options.take("key", ""), bundle, ports.intake());
            case "query" -> QueryVerb.make(argument, ports.cases(), ports.nonces());
            case "refuse" -> new RefuseVerb(ports.refused(), Boolean.parseBoolean(options.take("keep", "true")));
            case "fail" -> new FailVerb();
            case "sign" -> sign(argument, options);
            case "receipt" -> new ReceiptVerb(new AnswerReader(bundle.mappings(), mapping(argument)), bundle, ports.clock());
            case "probe-answer" -> new ProbeAnswerVerb(new AnswerReader(bundle.mappings(), mapping(argument)));
            default -> throw new IllegalArgumentException("there is no verb " + verb);
        };
    }

    private Verb map(String argument, Options options) {
        String instead = options.take("instead", "");
        MapVerb.Other other = MapVerb.Other.of(
                options.take("at", ""), options.take("values", ""), instead.isEmpty() ? "" : mapping(instead));
        return new MapVerb(bundle.mappings(), mapping(argument), other);
    }

    private Verb validate(String contract) {
        ConnectorDescriptor connector = connector(contract.substring(0, Math.max(0, contract.indexOf('/'))));
        require(bundle.contracts().has(contract), "contract", contract);
        return new ValidateVerb(bundle.contracts(), contract, connector);
    }

    private Verb sign(String id, Options options) {
        ConnectorDescriptor connector = connector(id);
        SignVerb.Plan plan = new SignVerb.Plan(
                connector,
                secretForSigning(connector, options.take("secret", "")),
                options.take("sender", "tongban-hub"),
                options.take("appId", bundle.settings().find(id, "app-id").orElse("tongban-hub")));
        return SignVerb.make(
                options.take("scheme", ""),
                plan,
                bundle.secrets(),
                new HmacSm3Signature(ports.clock()),
                new Sm3HeaderSignature(ports.clock()));
    }

    /** Unless named, the one secret that neither the connector's door nor its way out uses. */
    private static String secretForSigning(ConnectorDescriptor connector, String named) {
        List<String> free = connector.secrets().stream()
                .filter(secret -> connector.door().map(door -> !door.keys().contains(secret)).orElse(true))
                .filter(secret -> connector.deliver().flatMap(DeliverySettings::egress)
                        .map(egress -> !egress.secrets().contains(secret)).orElse(true))
                .toList();
        if (named.isEmpty() && free.size() == 1) {
            return free.get(0);
        }
        require(connector.secrets().contains(named), "secret", connector.id() + "." + named);
        return named;
    }

    private ConnectorDescriptor connector(String id) {
        return bundle.connectors().find(id).orElseThrow(
                () -> new IllegalArgumentException("there is no connector " + id));
    }

    private String mapping(String name) {
        require(bundle.mappings().has(name), "mapping", name);
        return name;
    }

    static void require(boolean known, String kind, String name) {
        if (!known) {
            throw new IllegalArgumentException("there is no " + kind + " " + name);
        }
    }
}
