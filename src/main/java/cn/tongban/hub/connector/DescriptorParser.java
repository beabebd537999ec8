package cn.tongban.hub.connector;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code connector.yaml}. Unknown keys, wrong values and contradictions are all reported, each with its line. */
final class DescriptorParser {
    private static final Mark START = new Mark("", 0, 0, 0, new int[0], 0);
    private static final Bilingual NO_NAME = new Bilingual("?", "?");
    private static final StepSettings NO_STEPS = new StepSettings(List.of(), Duration.ofHours(24), false);

    private DescriptorParser() {}

    /**
     * @param file the path that findings name
     * @throws cn.tongban.hub.support.HubException BUNDLE_INVALID with one place per finding
     */
    static ConnectorDescriptor parse(String file, byte[] yaml) {
        Findings findings = new Findings(file);
        Node node = compose(findings, yaml);
        findings.throwIfAny();
        YamlSection root = new YamlSection(findings, "", node);
        ConnectorDescriptor descriptor = read(root);
        root.close();
        contradictions(root, descriptor);
        findings.throwIfAny();
        return descriptor;
    }

    private static Node compose(Findings findings, byte[] yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(10);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node != null) {
                return node;
            }
            findings.add(START, "", "empty", "the file is empty");
        } catch (CharacterCodingException e) {
            findings.add(START, "", "charset", "the file is not UTF-8");
        } catch (MarkedYAMLException e) {
            findings.add(e.getProblemMark() == null ? START : e.getProblemMark(), "", "yaml", e.getProblem());
        } catch (YAMLException e) {
            findings.add(START, "", "yaml", "the file is not one YAML document");
        }
        findings.throwIfAny();
        throw new IllegalStateException("a finding was added above");
    }

    private static ConnectorDescriptor read(YamlSection root) {
        Map<String, SecretForm> secrets = new LinkedHashMap<>();
        root.mixed("secrets", Map.entry("?", SecretForm.TEXT), name -> Map.entry(Values.name(name), SecretForm.TEXT),
                DescriptorParser::secret).forEach(secret -> put(root, secrets, secret));
        return new ConnectorDescriptor(
                root.value("id", null, "?", Values::name),
                bilingual(root, "name"),
                bilingual(root, "owner"),
                root.value("direction", null, Direction.BOTH, Values.choice(Direction.class)),
                root.table("settings", Values::name),
                List.copyOf(secrets.keySet()),
                special(secrets),
                root.section("door").map(DescriptorParser::door),
                root.section("deliver").map(DeliverParser::deliver),
                root.section("steps").map(DescriptorParser::steps).orElse(NO_STEPS),
                root.section("source").map(SourceParser::source),
                PartyParser.parties(root.sections("parties")),
                root.section("materials").map(MaterialParser::materials),
                root.section("soap").map(SoapParser::soap));
    }

    private static Map.Entry<String, SecretForm> secret(YamlSection section) {
        Map.Entry<String, SecretForm> secret = Map.entry(
                section.value("name", null, "?", Values::name),
                section.value("form", SecretForm.TEXT, SecretForm.TEXT, Values.choice(SecretForm.class)));
        section.close();
        return secret;
    }

    private static void put(YamlSection root, Map<String, SecretForm> secrets, Map.Entry<String, SecretForm> secret) {
        if (secrets.putIfAbsent(secret.getKey(), secret.getValue()) != null) {
            root.report("secrets", "duplicate-name", secret.getKey() + " is used twice");
        }
    }

    private static Map<String, SecretForm> special(Map<String, SecretForm> secrets) {
        Map<String, SecretForm> special = new HashMap<>(secrets);
        special.values().removeIf(SecretForm.TEXT::equals);
        return special;
    }

    static Bilingual bilingual(YamlSection root, String key) {
        Optional<YamlSection> section = root.section(key);
        if (section.isEmpty()) {
            root.report(key, "required", "give it in both languages: {zh: .., en: ..}");
            return NO_NAME;
        }
        Bilingual names = new Bilingual(
                section.get().value("zh", null, "?", Values::text), section.get().value("en", null, "?", Values::text));
        section.get().close();
        return names;
    }

    private static Door door(YamlSection section) {
        Door door = new Door(
                section.value("signature", null, DoorScheme.HMAC_SM3, Values.choice(DoorScheme.class)),
                section.lists("senders", Values::sender, Values::name),
                section.value("max-body", 1 << 20, 1 << 20, Values.size(1 << 10, 16 << 20)),
                section.value("max-depth", 32, 32, Values.integer(1, 200)),
                section.value("concurrency", 96, 96, Values.integer(1, 1000)),
                section.value("answer", Optional.empty(), Optional.empty(), text -> Optional.of(Values.mapping(text))));
        if (door.senders().isEmpty()) {
            section.report("senders", "required", "a door needs at least one sender");
        }
        section.close();
        return door;
    }

    private static StepSettings steps(YamlSection section) {
        StepSettings steps = new StepSettings(
                section.list("implied", "?", Values::state),
                section.list("repeats", "?", Values::state),
                section.value("park", NO_STEPS.park(), NO_STEPS.park(),
                        Values.duration(Duration.ofMinutes(1), Duration.ofDays(30))),
                section.value("decide-with-debt", false, false, Values::flag),
                section.value("others", false, false, Values::flag),
                section.list("hears", "?", Values::state));
        section.close();
        return steps;
    }

    private static void contradictions(YamlSection root, ConnectorDescriptor descriptor) {
        boolean comesIn = descriptor.door().isPresent() || descriptor.source().isPresent();
        if (comesIn != descriptor.direction().comesIn()) {
            root.report("direction", "contradiction", "in and both need a door or a source, out must have neither");
        }
        if (descriptor.deliver().isPresent() != descriptor.direction().goesOut()) {
            root.report("direction", "contradiction", "out and both need a deliver section, in must not have one");
        }
        descriptor.door().map(Door::senders).map(Map::values).ifPresent(used -> used.stream()
                .flatMap(List::stream)
                .filter(secret -> !descriptor.secrets().contains(secret))
                .forEach(secret -> root.report("door", "unknown-secret", secret + " is not listed under secrets")));
        descriptor.parties().values().stream().map(Party::secret)
                .filter(secret -> !descriptor.secrets().contains(secret))
                .forEach(secret -> root.report("parties", "unknown-secret", secret + " is not listed under secrets"));
        if (!descriptor.parties().isEmpty() && descriptor.deliver().filter(way -> !way.listens().isEmpty()).isPresent()) {
            root.report("deliver", "contradiction", "a connector with parties hears by their events, not by listens");
        }
        SourceParser.contradictions(root, descriptor);
        SoapParser.contradictions(root, descriptor);
        descriptor.deliver().ifPresent(deliver ->
                EgressParser.undeclared(root, deliver, descriptor.settings(), descriptor.secrets()));
        envelopeKeys(root, descriptor);
        names(root, descriptor);
    }

    private static void envelopeKeys(YamlSection root, ConnectorDescriptor descriptor) {
        descriptor.door().filter(door -> door.signature() == DoorScheme.SM4_ENVELOPE).map(Door::keys).stream()
                .flatMap(Set::stream)
                .filter(secret -> descriptor.formOf(secret) != SecretForm.BASE64_16)
                .sorted()
                .forEach(secret -> root.report("secrets", "contradiction",
                        secret + " opens envelopes: {name: " + secret + ", form: base64-16}"));
    }

    /** A name may stand for one thing only: settings and secrets share the look of their environment variables. */
    private static void names(YamlSection root, ConnectorDescriptor descriptor) {
        Set<String> seen = new HashSet<>(descriptor.settings().keySet());
        for (String secret : descriptor.secrets()) {
            if (!seen.add(secret)) {
                root.report("secrets", "duplicate-name", secret + " is used twice");
            }
        }
    }
}
