package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns one schema of an OpenAPI document into a contract of its own: JSON Schema 2020-12 with its parts in $defs. */
final class OpenApiSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    /** Words of OpenAPI that say nothing about a body, or only for people. */
    private static final Set<String> SILENT = Set.of("example", "examples", "externalDocs", "deprecated", "$schema", "$id");
    /** What a contract may say; a word that is not here would silently allow everything. */
    private static final Set<String> KEPT = Set.of("title", "description", "type", "minProperties", "maxProperties",
            "dependentRequired", "minItems", "maxItems", "uniqueItems", "const", "minLength", "maxLength", "minimum",
            "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "default", "$comment");
    private static final Set<String> FORMATS = Set.of("date-time", "date");
    private static final Set<String> NUMBERS = Set.of("int32", "int64", "float", "double");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SINGLE = Set.of("items", "not", "additionalProperties", "contains", "propertyNames");
    private static final int MOST_PARTS = 500;

    private final JsonNode root;
    private final Set<String> parts = new LinkedHashSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Todo> todo = new ArrayList<>();

    OpenApiSchemas(JsonNode root) {
        this.root = root;
    }

    ObjectNode contract(JsonNode schema) {
        ObjectNode contract = NODES.objectNode().put("$schema", DRAFT);
        contract.setAll(copy(schema, "body"));
        ObjectNode defs = NODES.objectNode();
        while (!open.isEmpty()) {
            String ref = open.pop();
            defs.set(name(ref), copy(OpenApiReader.target(root, ref), name(ref)));
        }
        if (!defs.isEmpty()) {
            contract.set("$defs", defs);
            Recursion.cut(contract, todo);
        }
        return contract;
    }

    List<Todo> todo() {
        return todo;
    }

    private ObjectNode copy(JsonNode schema, String where) {
        ObjectNode copy = NODES.objectNode();
        if (!schema.isObject()) {
            return copy;
        }
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            keyword(copy, entry.getKey(), entry.getValue(), schema, where);
        }
        nullable(copy, schema);
        return copy;
    }

    private void keyword(ObjectNode copy, String key, JsonNode value, JsonNode schema, String where) {
        if (key.equals("$ref")) {
            copy.put("$ref", "#/$defs/" + part(value.asText()));
        } else if (key.equals("properties") || key.equals("patternProperties")) {
            ObjectNode inner = copy.putObject(key);
            value.fields().forEachRemaining(field ->
                    inner.set(field.getKey(), copy(field.getValue(), where + "/" + field.getKey())));
        } else if (LISTS.contains(key)) {
            ArrayNode inner = copy.putArray(key);
            value.forEach(each -> inner.add(copy(each, where)));
        } else if (SINGLE.contains(key)) {
            copy.set(key, value.isBoolean() ? value : copy(value, where));
        } else if (key.equals("format")) {
            format(copy, value.asText(), where);
        } else if (key.startsWith("exclusive") && value.isBoolean()) {
            exclusive(copy, key, schema, value.asBoolean());
        } else if (key.equals("required")) {
            required(copy, value, schema, where);
        } else if (key.equals("enum")) {
            Set<JsonNode> values = new LinkedHashSet<>();
            value.forEach(values::add);
            copy.putArray("enum").addAll(values);
        } else if (KEPT.contains(key) || key.equals("pattern") && plain(value.asText())) {
            copy.set(key, value.deepCopy());
        } else if (!SILENT.contains(key) && !key.equals("nullable") && !key.startsWith("x-")) {
            todo.add(new Todo(where, "“" + key + "”没有写进契约", key + " is not in the contract"));
        }
    }

    /** A pattern without groups takes no longer than its text; others may take for ever. */
    private static boolean plain(String pattern) {
        return pattern.length() <= 200 && !pattern.contains("(");
    }

    private void required(ObjectNode copy, JsonNode names, JsonNode schema, String where) {
        Set<String> known = new LinkedHashSet<>();
        for (JsonNode name : names) {
            if (!schema.has("properties") || schema.get("properties").has(name.asText())) {
                known.add(name.asText());
            } else {
                todo.add(new Todo(where, "必填字段 " + name.asText() + " 没有定义", "the required field " + name.asText()
                        + " is not described"));
            }
        }
        known.forEach(copy.putArray("required")::add);
    }

    private void format(ObjectNode copy, String format, String where) {
        if (FORMATS.contains(format)) {
            copy.put("format", format);
        } else if (!NUMBERS.contains(format)) {
            todo.add(new Todo(where, "格式 " + format + " 没有写进契约", "the format " + format + " is not in the contract"));
        }
    }

    /** 3.0 says {@code exclusiveMinimum: true} beside the limit; 2020-12 gives the limit itself. */
    private static void exclusive(ObjectNode copy, String key, JsonNode schema, boolean exclusive) {
        String limit = key.equals("exclusiveMinimum") ? "minimum" : "maximum";
        if (exclusive && schema.has(limit)) {
            copy.set(key, schema.get(limit));
        }
    }

    private static void nullable(ObjectNode copy, JsonNode schema) {
        if (schema.path("nullable").asBoolean(false) && copy.path("type").isTextual()) {
            String type = copy.path("type").asText();
            copy.putArray("type").add(type).add("null");
            if (copy.path("enum") instanceof ArrayNode values) {
                values.addNull();
            }
        }
    }

    private String part(String ref) {
        OpenApiReader.target(root, ref);
        if (parts.add(ref)) {
            if (parts.size() > MOST_PARTS) {
                throw new SkeletonException("文件太大：超过 " + MOST_PARTS + " 个结构。",
                        "The document is too large: more than " + MOST_PARTS + " parts.");
            }
            open.add(ref);
        }
        return name(ref);
    }

    private static String name(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
