package cn.tongban.hub.flow;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.camel.support.DefaultConsumer;

/** Which route asks which partner what. */
final class QuestionTable {
    /** @param channel empty for what has none */
    record Key(QuestionKind kind, String connector, String channel) {
        @Override
        public String toString() {
            return kind.wire() + " of " + connector + (channel.isEmpty() ? "" : "/" + channel);
        }
    }

    private final Map<Key, DefaultConsumer> routes = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when another route already asks this */
    void open(Key key, DefaultConsumer consumer) {
        if (routes.putIfAbsent(key, consumer) != null) {
            throw new IllegalArgumentException("two routes ask for " + key);
        }
    }

    void close(DefaultConsumer consumer) {
        routes.values().removeIf(other -> other == consumer);
    }

    Optional<DefaultConsumer> asking(Key key) {
        return Optional.ofNullable(routes.get(key));
    }

    void each(BiConsumer<Key, DefaultConsumer> look) {
        routes.forEach(look);
    }
}
