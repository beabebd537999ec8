package cn.tongban.hub.skeleton;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.CsvFile;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an editor calls right is what the hub takes, and the other way round. */
class EditorSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final BundleFiles BUNDLE = BundleFiles.fromDirectory(Path.of(""));
    private static final Pattern KNOWN = Pattern.compile("known keys: ([a-z, -]+)");
    private static final String HEAD = """
            id: x
            name: {zh: x, en: x}
            owner: {zh: x, en: x}
            direction: both
            """;

    static Stream<String> descriptors() {
        return BUNDLE.paths("connectors/", "/connector.yaml").stream();
    }

    static Stream<String> flows() {
        return BUNDLE.paths("routes/", "/flow.yaml").stream();
    }

    static Stream<String> schemas() {
        return BUNDLE.paths("", ".schema.json").stream();
    }

    @ParameterizedTest
    @MethodSource("descriptors")
    void shippedDescriptorsAreRight(String path) throws IOException {
        assertThat(schema("connector").validate(YAML.readTree(BUNDLE.text(path)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("flows")
    void shippedFlowsAreRight(String path) throws IOException {
        assertThat(schema("flow").validate(YAML.readTree(BUNDLE.text(path)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shippedContractsAreRight(String path) throws IOException {
        assertThat(schema("contract").validate(JSON.readTree(BUNDLE.text(path)))).isEmpty();
    }

    @Test
    void shippedCodeTablesAreRight() {
        JsonSchema row = schema("code-table");
        for (String path : BUNDLE.paths("mappings/", ".csv")) {
            if (path.contains("/codes/") && !path.contains("/golden/")) {
                for (CsvFile.Row line : CsvFile.read(BUNDLE, path).rows()) {
                    JsonNode cells = JSON.valueToTree(line.cells());
                    assertThat(row.validate(cells)).as(path + ":" + line.line()).isEmpty();
                }
            }
        }
    }

    @Test
    void whatASkeletonMakesIsRight() throws IOException {
        Map<String, String> made = new Skeletons(BUNDLE).connector("township").files();

        assertThat(schema("connector").validate(YAML.readTree(made.get("connectors/township/connector.yaml")))).isEmpty();
        assertThat(schema("simulator").validate(YAML.readTree(made.get("connectors/township/simulator.yaml")))).isEmpty();
        assertThat(schema("flow").validate(YAML.readTree(made.get("routes/township/flow.yaml")))).isEmpty();
    }

    /** The parser names the keys that it knows when it meets one that it does not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "|zzz: 1",
        "name|name: {zh: x, en: x, zzz: 1}",
        "door|door: {zzz: 1}",
        "deliver|deliver: {zzz: 1}",
        "deliver/timeouts|deliver: {timeouts: {zzz: 1}}",
        "deliver/retry|deliver: {retry: {zzz: 1}}",
        "deliver/circuit|deliver: {circuit: {zzz: 1}}",
        "deliver/ticket|deliver: {ticket: {zzz: 1}}",
        "deliver/opening-hours/[]|deliver: {opening-hours: [{zzz: 1}]}",
        "deliver/listens/[]|deliver: {listens: [{zzz: 1}]}",
        "deliver/maintenance/[]|deliver: {maintenance: [{zzz: 1}]}",
        "deliver/egress|deliver: {egress: {zzz: 1}}",
        "deliver/egress/proxy|deliver: {egress: {proxy: {zzz: 1}}}",
        "deliver/egress/certificate|deliver: {egress: {certificate: {zzz: 1}}}",
        "deliver/test|deliver: {test: {zzz: 1}}",
        "deliver/test/sign|deliver: {test: {sign: {zzz: 1}}}",
        "steps|steps: {zzz: 1}",
        "source|source: {kind: jdbc-polling, zzz: 1} ;; source: {kind: pull, zzz: 1}",
        "source/tables/[]|source: {kind: jdbc-polling, tables: [{zzz: 1}]}",
        "source/lag|source: {kind: jdbc-polling, lag: {zzz: 1}}",
        "parties/[]|parties: [{zzz: 1}]",
        "materials|materials: {zzz: 1}",
        "soap|soap: {zzz: 1}",
        "soap/service|soap: {service: {zzz: 1}}",
        "soap/client|soap: {client: {zzz: 1}}",
        "soap/client/security|soap: {client: {security: {zzz: 1}}}",
        "soap/client/security/answers|soap: {client: {security: {answers: {zzz: 1}}}}",
    })
    void parserAndSchemaKnowTheSameKeys(String path, String yaml) {
        // Two kinds of a section have keys of their own.
        Set<String> known = new TreeSet<>();
        for (String one : yaml.split(" ;; ")) {
            String text = (one.startsWith("name") ? HEAD.replace("name: {zh: x, en: x}\n", "") : HEAD) + one + "\n";
            HubException refused = catchThrowableOfType(HubException.class, () -> parse(text));
            refused.places().stream().filter(place -> place.rule().equals("unknown-key"))
                    .map(place -> KNOWN.matcher(place.detail())).filter(Matcher::find)
                    .flatMap(found -> Arrays.stream(found.group(1).split(", "))).forEach(known::add);
        }
        JsonNode at = root("connector");
        for (String name : path == null ? new String[0] : path.split("/")) {
            at = name.equals("[]") ? at.path("items") : at.path("properties").path(name);
        }
        Set<String> written = new TreeSet<>();
        at.path("properties").fieldNames().forEachRemaining(written::add);
        assertThat(known).isNotEmpty().isEqualTo(written);
        assertThat(at.path("additionalProperties").asBoolean(true)).isFalse();
    }

    /** Every section of the schema is in the test above. */
    @Test
    void everySectionIsCompared() throws NoSuchMethodException {
        CsvSource compared = EditorSchemasTest.class.getDeclaredMethod("parserAndSchemaKnowTheSameKeys", String.class,
                String.class).getAnnotation(CsvSource.class);
        Set<String> rows = Arrays.stream(compared.value()).map(row -> row.split("\\|")[0]).collect(toCollection(TreeSet::new));
        rows.add("owner");
        rows.add("parties/[]/name");
        Set<String> sections = new TreeSet<>();

        sections(root("connector"), "", sections);

        assertThat(rows).isEqualTo(sections);
    }

    private static void sections(JsonNode schema, String path, Set<String> found) {
        if (schema.path("properties").size() > 0) {
            found.add(path);
        }
        schema.path("properties").fields().forEachRemaining(field ->
                sections(field.getValue(), path.isEmpty() ? field.getKey() : path + "/" + field.getKey(), found));
        if (schema.has("items")) {
            sections(schema.get("items"), path + "/[]", found);
        }
    }

    /** Each default and each word of a list that the schema offers is one that the hub reads. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "deliver/doubt|deliver: {doubt: %s}", "direction|direction: %s", "materials/as|materials: {as: %s}",
        "source/kind|source: {kind: %s}", "door/signature|door: {signature: %s}",
        "deliver/test/method|deliver: {test: {path: /, method: %s}}", "source/lag/over|source: {kind: postgres-cdc, lag: {over: %s}}",
        "deliver/test/sign/scheme|deliver: {test: {path: /, sign: {scheme: %s, secret: x}}}",
        "materials/types/[]|materials: {types: [%s]}", "deliver/opening-hours/[]/days/[]|deliver: {opening-hours: [{days: [%s]}]}",
    })
    void everyWordOfAListIsTaken(String path, String yaml) {
        JsonNode at = root("connector");
        for (String name : path.split("/")) {
            at = name.equals("[]") ? at.path("items") : at.path("properties").path(name);
        }
        assertThat(at.path("enum")).isNotEmpty();
        at.path("enum").forEach(word -> assertThat(values(yaml.formatted(word.asText()))).isEmpty());
        assertThat(values(yaml.formatted("zzz"))).hasSize(1);
    }

    private static List<String> values(String yaml) {
        String head = yaml.startsWith("direction") ? HEAD.replace("direction: both\n", "") : HEAD;
        try {
            parse(head + yaml + "\n");
            return List.of();
        } catch (HubException e) {
            return e.places().stream().filter(place -> place.rule().equals("value")).map(Object::toString).toList();
        }
    }

    /** A key that has the default of the schema says the same as none. */
    @Test
    void defaultsAreThoseOfTheHub() throws IOException {
        ObjectNode whole = (ObjectNode) YAML.readTree(HEAD + """
                settings: {base-url: x, url: x}
                secrets: [x]
                door: {signature: hmac-sm3, senders: {x: x}}
                deliver: {timeouts: {}, retry: {}, circuit: {}, egress: {}, test: {path: /, sign: {scheme: hmac-sm3, secret: x}}}
                steps: {}
                source: {kind: jdbc-polling, url: url, user: url, password: x, lag: {}, tables: [{name: t, channel: t, columns: [row_guid, update_time]}]}
                materials: {}
                """);
        Set<String> checked = new TreeSet<>();
        defaults(root("connector"), "", whole, checked);

        assertThat(checked).hasSizeGreaterThan(35).contains("/deliver/retry/jitter", "/source/lag/cap", "/materials/as");
    }

    private static void defaults(JsonNode schema, String path, ObjectNode whole, Set<String> checked) throws IOException {
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            String at = path + "/" + field.getKey();
            if (field.getValue().has("default") && whole.at(path.isEmpty() ? "" : path) instanceof ObjectNode) {
                ObjectNode given = whole.deepCopy();
                ((ObjectNode) given.at(path)).set(field.getKey(), field.getValue().get("default"));
                assertThat(read(given)).as(at).isEqualTo(read(whole));
                checked.add(at);
            }
            defaults(field.getValue(), at, whole, checked);
        }
    }

    private static Object read(ObjectNode descriptor) throws IOException {
        return ConnectorCatalogue.parse(Map.of("connectors/x/connector.yaml", YAML.writeValueAsBytes(descriptor))).get("x");
    }

    /** A change by one key or value that the hub refuses is refused by the schema too. */
    @Test
    void whatTheHubRefusesTheSchemaRefuses() throws IOException {
        ObjectNode good = (ObjectNode) YAML.readTree(BUNDLE.text("connectors/district-platform/connector.yaml"));
        JsonSchema schema = schema("connector");
        List<Map.Entry<String, JsonNode>> changes = List.of(
                Map.entry("/id", JSON.valueToTree("Not-Plain")), Map.entry("/direction", JSON.valueToTree("up")),
                Map.entry("/deliver/doubt", JSON.valueToTree("maybe")), Map.entry("/deliver/concurrency", JSON.valueToTree(0)),
                Map.entry("/deliver/timeouts/total", JSON.valueToTree("20")), Map.entry("/source/kind", JSON.valueToTree("x")),
                Map.entry("/source/lag/cap", JSON.valueToTree("1TB")), Map.entry("/materials/as", JSON.valueToTree("fax")),
                Map.entry("/steps/decide-with-debt", JSON.valueToTree("yes")));
        for (Map.Entry<String, JsonNode> change : changes) {
            ObjectNode bad = good.deepCopy();
            int slash = change.getKey().lastIndexOf('/');
            ((ObjectNode) bad.at(change.getKey().substring(0, slash))).set(change.getKey().substring(slash + 1),
                    change.getValue());

            assertThat(schema.validate(bad)).as(change.getKey()).isNotEmpty();
            assertThatThrownBy(() -> parse(YAML.writeValueAsString(bad))).as(change.getKey()).isInstanceOf(HubException.class);
        }
    }

    /** The line that tells an editor where the schema is leads to a file that is there. */
    @Test
    void linesForEditorsLeadToASchema() throws IOException {
        Pattern line = Pattern.compile("# yaml-language-server: \\$schema=(\\S+)");
        for (String path : BUNDLE.paths("", ".yaml")) {
            Matcher found = line.matcher(BUNDLE.text(path));
            if (found.find()) {
                assertThat(Path.of(path).resolveSibling(found.group(1)).normalize()).exists();
            }
        }
        assertThat(EditorSchemas.files().keySet()).allSatisfy(path -> assertThat(Path.of(path)).exists());
        assertThat(EditorSchemas.files().values()).allSatisfy(text -> assertThat(JSON.readTree(text).path("title").asText()).isNotEmpty());
    }

    private static void parse(String yaml) {
        ConnectorCatalogue.parse(Map.of("connectors/x/connector.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
    }

    static JsonSchema schema(String name) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root(name));
    }

    static JsonNode root(String name) {
        try {
            return JSON.readTree(Files.readString(Path.of(EditorSchemas.path(name))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
