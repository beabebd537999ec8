package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Destination;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.camel.support.DefaultConsumer;

/** Which route carries which type to which destination, and which one asks it. */
final class DeliveryTable {
    private static final String ANY = "*";

    private record Key(String destination, String type) {}

    private final Map<Key, DefaultConsumer> deliveries = new ConcurrentHashMap<>();
    private final Map<String, DefaultConsumer> probes = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when another route already carries one of the types there */
    void deliveries(String destination, Set<String> types, DefaultConsumer consumer) {
        for (String type : types) {
            if (deliveries.putIfAbsent(new Key(destination, type), consumer) != null) {
                throw new IllegalArgumentException("two routes carry " + type + " to " + destination);
            }
        }
    }

    /** @throws IllegalArgumentException when another route already asks there */
    void probes(String destination, DefaultConsumer consumer) {
        if (probes.putIfAbsent(destination, consumer) != null) {
            throw new IllegalArgumentException("two routes ask " + destination);
        }
    }

    /** A look at one route and what it carries. */
    @FunctionalInterface
    interface Look {
        void at(String destination, String type, DefaultConsumer consumer);
    }

    void each(Look look) {
        deliveries.forEach((key, consumer) -> look.at(key.destination(), key.type(), consumer));
    }

    void eachProbe(BiConsumer<String, DefaultConsumer> look) {
        probes.forEach(look);
    }

    void close(DefaultConsumer consumer) {
        deliveries.values().removeIf(other -> other == consumer);
        probes.values().removeIf(other -> other == consumer);
    }

    /** The route for the type itself, else the one for every type; a party's own before that of its connector. */
    Optional<DefaultConsumer> carrying(String destination, String type) {
        return keys(destination)
                .flatMap(from -> Stream.of(new Key(from, type), new Key(from, ANY)))
                .flatMap(key -> Optional.ofNullable(deliveries.get(key)).stream())
                .findFirst();
    }

    Optional<DefaultConsumer> asking(String destination) {
        return keys(destination).flatMap(from -> Optional.ofNullable(probes.get(from)).stream()).findFirst();
    }

    /** What is for a party takes the route of its connector; what is for listeners does not, for it tells them less. */
    private static Stream<String> keys(String destination) {
        Destination to = Destination.of(destination);
        return to.party().isEmpty() || to.party().equals(Destination.EVENTS)
                ? Stream.of(destination) : Stream.of(destination, to.connector());
    }

    /** Destinations to which a route leads, sorted. */
    Set<String> destinations() {
        Set<String> ids = new TreeSet<>();
        deliveries.keySet().forEach(key -> ids.add(key.destination()));
        return ids;
    }
}
