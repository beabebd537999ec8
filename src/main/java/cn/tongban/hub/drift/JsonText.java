package cn.tongban.hub.drift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes one place of a JSON file and leaves every other character as somebody wrote it. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private final String text;

    JsonText(String text) {
        this.text = text;
    }

    /**
     * @param end behind its last character
     * @param lastName where the name, or the value, of the last member begins; -1 when it has none
     * @param lastEnd behind the last member
     */
    private record Span(int start, int end, int lastName, int lastEnd) {}

    /** With another member at the end of an object, written as the one before it; unchanged when there is no object. */
    String withMember(List<String> object, String name, String json) {
        Span span = find(object);
        return span == null || text.charAt(span.start()) != '{' ? text
                : insert(span, "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\": " + json);
    }

    /** With another entry at the end of an array; unchanged when there is no array. */
    String withEntry(List<String> array, String json) {
        Span span = find(array);
        return span == null || text.charAt(span.start()) != '[' ? text : insert(span, json);
    }

    /** With another value; unchanged when there is none. */
    String with(List<String> value, String json) {
        Span span = find(value);
        return span == null ? text : text.substring(0, span.start()) + json + text.substring(span.end());
    }

    private String insert(Span span, String member) {
        if (span.lastName() < 0) {
            return text.substring(0, span.start() + 1) + member + text.substring(span.end() - 1);
        }
        int line = text.lastIndexOf('\n', span.lastName()) + 1;
        String before = text.substring(line, span.lastName());
        String pause = before.isBlank() && line > span.start() ? ",\n" + before : ", ";
        return text.substring(0, span.lastEnd()) + pause + member + text.substring(span.lastEnd());
    }

    private @Nullable Span find(List<String> path) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            return find(parser, path);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static @Nullable Span find(JsonParser at, List<String> path) throws IOException {
        if (path.isEmpty()) {
            return span(at);
        }
        int index = 0;
        boolean object = at.currentToken() == JsonToken.START_OBJECT;
        if (!object && at.currentToken() != JsonToken.START_ARRAY) {
            return null;
        }
        while (!at.nextToken().isStructEnd()) {
            String name = object ? at.currentName() : String.valueOf(index++);
            if (object) {
                at.nextToken();
            }
            if (name.equals(path.get(0))) {
                return find(at, path.subList(1, path.size()));
            }
            at.skipChildren();
        }
        return null;
    }

    private static Span span(JsonParser at) throws IOException {
        int start = (int) at.currentTokenLocation().getCharOffset();
        int lastName = -1;
        int lastEnd = -1;
        boolean object = at.currentToken() == JsonToken.START_OBJECT;
        if (object || at.currentToken() == JsonToken.START_ARRAY) {
            while (!at.nextToken().isStructEnd()) {
                lastName = (int) at.currentTokenLocation().getCharOffset();
                if (object) {
                    at.nextToken();
                }
                at.skipChildren();
                lastEnd = end(at);
            }
        }
        return new Span(start, end(at), lastName, lastEnd);
    }

    /** The parser reads a text only when it is asked for. */
    private static int end(JsonParser at) throws IOException {
        at.getText();
        return (int) at.currentLocation().getCharOffset();
    }
}
