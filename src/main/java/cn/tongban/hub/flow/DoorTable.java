package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Door;
import cn.tongban.hub.connector.MaterialSettings;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.support.DefaultConsumer;

/** The doors of one bundle, by path and method. */
final class DoorTable {
    /**
     * One open door.
     *
     * @param media the media types that are taken in, for example {@code application/json}
     * @param limits of the connector to which it belongs
     * @param materials present at a door that takes its body as a stream
     */
    record Entry(
            PathPattern path,
            Set<String> methods,
            Set<String> media,
            Door limits,
            Optional<MaterialSettings> materials,
            DoorGate gate,
            DefaultConsumer consumer) {}

    /** The door that a request came to, with the decoded parameters of its path. */
    record Found(Entry door, Map<String, String> parameters) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** @throws IllegalArgumentException when another route already has this path and method */
    void open(Entry entry) {
        for (Entry other : entries) {
            boolean same = other.path().toString().equals(entry.path().toString());
            if (same && other.methods().stream().anyMatch(entry.methods()::contains)) {
                throw new IllegalArgumentException("two routes for " + entry.methods() + " " + entry.path());
            }
        }
        entries.add(entry);
        // A plain segment wins over a parameter, whichever route was loaded first.
        entries.sort(Comparator.comparingInt(one -> one.path().parameters()));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    void close(DefaultConsumer consumer) {
        entries.removeIf(entry -> entry.consumer() == consumer);
    }

    /** @throws HubException ID_MALFORMED, NOT_FOUND, or METHOD_NOT_ALLOWED whose subject lists the methods */
    Found find(String method, String rawPath) {
        String[] decoded = PathPattern.decode(rawPath);
        Set<String> allowed = new TreeSet<>();
        for (Entry entry : entries) {
            Optional<Map<String, String>> parameters = entry.path().match(decoded);
            if (parameters.isPresent() && entry.methods().contains(method)) {
                PathPattern.check(parameters.get());
                return new Found(entry, parameters.get());
            }
            parameters.ifPresent(known -> allowed.addAll(entry.methods()));
        }
        if (allowed.isEmpty()) {
            throw new HubException(ErrorCode.NOT_FOUND);
        }
        throw new HubException(ErrorCode.METHOD_NOT_ALLOWED, String.join(", ", allowed));
    }
}
