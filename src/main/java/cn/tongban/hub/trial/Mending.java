package cn.tongban.hub.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What a file would have to say for a test to pass.
 *
 * @param start offset of what is replaced; negative to replace the whole file
 * @param end offset behind it
 */
record Mending(String file, int start, int end, String text) {
    private static final ObjectWriter PRETTY = JsonMapper.builder().build().writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    /** JSON is YAML: any value of a test file can be replaced by it. */
    static Mending value(RouteTest test, String pointer, JsonNode actual) {
        YamlText.Mark mark = test.yaml().mark(test.pointer() + pointer);
        return new Mending(test.yaml().file(), mark.start(), mark.end(), RouteTest.named(actual.toString()));
    }

    static Mending file(String file, JsonNode actual) {
        try {
            return new Mending(file, -1, -1, PRETTY.writeValueAsString(actual) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document can be written as JSON", e);
        }
    }

    String apply(String before) {
        if (start < 0) {
            return text;
        }
        // A block of YAML ends where the next one begins; what is between stays.
        int last = end;
        while (last > start && Character.isWhitespace(before.charAt(last - 1))) {
            last--;
        }
        return before.substring(0, start) + text + before.substring(last);
    }
}
