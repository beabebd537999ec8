package cn.tongban.hub.flow;

import java.util.Set;
import java.util.TreeSet;

/** Where a route begins. */
public sealed interface TrialEntrance {
    /** @param path as the route writes it, with {@code {parameters}} */
    record Door(String connector, Set<String> methods, String path) implements TrialEntrance {}

    record Source(String connector, String channel) implements TrialEntrance {}

    /** @param types that the route carries; {@code *} for all */
    record Deliveries(String destination, Set<String> types) implements TrialEntrance {
        static TrialEntrance of(String destination, String type) {
            return new Deliveries(destination, Set.of(type));
        }

        static TrialEntrance both(TrialEntrance one, TrialEntrance other) {
            Deliveries first = (Deliveries) one;
            Set<String> types = new TreeSet<>(first.types());
            types.addAll(((Deliveries) other).types());
            return new Deliveries(first.destination(), types);
        }
    }

    /** @param channel empty for tickets */
    record Questions(QuestionKind kind, String connector, String channel) implements TrialEntrance {}

    record Probes(String destination) implements TrialEntrance {}
}
