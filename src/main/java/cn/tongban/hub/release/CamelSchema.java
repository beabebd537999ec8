package cn.tongban.hub.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The JSON Schema of Camel's YAML DSL, as the very version brings it along in which the routes will run. Of all that the
 * schema says about a wrong file only the innermost complaints are kept: the others follow from them.
 */
final class CamelSchema {
    private static final String FILE = "schema/camelYamlDsl.json";
    /** The innermost complaint says most in this order; what is not named only repeats the others. */
    private static final List<String> TELLING = List.of("additionalProperties", "required", "enum", "type", "maxProperties");
    private static final JsonSchema SCHEMA = read();

    private CamelSchema() {}

    /** @param steps what a file of routes holds: a list with one entry for each route or configuration */
    static void check(JsonNode steps, YamlNode root, FindingList findings) {
        Map<String, List<ValidationMessage>> places = SCHEMA.validate(steps).stream()
                .filter(message -> TELLING.contains(message.getType()))
                .collect(Collectors.groupingBy(message -> message.getInstanceLocation().toString()));
        innermost(places.keySet()).forEach(pointer -> {
            ValidationMessage told = places.get(pointer).stream()
                    .min(Comparator.comparing(message -> TELLING.indexOf(message.getType())))
                    .orElseThrow();
            YamlNode at = root.find(told.getType().equals("additionalProperties") ? pointer + "/" + told.getProperty()
                    : pointer);
            if (!findings.has(at.file(), at.line())) {
                findings.error(at, "camel-schema", sentence(told));
            }
        });
    }

    private static Collection<String> innermost(Set<String> pointers) {
        return pointers.stream()
                .filter(pointer -> pointers.stream().noneMatch(other -> other.startsWith(pointer + "/")))
                .sorted()
                .toList();
    }

    private static String sentence(ValidationMessage message) {
        String name = String.valueOf(message.getProperty());
        return switch (message.getType()) {
            case "additionalProperties" -> "Camel 4.17 knows no " + name + " here.";
            case "required" -> "Camel 4.17 needs " + name + " here.";
            case "enum" -> "Camel 4.17 takes another value here.";
            case "maxProperties" -> "One entry holds one step.";
            default -> "Camel 4.17 expects another type of value here.";
        };
    }

    private static JsonSchema read() {
        try (InputStream in = CamelSchema.class.getClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .typeLoose(true)
                    // Step within step within step: read ahead it fills the memory of a command.
                    .preloadJsonSchema(false)
                    .build();
            JsonMetaSchema draft = JsonMetaSchema.builder(JsonMetaSchema.getV4())
                    .keyword(new NonValidationKeyword("deprecated"))
                    .build();
            return JsonSchemaFactory.builder().defaultMetaSchemaIri(draft.getIri()).metaSchema(draft).build()
                    .getSchema(JsonMapper.builder().build().readTree(in), config);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
