package cn.tongban.hub.console;

import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Hop;
import cn.tongban.hub.journal.MessageRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of a message as the journal knows it. What happens at a door is recorded in one commit with the message, so its
 * steps have no times of their own, and none are made up.
 */
final class Stations {
    private static final List<String> AT_THE_DOOR = List.of("received", "verified", "validated", "mapped");

    private static final Set<String> LEFT = Set.of("delivered", "refused", "doubtful");

    private Stations() {}

    /**
     * @param key of its name
     * @param state {@code passed}, {@code ahead}, or {@code stuck}
     * @param at when; null where it is not recorded, or did not happen
     * @param since after the station before that has a time; null without one
     */
    record Station(String key, String state, @Nullable Instant at, @Nullable Duration since) {
        /** The class of shape and colour. */
        public String light() {
            return switch (state) {
                case "passed" -> "good";
                case "stuck" -> "bad";
                default -> "waiting";
            };
        }
    }

    /** Until it was recorded. */
    static List<Station> recorded(MessageRow message) {
        List<Station> stations = new ArrayList<>();
        AT_THE_DOOR.forEach(key -> stations.add(new Station(key, "passed", null, null)));
        stations.add(new Station("accepted", "passed", message.recordedAt(), null));
        return stations;
    }

    /**
     * To one destination: the last time it was sent, and what came back. A hop is written when its answer is there, and knows
     * how long it took; so it began that much earlier.
     */
    static List<Station> onward(MessageRow message, DeliveryRow row, List<Hop> hops) {
        Hop sent = last(hops, "send");
        Instant begun = sent == null || !hasLeft(sent) ? null : sent.at().minusMillis(sent.millis());
        Instant receipt = row.receiptNo().isEmpty() && row.state() != DeliveryState.DELIVERED
                ? null : row.settledAt();
        boolean stuck = DeliveryState.ATTENTION.contains(row.state());
        return List.of(
                new Station("sent", begun == null ? stuck ? "stuck" : "ahead" : "passed", begun,
                        between(message.recordedAt(), begun)),
                new Station("receipt", receipt != null ? "passed" : stuck && begun != null ? "stuck" : "ahead", receipt,
                        between(begun, receipt)));
    }

    /** One whose mapping failed, or whose partner could not be reached, was tried and did not leave. */
    private static boolean hasLeft(Hop sent) {
        return !sent.sentDigest().isEmpty() || LEFT.contains(sent.outcome());
    }

    private static @Nullable Hop last(List<Hop> hops, String kind) {
        return hops.stream().filter(hop -> hop.kind().equals(kind)).reduce((first, second) -> second).orElse(null);
    }

    private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
        // Clocks of database and node differ by a little.
        return from == null || to == null ? null : to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
