package cn.tongban.hub.mapping;

import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Turns what the schema library says, which quotes values, into places that quote only the schema. */
final class ContractPlaces {
    private static final int MOST_VALUES = 12;

    private ContractPlaces() {}

    static Place of(ValidationMessage message) {
        String rule = message.getType();
        JsonNode schema = message.getSchemaNode();
        String pointer = message.getInstanceLocation().toString();
        return switch (rule) {
            case "required", "dependentRequired" -> new Place(child(pointer, message), "required", "Is missing.");
            case "additionalProperties", "unevaluatedProperties" -> new Place(child(pointer, message), "unknown-field",
                    "The contract has no such field.");
            case "format" -> new Place(pointer, schema.asText(), ContractFormats.sentence(schema.asText()));
            default -> new Place(pointer, rule, sentence(rule, schema));
        };
    }

    private static String sentence(String rule, JsonNode schema) {
        return switch (rule) {
            case "type" -> "Must be of type " + list(schema) + ".";
            case "enum" -> "Must be one of " + list(schema) + ".";
            case "const" -> "Must be " + schema.asText() + ".";
            case "minLength" -> "Is shorter than " + schema.asText() + " characters.";
            case "maxLength" -> "Is longer than " + schema.asText() + " characters.";
            case "minItems" -> "Has fewer than " + schema.asText() + " entries.";
            case "maxItems" -> "Has more than " + schema.asText() + " entries.";
            case "minimum" -> "Is less than " + schema.asText() + ".";
            case "maximum" -> "Is greater than " + schema.asText() + ".";
            case "pattern" -> "Does not have the form " + schema.asText() + ".";
            default -> "Violates the rule " + rule + " of the contract.";
        };
    }

    private static String list(JsonNode schema) {
        if (!schema.isArray()) {
            return schema.asText();
        }
        return StreamSupport.stream(schema.spliterator(), false)
                .limit(MOST_VALUES)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String child(String pointer, ValidationMessage message) {
        String name = message.getProperty();
        return name == null ? pointer : pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
