package cn.tongban.hub.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the canonical schemas declare personal ({@code x-personal}: class, purpose, index). A document is named by its
 * schema ({@code case.step}) or by one of the message types that the schema lists under {@code x-types}
 * ({@code case.accepted}). Of an unknown document everything is hidden.
 */
public final class PersonalFields {
    private static final String FOLDER = "mappings/canonical/schemas/";
    private static final String SUFFIX = ".schema.json";
    private static final TextNode HIDDEN = TextNode.valueOf("***");

    private static final String CREDIT_CODE = "credit-code";

    private final Map<String, PersonalShape> documents = new HashMap<>();

    private PersonalFields() {}

    /** @throws cn.tongban.hub.support.HubException BUNDLE_INVALID when a schema is not JSON */
    public static PersonalFields read(BundleFiles files) {
        PersonalFields fields = new PersonalFields();
        for (String path : files.paths(FOLDER, SUFFIX)) {
            JsonNode schema = Json.ofBundle(files, path);
            PersonalShape shape = PersonalShape.of(schema);
            fields.documents.put(path.substring(FOLDER.length(), path.length() - SUFFIX.length()), shape);
            schema.path("x-types").forEach(type -> fields.documents.put(type.asText(), shape));
        }
        return fields;
    }

    /** Whether a schema declares this document, by its name or by a message type. */
    public boolean knows(String document) {
        return documents.containsKey(document);
    }

    /** The values to search by, normalised, each once; none of an unknown document. */
    public List<IndexedValue> indexed(String document, JsonNode content) {
        Set<IndexedValue> found = new LinkedHashSet<>();
        PersonalShape shape = documents.get(document);
        if (shape != null) {
            collect(shape, content, found);
        }
        return new ArrayList<>(found);
    }

    private static void collect(PersonalShape shape, JsonNode node, Set<IndexedValue> found) {
        if (node.isArray()) {
            node.forEach(entry -> collect(shape.items(), entry, found));
        } else if (node.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> it = node.fields(); it.hasNext(); ) {
                Map.Entry<String, JsonNode> field = it.next();
                collect(shape.field(field.getKey()), field.getValue(), found);
            }
        } else if (node.isTextual() && !shape.index().isEmpty()) {
            String kind = kindOf(shape.index(), node.textValue());
            String value = Masks.normalised(kind, node.textValue());
            if (!value.isEmpty()) {
                found.add(new IndexedValue(kind, value));
            }
        }
    }

    /** A field that holds a person's or a firm's number is indexed as what the number is. */
    private static String kindOf(List<String> kinds, String value) {
        if (kinds.size() == 1) {
            return kinds.get(0);
        }
        String folded = Masks.normalised(CREDIT_CODE, value);
        boolean firm = Uscc.check(folded) == Uscc.Result.VALID && !ResidentId.isValid(folded, LocalDate.MAX);
        return firm ? CREDIT_CODE : "id-number";
    }

    /**
     * A text that is personal.
     *
     * @param personalClass as its schema says; {@code undeclared} where none says anything
     */
    public record PersonalText(String pointer, String personalClass, String text) {
        /** Never shows the text. */
        @Override
        public String toString() {
            return "PersonalText[" + personalClass + "]";
        }
    }

    /** The texts that are declared personal, and those that nobody declared, in the order of the document. */
    public List<PersonalText> personal(String document, JsonNode content) {
        List<PersonalText> found = new ArrayList<>();
        personal(documents.getOrDefault(document, PersonalShape.UNKNOWN), content, "", found);
        return found;
    }

    private static void personal(PersonalShape shape, JsonNode node, String at, List<PersonalText> found) {
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            personal(shape.items(), node.get(i), at + "/" + i, found);
        }
        node.fields().forEachRemaining(field -> personal(shape.field(field.getKey()), field.getValue(),
                at + "/" + field.getKey().replace("~", "~0").replace("/", "~1"), found));
        if (node.isTextual() && !shape.isPlain() && !node.textValue().isEmpty()) {
            found.add(new PersonalText(at, shape.personalClass(), node.textValue()));
        }
    }

    /** Whether this field of the document holds something personal, or something that nobody declared. */
    public boolean hides(String document, JsonPointer field) {
        PersonalShape shape = documents.getOrDefault(document, PersonalShape.UNKNOWN);
        for (JsonPointer at = field; !at.matches(); at = at.tail()) {
            shape = at.mayMatchElement() ? shape.items() : shape.field(at.getMatchingProperty());
        }
        return !shape.isPlain();
    }

    /** A copy for eyes that do not need the values; texts and numbers that no schema declares are hidden too. */
    public JsonNode masked(String document, JsonNode content) {
        return mask(documents.getOrDefault(document, PersonalShape.UNKNOWN), content);
    }

    private static JsonNode mask(PersonalShape shape, JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = Json.MAPPER.createObjectNode();
            node.fields().forEachRemaining(field ->
                    copy.set(field.getKey(), mask(shape.field(field.getKey()), field.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            node.forEach(entry -> copy.add(mask(shape.items(), entry)));
            return copy;
        }
        if (node.isBoolean() || node.isNull() || shape.isPlain()) {
            return node;
        }
        return node.isTextual() ? TextNode.valueOf(Masks.masked(shape.personalClass(), node.textValue())) : HIDDEN;
    }
}
