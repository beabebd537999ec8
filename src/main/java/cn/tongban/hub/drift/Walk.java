package cn.tongban.hub.drift;

import cn.tongban.hub.flow.Sighting;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Goes over one document and counts what it finds. Bounded in depth and in the number of places. */
final class Walk {
    private static final int DEEPEST = 12;
    private static final int MOST_FIELDS = 200;
    private static final int MOST_UNDECLARED = 64;
    private static final int MOST_ENTRIES = 200;

    private final Sighting sighting;
    private final StreamSample stream;
    private final Example example;
    private final long document;

    private Walk(Sighting sighting, StreamSample stream, long document) {
        this.sighting = sighting;
        this.stream = stream;
        this.example = Example.of(sighting);
        this.document = document;
    }

    /** @param document a number of its own for each document of the sample */
    static void over(Sighting sighting, StreamSample stream, long document, Declared declared) {
        Walk walk = new Walk(sighting, stream, document);
        walk.place(stream.root(), sighting.document(), declared, 1, 0);
        walk.unknownCode(stream.root(), declared);
    }

    private void place(Sample at, JsonNode value, Declared declared, int parentObjects, int depth) {
        at.occurs(document);
        at.type(Forms.type(value), document, example);
        if (value.isNull() || value.isTextual() && value.textValue().isBlank()) {
            return;
        }
        at.isFilled(document, parentObjects, example);
        if (value.isObject()) {
            at.isObject(document);
            fields(at, value, declared, depth);
        } else if (value.isArray()) {
            entries(at, value, declared, depth);
        } else {
            scalar(at, value, declared);
        }
    }

    private void fields(Sample at, JsonNode object, Declared declared, int depth) {
        if (depth >= DEEPEST) {
            return;
        }
        for (Iterator<Map.Entry<String, JsonNode>> it = object.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> field = it.next();
            String name = shown(at, field.getKey(), declared);
            Sample child = stream.child(at, name, example);
            if (child != null) {
                place(child, field.getValue(), declared.at(field.getKey()), at.objects, depth + 1);
            }
        }
    }

    private static String shown(Sample at, String name, Declared declared) {
        if (at.fields.containsKey(name) || declared.at(name).known()) {
            return name;
        }
        boolean room = at.fields.size() < (declared.known() ? MOST_FIELDS : MOST_UNDECLARED);
        return room && Sayable.name(name) && !declared.personal() ? name : Sayable.NAME;
    }

    private void entries(Sample at, JsonNode array, Declared declared, int depth) {
        if (array.isEmpty() || depth >= DEEPEST) {
            return;
        }
        Sample entry = stream.child(at, Sayable.ENTRY, example);
        for (int i = 0; entry != null && i < array.size() && i < MOST_ENTRIES; i++) {
            place(entry, array.get(i), declared.at(Sayable.ENTRY), 1, depth + 1);
        }
    }

    private void scalar(Sample at, JsonNode value, Declared declared) {
        if (value.isTextual()) {
            at.form(Forms.form(value.textValue()), document, example);
        }
        Set<String> codes = declared.codes();
        if (declared.personal() || codes.isEmpty() && (at.wild || at.personal || value.isNumber())) {
            return;
        }
        String text = Sayable.text(value);
        if (!codes.isEmpty()) {
            boolean sayable = codes.contains(text) || Sayable.code(text) || Sayable.word(text, codes);
            at.value(sayable ? text : Sayable.VALUE, codes.size() + Sample.MOST_VALUES, true, document, example);
        } else if (Sayable.code(text) || value.isBoolean()) {
            at.value(text, Sample.MOST_VALUES, false, document, example);
        } else {
            at.becomeWild();
        }
    }

    /** A mapping refused the document for a code: the place is known, and the table that needs a row. */
    private void unknownCode(Sample root, Declared declared) {
        HubException refused = sighting.refused();
        if (refused == null || refused.code() != ErrorCode.UNKNOWN_CODE || refused.places().isEmpty()) {
            return;
        }
        String pointer = refused.places().get(0).pointer();
        if (!pointer.startsWith("/")) {
            return;
        }
        Sample at = root;
        Declared said = declared;
        for (String part : pointer.substring(1).split("/")) {
            String name = part.replace("~1", "/").replace("~0", "~");
            String key = at.fields.containsKey(name) ? name : Sayable.ENTRY;
            at = at.fields.get(key);
            if (at == null) {
                return;
            }
            said = said.at(key);
        }
        String text = Sayable.text(sighting.document().at(pointer));
        boolean sayable = !said.personal() && (Sayable.code(text) || Sayable.word(text));
        at.unknownTo(refused.subject(), sayable ? text : Sayable.VALUE, document, example);
    }
}
