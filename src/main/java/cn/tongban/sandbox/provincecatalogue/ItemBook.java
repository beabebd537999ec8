package cn.tongban.sandbox.provincecatalogue;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.record.JsonLines;
import cn.tongban.sandbox.record.SentRecord;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the province publishes. Each change has a number; who asks by number hears of it, unless it was made quietly. The
 * file of changes outlives the process.
 */
final class ItemBook {
    private final JsonLines file;
    private final SortedMap<String, ObjectNode> items = new TreeMap<>();
    private final List<ObjectNode> changes = new ArrayList<>();

    /** Begins with the sample catalogue, then does again what is in the file. */
    ItemBook(Path file) {
        for (var item : Json.read(sample()).path("items")) {
            take((ObjectNode) item, true);
        }
        this.file = new JsonLines(file);
        SentRecord.forEach(this.file, line -> {
            if (line.has("item")) {
                take((ObjectNode) line.path("item"), line.path("told").asBoolean());
            } else {
                items.remove(line.path("removed").asText());
            }
        });
    }

    private static byte[] sample() {
        try (InputStream sample = ItemBook.class.getResourceAsStream("items.json")) {
            return sample.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the sample catalogue cannot be read", e);
        }
    }

    /** @param told whether who asks for changes hears of it */
    synchronized ObjectNode publish(ObjectNode item, boolean told) {
        ObjectNode line = Json.object().put("told", told);
        line.set("item", item);
        file.append(Json.write(line));
        return take(item, told);
    }

    private ObjectNode take(ObjectNode item, boolean told) {
        ObjectNode published = item.deepCopy();
        published.put("digest", ItemDigest.of(published));
        items.put(published.path("taskCode").asText(), published);
        if (told) {
            changes.add(published);
        }
        return published;
    }

    /** The item is in no list any more, and nobody is told. */
    synchronized boolean remove(String taskCode) {
        file.append(Json.write(Json.object().put("removed", taskCode)));
        return items.remove(taskCode) != null;
    }

    synchronized Optional<ObjectNode> find(String taskCode) {
        return Optional.ofNullable(items.get(taskCode)).map(ObjectNode::deepCopy);
    }

    /** A part of the changes, in their order. */
    record Changes(List<ObjectNode> items, int next, boolean more) {}

    synchronized Changes after(int position, int limit) {
        int from = Math.max(0, Math.min(position, changes.size()));
        int to = Math.min(changes.size(), from + limit);
        return new Changes(List.copyOf(changes.subList(from, to)), to, to < changes.size());
    }

    synchronized SortedMap<String, ObjectNode> list() {
        return new TreeMap<>(items);
    }
}
