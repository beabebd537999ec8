package cn.tongban.hub.release;

import cn.tongban.hub.mapping.ContractLibrary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a contract is written. JSON Schema ignores a keyword that it does not know, so a misspelt one silently allows
 * everything; and a required field that is not described is one that was renamed.
 */
final class SchemaFileRules {
    private static final Set<String> KEYWORDS = Set.of("$schema", "$id", "$ref", "$defs", "$comment", "title",
            "description", "type", "required", "properties", "additionalProperties", "patternProperties",
            "propertyNames", "minProperties", "maxProperties", "dependentRequired", "items", "prefixItems", "contains",
            "minItems", "maxItems", "uniqueItems", "enum", "const", "format", "pattern", "minLength", "maxLength",
            "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "allOf", "anyOf", "oneOf",
            "not", "if", "then", "else", "default", "examples", "x-personal", "x-types", "x-element");
    private static final Set<String> TYPES =
            Set.of("string", "integer", "number", "boolean", "object", "array", "null");
    /** Under these a name is a field, not a keyword. */
    private static final Set<String> NAMED = Set.of("properties", "patternProperties", "$defs");
    private static final Set<String> DATA = Set.of("enum", "const", "default", "examples", "x-personal", "x-types",
            "x-element", "required", "dependentRequired");
    private static final List<List<String>> BOUNDS = List.of(
            List.of("minLength", "maxLength"), List.of("minItems", "maxItems"), List.of("minimum", "maximum"));

    private final BundleView view;
    private final FindingList findings;

    SchemaFileRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        for (String path : view.files().paths("", ".schema.json")) {
            YamlNode.read(view.files(), path, findings).ifPresent(root -> {
                schema(root);
                references(root, root);
                new PersonalRules(findings).check(path, root);
            });
        }
    }

    private void schema(YamlNode node) {
        for (YamlNode.Entry entry : node.entries()) {
            String name = entry.name();
            if (!KEYWORDS.contains(name)) {
                findings.unknown(entry.key(), "schema-keyword", "keyword", name, KEYWORDS);
            } else if (NAMED.contains(name)) {
                entry.value().entries().forEach(field -> schema(field.value()));
            } else if (!DATA.contains(name)) {
                schema(entry.value());
                entry.value().items().forEach(this::schema);
            }
        }
        node.get("type").ifPresent(this::types);
        node.get("enum").ifPresent(this::values);
        node.get("format").ifPresent(this::format);
        required(node);
        BOUNDS.forEach(bound -> bounds(node, bound.get(0), bound.get(1)));
    }

    private void references(YamlNode node, YamlNode root) {
        node.get("$ref").filter(ref -> ref.text().orElse("").startsWith("#/")).ifPresent(ref -> {
            String pointer = ref.text().orElse("").substring(1);
            if (!root.has(pointer)) {
                findings.error(ref, "schema-reference", "There is no " + pointer + " in this file.");
            }
        });
        node.entries().forEach(entry -> references(entry.value(), root));
        node.items().forEach(item -> references(item, root));
    }

    private void types(YamlNode type) {
        List<YamlNode> all = type.isList() ? type.items() : List.of(type);
        all.stream().filter(each -> !TYPES.contains(each.text().orElse("")))
                .forEach(each -> findings.unknown(each, "schema-type", "type", each.text().orElse(""), TYPES));
    }

    private void values(YamlNode values) {
        Set<String> seen = new HashSet<>();
        values.items().stream().filter(value -> !seen.add(value.text().orElse("")))
                .forEach(value -> findings.error(value, "schema-enum", "The value occurs twice."));
        if (values.items().isEmpty()) {
            findings.error(values, "schema-enum", "A list of values has at least one.");
        }
    }

    private void format(YamlNode format) {
        String name = format.text().orElse("");
        Set<String> known = ContractLibrary.formats();
        if (!known.contains(name)) {
            findings.unknown(format, "schema-format", "format", name, known);
        }
    }

    private void required(YamlNode node) {
        Set<String> fields = new TreeSet<>();
        node.get("properties").ifPresent(fieldsOf -> fieldsOf.entries().forEach(field -> fields.add(field.name())));
        if (node.get("properties").isEmpty()) {
            return;
        }
        node.get("required").ifPresent(required -> required.items().stream()
                .filter(name -> !fields.contains(name.text().orElse("")))
                .forEach(name -> findings.unknown(name, "schema-required", "field", name.text().orElse(""), fields)));
    }

    private void bounds(YamlNode node, String least, String most) {
        double low = number(node, least, Double.NEGATIVE_INFINITY);
        if (low > number(node, most, Double.POSITIVE_INFINITY)) {
            node.get(least).ifPresent(at -> findings.error(at, "schema-bounds", least + " is more than " + most + "."));
        }
    }

    private static double number(YamlNode node, String key, double otherwise) {
        String text = node.textOf(key);
        return text.matches("-?\\d{1,15}(\\.\\d{1,15})?") ? Double.parseDouble(text) : otherwise;
    }
}
