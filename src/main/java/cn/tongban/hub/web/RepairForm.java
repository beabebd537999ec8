package cn.tongban.hub.web;

import cn.tongban.hub.mapping.DocumentFields;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document as a form, and what somebody changed in it as a field patch. A masked value is never sent back: its text field is
 * empty, and left empty it stays what it is.
 *
 * @param fields in the order of the document, then what the schema knows and the document lacks
 * @param whole whether all of the document is in the form; false for very long ones
 */
public record RepairForm(List<Field> fields, boolean whole) {
    private static final int MOST = 400;

    public RepairForm {
        fields = List.copyOf(fields);
    }

    /**
     * @param label as the schema names it, else its path
     * @param shown the value now, masked where it is personal
     * @param kind string, integer, number or boolean
     * @param masked whether {@code shown} is not the value
     * @param lacking whether the document does not have it
     * @param removable whether it can be left out: a member of an object
     * @param choices of a field that has few values
     */
    public record Field(String pointer, String label, String hint, String shown, String kind, boolean masked, boolean lacking,
            boolean removable, List<String> choices) {
        public Field {
            choices = List.copyOf(choices);
        }

        /** What its text field begins with. */
        public String initial() {
            return masked ? "" : shown;
        }

        /** Whether it needs more than one line. */
        public boolean isLong() {
            return initial().length() > 80 || initial().indexOf('\n') >= 0;
        }
    }

    /**
     * What came back.
     *
     * @param values text by pointer; a pointer that is not there was not in the form
     * @param removed pointers of what is left out
     */
    public record Typed(Map<String, String> values, Set<String> removed) {
        public static final Typed NOTHING = new Typed(Map.of(), Set.of());

        public Typed {
            values = Map.copyOf(values);
            removed = Set.copyOf(removed);
        }

        @Override
        public String toString() {
            return "Typed[" + values.keySet() + "]";
        }
    }

    /**
     * @param operations RFC 6902, only what was changed; empty when nothing was
     * @param places what cannot be understood; then nothing is to be done
     */
    public record Changes(ArrayNode operations, List<Place> places) {}

    public static RepairForm of(RepairDesk.Opened opened, BundleAtWork bundle) {
        return of(opened.message().document(), opened.document(), opened.masked(), bundle);
    }

    static RepairForm of(String document, JsonNode plain, JsonNode masked, BundleAtWork bundle) {
        DocumentFields schema = DocumentFields.of(bundle.parts().files(), document);
        List<Field> fields = new ArrayList<>();
        DocumentLeaves.of(plain).stream().limit(MOST + 1).forEach(leaf -> {
            JsonNode eyes = masked.at(leaf.pointer());
            DocumentFields.Field known = schema.at(JsonPointer.compile(leaf.pointer()));
            String kind = kind(known, leaf.value());
            fields.add(new Field(leaf.pointer(), label(known, leaf.pointer()), known.hint(), FieldText.of(eyes), kind,
                    !eyes.equals(leaf.value()), false, leaf.member(), choices(known, kind)));
        });
        boolean whole = fields.size() <= MOST;
        schema.lacking(plain).stream().limit(MOST).forEach(pointer -> {
            DocumentFields.Field known = schema.at(JsonPointer.compile(pointer));
            String kind = kind(known, null);
            fields.add(new Field(pointer, label(known, pointer), known.hint(), "", kind, false, true, false,
                    choices(known, kind)));
        });
        return new RepairForm(whole ? fields : fields.subList(0, MOST), whole);
    }

    /** What kind of value the schema wants at this place. */
    static String kind(BundleAtWork bundle, String document, JsonPointer pointer) {
        return kind(DocumentFields.of(bundle.parts().files(), document).at(pointer), null);
    }

    private static String kind(DocumentFields.Field known, @Nullable JsonNode value) {
        if (value != null && value.isBoolean()) {
            return "boolean";
        }
        if (value != null && value.isNumber()) {
            return known.type().equals("integer") ? "integer" : "number";
        }
        return value != null && value.isTextual() || known.type().isEmpty() ? "string" : known.type();
    }

    private static List<String> choices(DocumentFields.Field known, String kind) {
        return kind.equals("boolean") ? List.of("true", "false") : known.choices();
    }

    private static String label(DocumentFields.Field known, String pointer) {
        return known.title().isEmpty() ? pointer.substring(1).replace("/", " / ") : known.title();
    }

    /** Only what was changed; removals last, so that no other place moves. */
    public Changes changes(Typed typed) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        List<Place> places = new ArrayList<>();
        for (Field field : fields) {
            String text = typed.values().get(field.pointer());
            if (text != null && !typed.removed().contains(field.pointer()) && isChanged(field, text)) {
                try {
                    JsonNode value = FieldText.typed(field.pointer(), text, field.kind());
                    operations.addObject().put("op", field.lacking() ? "add" : "replace").put("path", field.pointer())
                            .set("value", value);
                } catch (HubException e) {
                    places.addAll(e.places());
                }
            }
        }
        fields.stream().filter(field -> field.removable() && typed.removed().contains(field.pointer()))
                .forEach(field -> operations.addObject().put("op", "remove").put("path", field.pointer()));
        return new Changes(operations, List.copyOf(places));
    }

    /** An empty text field of a masked or lacking field was not touched. */
    private static boolean isChanged(Field field, String text) {
        return field.masked() || field.lacking()
                ? !text.isBlank()
                : !FieldText.normal(text).equals(FieldText.normal(field.shown()));
    }
}
