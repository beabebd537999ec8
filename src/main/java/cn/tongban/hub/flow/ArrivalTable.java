package cn.tongban.hub.flow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.support.DefaultConsumer;

/** Which route takes in what the sources of a connector read, by channel. */
final class ArrivalTable {
    private record Key(String connector, String channel) {}

    private final Map<Key, DefaultConsumer> routes = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when another route already takes the channel in */
    void open(String connector, String channel, DefaultConsumer consumer) {
        if (routes.putIfAbsent(new Key(connector, channel), consumer) != null) {
            throw new IllegalArgumentException("two routes take in " + channel + " of " + connector);
        }
    }

    /** A look at one route and what it takes in. */
    @FunctionalInterface
    interface Look {
        void at(String connector, String channel, DefaultConsumer consumer);
    }

    void each(Look look) {
        routes.forEach((key, consumer) -> look.at(key.connector(), key.channel(), consumer));
    }

    void close(DefaultConsumer consumer) {
        routes.values().removeIf(other -> other == consumer);
    }

    Optional<DefaultConsumer> takingIn(String connector, String channel) {
        return Optional.ofNullable(routes.get(new Key(connector, channel)));
    }

    /** Channels of a connector for which there is a route, sorted. */
    Set<String> channels(String connector) {
        Set<String> channels = new TreeSet<>();
        routes.keySet().stream().filter(key -> key.connector().equals(connector)).forEach(key -> channels.add(key.channel()));
        return channels;
    }
}
