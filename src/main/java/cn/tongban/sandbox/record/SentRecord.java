package cn.tongban.sandbox.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/** What a system sent by itself and what it was answered: the promise that the hub gave, kept by the other side. */
public final class SentRecord {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonLines lines;
    private final Clock clock;

    public SentRecord(Path file, Clock clock) {
        this.lines = new JsonLines(file);
        this.clock = clock;
    }

    public void append(ObjectNode entry) {
        try {
            lines.append(MAPPER.writeValueAsBytes(entry.put("at", Instant.now(clock).toString())));
        } catch (IOException e) {
            throw new UncheckedIOException("a tree can always be written", e);
        }
    }

    public JsonLines lines() {
        return lines;
    }

    /** Every readable line of a record, in order; a line torn by a kill is passed over. */
    public static void forEach(JsonLines lines, Consumer<JsonNode> reader) {
        byte[] page = lines.read(0, 1000);
        for (long after = 0; page.length > 0; page = lines.read(after, 1000)) {
            int start = 0;
            for (int end = 0; end < page.length; end++) {
                if (page[end] == '\n') {
                    parse(page, start, end - start, reader);
                    start = end + 1;
                    after++;
                }
            }
        }
    }

    private static void parse(byte[] page, int start, int length, Consumer<JsonNode> reader) {
        JsonNode node;
        try {
            node = MAPPER.readTree(page, start, length);
        } catch (IOException e) {
            // Torn by a kill: it was never answered, so nobody relies on it.
            return;
        }
        reader.accept(node);
    }
}
