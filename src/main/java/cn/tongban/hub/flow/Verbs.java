package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.Door;
import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Sm2Form;
import cn.tongban.hub.connector.Sm2Sealing;
import cn.tongban.hub.connector.Sm3HeaderSignature;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.List;
import java.util.Map;

/**
 * Makes the verbs of one bundle. Each name that a route gives is looked up here, when the bundle is loaded, so that a
 * wrong one stops the bundle and not a message.
 */
final class Verbs {
    private final Bundle bundle;
    private final FlowPorts ports;
    private final Tickets tickets;

    Verbs(Bundle bundle, FlowPorts ports, Tickets tickets) {
        this.bundle = bundle;
        this.ports = ports;
        this.tickets = tickets;
    }

    /** @throws IllegalArgumentException for an unknown verb, connector, mapping, contract or option */
    Verb make(String verb, String argument, Options options) {
        return switch (verb) {
            case "verify" -> verify(connector(argument));
            case "store" -> new StoreVerb(
                    connector(argument), bundle.secrets(), new HmacSm3Signature(ports.clock()), ports.materials());
            case "attach" -> new AttachVerb(connector(argument), ports.materials());
            case "validate" -> validate(argument);
            case "map" -> map(argument, options);
            case "address" -> AddressVerb.make(
                    argument, options.take("systems", ""), options.take("also", ""), bundle, ports.items());
            case "record" -> new RecordVerb(
                    argument, options.take("or", ""), options.take("key", ""), bundle, ports.intake());
            case "query" -> QueryVerb.make(argument, ports);
            case "holdings" -> HoldingsVerb.make(argument, ports.items());
            case "refuse" -> new RefuseVerb(ports.refused(), Boolean.parseBoolean(options.take("keep", "true")));
            case "fail" -> new FailVerb();
            case "sign" -> sign(argument, options);
            case "envelope" -> envelope(connector(argument), options);
            case "enrich" -> EnrichVerb.make(argument, ports.records());
            case "go-on" -> new GoOnVerb(bundle.mappings(), mapping(argument), new Verdicts(bundle, ports.clock()));
            case "receipt" -> new ReceiptVerb(
                    new AnswerReader(bundle.mappings(), mapping(argument)), new Verdicts(bundle, ports.clock()));
            case "probe-answer" -> new ProbeAnswerVerb(new AnswerReader(bundle.mappings(), mapping(argument)));
            case "answer" -> new AnswerVerb(new AnswerReader(bundle.mappings(), mapping(argument)));
            case "ticket" -> ticket(argument, options);
            default -> throw new IllegalArgumentException("there is no verb " + verb);
        };
    }

    private Verb verify(ConnectorDescriptor connector) {
        Door door = connector.door().orElseThrow(
                () -> new IllegalArgumentException("there is no door of connector " + connector.id()));
        return switch (door.signature()) {
            case HMAC_SM3 -> new VerifyVerb(connector, bundle.secrets(), new HmacSm3Signature(ports.clock()));
            case SM4_ENVELOPE -> new OpenEnvelopeVerb(connector, door, bundle.secrets());
            case WS_USERNAME_TOKEN, WS_SIGNATURE -> new ProvenVerb();
        };
    }

    private Verb map(String argument, Options options) {
        String instead = options.take("instead", "");
        MapVerb.Other other = MapVerb.Other.of(
                options.take("at", ""), options.take("values", ""), instead.isEmpty() ? "" : mapping(instead));
        return new MapVerb(bundle.mappings(), mapping(argument), other);
    }

    private Verb ticket(String id, Options options) {
        require(connector(id).deliver().flatMap(DeliverySettings::ticket).isPresent(), "connector with a deliver.ticket:", id);
        return new TicketVerb(tickets, id, options.take("at", ""));
    }

    private Verb validate(String contract) {
        ConnectorDescriptor connector = connector(contract.substring(0, Math.max(0, contract.indexOf('/'))));
        require(bundle.contracts().has(contract), "contract", contract);
        return new ValidateVerb(bundle, contract, connector);
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

    private Verb envelope(ConnectorDescriptor connector, Options options) {
        String scheme = options.take("scheme", "");
        Attachment envelope = switch (scheme) {
            case "sm4-form" -> new SealedForm(connector.id(), options.take("apiCode", ""), options.take("senderNo", ""),
                    options.take("version", "V1.0.0"), options.take("secret", ""), options.take("authorization", ""),
                    bundle.secrets(), ports.clock()).checked();
            case "sm2-params" -> sealedParams(connector.id(), options.take("secret", ""));
            default -> throw new IllegalArgumentException("there is no scheme of envelopes " + scheme);
        };
        return exchange -> {
            Passage passage = Passage.of(exchange);
            // A file that is attached already travels beside the sealed document.
            passage.attach(passage.attachment().map(file -> beside(envelope, file, connector.id())).orElse(envelope));
        };
    }

    private static Attachment beside(Attachment envelope, Attachment file, String connector) {
        if (envelope instanceof SealedParams && file instanceof MultipartAttachment multipart) {
            return new SealedBeside(envelope, multipart);
        }
        throw new HubException(ErrorCode.BUNDLE_INVALID,
                connector + ": beside a sealed document a material travels as multipart, and not beside a form");
    }

    private Attachment sealedParams(String connector, String secret) {
        Map<String, String> settings = bundle.settings().of(connector);
        Sm2Sealing sealing = new Sm2Sealing(settings.getOrDefault("platform-key", ""), Sm2Form.of(settings));
        return new SealedParams(connector, settings.getOrDefault("app-mark", ""), secret, sealing, bundle.secrets(),
                ports.clock()).checked();
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
