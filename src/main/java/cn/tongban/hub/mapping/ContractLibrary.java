package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every JSON Schema contract of a bundle (draft 2020-12), compiled once; safe for many threads. A contract is named by
 * its system and file: {@code city-window/case-submission} for {@code connectors/city-window/contract/}, and
 * {@code canonical/case.submitted} for {@code mappings/canonical/schemas/}. Schemas refer to files of the bundle only.
 */
public final class ContractLibrary {
    private static final String ROOT = "bundle:///";
    private static final String SUFFIX = ".schema.json";
    private static final String ELEMENT = "x-element";
    private static final int MAX_PLACES = 20;
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .preloadJsonSchema(true)
            .regularExpressionFactory(SafePattern.FACTORY)
            .build();

    private final Map<String, JsonSchema> schemas = new HashMap<>();
    private final Map<String, String> elements = new HashMap<>();
    private final List<BundleProblem> problems = new ArrayList<>();

    private ContractLibrary(BundleFiles files) {
        JsonSchemaFactory factory = factory(files);
        for (String path : files.paths("", SUFFIX)) {
            nameOf(path).ifPresent(name -> add(factory, files, path, name));
        }
    }

    /** @throws HubException BUNDLE_INVALID with one place per broken schema */
    public static ContractLibrary compile(BundleFiles files) {
        ContractLibrary library = compileLeniently(files);
        if (!library.problems.isEmpty()) {
            List<Place> places = library.problems.stream()
                    .map(problem -> new Place(problem.file(), problem.rule(), problem.message()))
                    .toList();
            throw new HubException(ErrorCode.BUNDLE_INVALID, library.problems.get(0).file(), places);
        }
        return library;
    }

    /** As {@link #compile}, but a broken schema is only left out and listed in {@link #problems()}. */
    public static ContractLibrary compileLeniently(BundleFiles files) {
        return new ContractLibrary(files);
    }

    /** Names that {@code format:} may have: others would be ignored silently. */
    public static Set<String> formats() {
        return ContractFormats.names();
    }

    public List<BundleProblem> problems() {
        return List.copyOf(problems);
    }

    public List<String> names() {
        return schemas.keySet().stream().sorted().toList();
    }

    public boolean has(String name) {
        return schemas.containsKey(name);
    }

    /**
     * The local name of the XML element whose content the contract describes in its JSON form ({@code x-element}); empty
     * for documents that come as JSON.
     */
    public Optional<String> element(String name) {
        return Optional.ofNullable(elements.get(name));
    }

    /** The name of the contract in this file of a bundle; empty when the file is not a contract. */
    public static Optional<String> nameOf(String path) {
        String[] parts = path.split("/");
        if (!path.endsWith(SUFFIX) || parts.length != 4) {
            return Optional.empty();
        }
        boolean contract = parts[0].equals("connectors") && parts[2].equals("contract");
        boolean canonical = path.startsWith("mappings/canonical/schemas/");
        String file = parts[3].substring(0, parts[3].length() - SUFFIX.length());
        return contract || canonical ? Optional.of(parts[1] + "/" + file) : Optional.empty();
    }

    /**
     * @param asOf the message's day (Asia/Shanghai), for dates that cannot lie after it
     * @return what is wrong and what is merely odd; at most 20 places each, no value of the document in them
     * @throws HubException BUNDLE_INVALID when there is no such contract
     */
    public Verdict validate(String name, JsonNode document, LocalDate asOf) {
        JsonSchema schema = schemas.get(name);
        if (schema == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "contract " + name);
        }
        WarningCollector warnings = new WarningCollector();
        Consumer<ExecutionContext> setup = execution -> {
            execution.getCollectorContext().add(ContractFormats.AS_OF, asOf);
            execution.getCollectorContext().add(WarningCollector.NAME, warnings);
        };
        Set<ValidationMessage> messages = messages(schema, name, document, setup);
        Set<Place> errors = new LinkedHashSet<>();
        for (ValidationMessage message : messages) {
            errors.add(ContractPlaces.of(message));
        }
        return new Verdict(errors.stream().limit(MAX_PLACES).toList(), warnings.places(MAX_PLACES));
    }

    private static Set<ValidationMessage> messages(
            JsonSchema schema, String name, JsonNode document, Consumer<ExecutionContext> setup) {
        try {
            return schema.validate(document, setup);
        } catch (StackOverflowError e) {
            // Schemas of several files that refer to each other in a ring.
            throw new HubException(ErrorCode.BUNDLE_INVALID, "contract " + name + " refers to itself", e);
        }
    }

    /** The result of a check. */
    public record Verdict(List<Place> errors, List<Place> warnings) {
        public boolean isValid() {
            return errors.isEmpty();
        }
    }

    private void add(JsonSchemaFactory factory, BundleFiles files, String path, String name) {
        try {
            JsonNode node = Json.ofBundle(files, path);
            new SchemaCost(node).check();
            JsonSchema schema = factory.getSchema(SchemaLocation.of(ROOT + path), node, CONFIG);
            schema.initializeValidators();
            schemas.put(name, schema);
            if (node.hasNonNull(ELEMENT)) {
                elements.put(name, node.get(ELEMENT).asText());
            }
        } catch (HubException e) {
            problems.add(BundleProblem.of(path, e));
        } catch (JsonSchemaException | IllegalArgumentException e) {
            problems.add(e.getCause() instanceof SafePattern.Refused pattern
                    ? new BundleProblem(path, lineOf(files.text(path), pattern.pattern()), 1, "pattern", pattern.getMessage())
                    : new BundleProblem(path, 1, 1, "json-schema", String.valueOf(e.getMessage())));
        }
    }

    private static int lineOf(String text, String pattern) {
        int at = text.indexOf(TextNode.valueOf(pattern).toString());
        return at < 0 ? 1 : (int) text.substring(0, at).lines().count() + (text.charAt(Math.max(0, at - 1)) == '\n' ? 1 : 0);
    }

    private static JsonSchemaFactory factory(BundleFiles files) {
        JsonMetaSchema draft = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .formats(ContractFormats.all())
                .keyword(new NonValidationKeyword("x-personal"))
                .keyword(new NonValidationKeyword("x-types"))
                .keyword(new NonValidationKeyword(ELEMENT))
                .build();
        return JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(draft.getIri())
                .metaSchema(draft)
                .schemaLoaders(loaders -> loaders.add(iri -> iri.toString().startsWith(ROOT)
                                ? () -> new ByteArrayInputStream(files.text(iri.toString().substring(ROOT.length()))
                                        .getBytes(StandardCharsets.UTF_8))
                                : null)
                        .add(DisallowSchemaLoader.getInstance()))
                .build();
    }
}
