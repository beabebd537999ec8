package cn.tongban.hub.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One picture and all who look at it. With each beat of the {@link Pulse} the picture is computed once, whoever looks, and
 * only its parts that changed are sent. While nobody looks, nothing is computed.
 *
 * @param <K> by what a listener was let in, for example a session
 */
public final class Channel<K> {
    private static final Logger log = LoggerFactory.getLogger(Channel.class);
    private static final Duration CHECK = Duration.ofSeconds(2);

    private final Supplier<? extends Map<String, ?>> picture;
    private final UnaryOperator<Set<K>> lasting;
    private final Places places;
    private final Runnable soon;
    private final ObjectMapper json;
    private final Clock clock;
    private final Queue<Listener<K>> joining = new ConcurrentLinkedQueue<>();
    private final List<Listener<K>> listeners = new ArrayList<>();
    private Map<String, JsonNode> last = Map.of();
    private boolean away;
    private long number;
    private Instant checked = Instant.EPOCH;

    record Snapshot(Map<String, JsonNode> parts) {}

    record Change(Map<String, JsonNode> parts, Set<String> gone) {}

    /**
     * @param picture parts by name; throws while they cannot be read
     * @param lasting of these, the keys that still let somebody in
     * @param soon asks for a beat before its time
     */
    Channel(Supplier<? extends Map<String, ?>> picture, UnaryOperator<Set<K>> lasting, Places places, Runnable soon,
            ObjectMapper json, Clock clock) {
        this.picture = picture;
        this.lasting = lasting;
        this.places = places;
        this.soon = soon;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Turns a request into a stream of events: {@code snapshot} with all parts first, then {@code change} with parts that
     * changed and names that are gone, {@code away} while the parts cannot be read. It ends with the key.
     *
     * @throws cn.tongban.hub.support.HubException STREAMS_FULL
     */
    public void open(K key, HttpServletRequest request, HttpServletResponse response) throws IOException {
        places.take(key);
        try {
            join(key, ServletWire.of(request, response, soon));
        } catch (IOException | RuntimeException e) {
            places.leave(key);
            throw e;
        }
    }

    void join(K key, Wire wire) {
        joining.add(new Listener<>(key, wire, clock.instant()));
    }

    /** By the pulse's thread alone. */
    void beat() {
        for (Listener<K> fresh = joining.poll(); fresh != null; fresh = joining.poll()) {
            listeners.add(fresh);
        }
        if (listeners.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        byte[] change = look();
        byte[] whole = listeners.stream().allMatch(Listener::isCurrent) ? new byte[0] : whole();
        if (!away && checked.plus(CHECK).isBefore(now)) {
            checked = now;
            endWhatIsOver();
        }
        listeners.forEach(listener -> listener.tell(whole, change, now));
        forget();
    }

    /** All streams end. */
    void close() {
        listeners.addAll(joining);
        joining.clear();
        listeners.forEach(Listener::end);
        forget();
    }

    private void forget() {
        listeners.removeIf(listener -> {
            boolean gone = !listener.isOpen();
            if (gone) {
                places.leave(listener.key());
            }
            return gone;
        });
    }

    private void endWhatIsOver() {
        Set<K> keys = listeners.stream().map(Listener::key).collect(Collectors.toSet());
        Set<K> still = lasting.apply(keys);
        listeners.stream().filter(listener -> !still.contains(listener.key())).forEach(Listener::end);
    }

    /** The event that says what has changed since the last look, null for nothing. */
    private byte @Nullable [] look() {
        Map<String, JsonNode> now = new LinkedHashMap<>();
        try {
            picture.get().forEach((name, part) -> now.put(name, json.valueToTree(part)));
        } catch (RuntimeException e) {
            if (away) {
                return null;
            }
            log.atWarn().setCause(e).log("What is shown live cannot be read; whoever looks is told");
            away = true;
            return event("away", Map.of());
        }
        if (away) {
            away = false;
            last = now;
            return whole();
        }
        Map<String, JsonNode> changed = new LinkedHashMap<>(now);
        changed.entrySet().removeIf(part -> part.getValue().equals(last.get(part.getKey())));
        Set<String> gone = new HashSet<>(last.keySet());
        gone.removeAll(now.keySet());
        last = now;
        return changed.isEmpty() && gone.isEmpty() ? null : event("change", new Change(changed, gone));
    }

    private byte[] whole() {
        return away ? event("away", Map.of()) : event("snapshot", new Snapshot(last));
    }

    private byte[] event(String name, Object data) {
        try {
            return ("id: " + ++number + "\nevent: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON can be written", e);
        }
    }
}
