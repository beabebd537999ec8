package cn.tongban.hub.parcel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What all that is known of a parcel makes of it, whatever the order in which it came: events are applied in the order of
 * their own times. A cancel event takes back the newest event of its kind that still stands, together with its repetitions
 * before it, so that the parcel is again where it was before; without such an event it changes nothing.
 *
 * @param state where it is; {@link ParcelState#ORDERED} without an event that stands
 * @param events all of them, in the order of their times
 * @param takenBack ids of those that were taken back
 * @param turns what of this concerns the case of a result, in the order of times
 */
public record ParcelCourse(ParcelState state, List<ParcelEvent> events, Set<String> takenBack, List<Turn> turns) {
    private static final Comparator<ParcelEvent> TIME =
            Comparator.comparing(ParcelEvent::at).thenComparing(ParcelEvent::kind).thenComparing(ParcelEvent::id);

    /**
     * The parcel was delivered, or a delivery was taken back.
     *
     * @param by the event that says so
     */
    public record Turn(ParcelEvent by, boolean delivered) {}

    public ParcelCourse {
        events = List.copyOf(events);
        takenBack = Set.copyOf(takenBack);
        turns = List.copyOf(turns);
    }

    /** Follows the events, given in any order, each once. */
    public static ParcelCourse of(Collection<ParcelEvent> known) {
        List<ParcelEvent> events = known.stream().sorted(TIME).toList();
        Walk walk = new Walk();
        events.forEach(walk::take);
        return new ParcelCourse(walk.state(), events, walk.takenBack, walk.turns);
    }

    /** Whether the event leads where it says: it is known and was not taken back. */
    public boolean stands(ParcelEvent event) {
        return events.contains(event) && !takenBack.contains(event.id());
    }

    /** The newest event, taken back or not. */
    public Optional<ParcelEvent> newest() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    }

    private static final class Walk {
        private final List<ParcelEvent> standing = new ArrayList<>();
        private final Set<String> takenBack = new HashSet<>();
        private final List<Turn> turns = new ArrayList<>();
        private boolean delivered;

        void take(ParcelEvent event) {
            boolean took = takeBack(event.kind().takesBack());
            if (event.kind().to().isPresent()) {
                standing.add(event);
            }
            boolean there = state() == ParcelState.DELIVERED;
            // A return after a delivery takes nothing back: it was delivered. Only a cancel event says that it was not.
            if (there != delivered && (there || took)) {
                delivered = there;
                turns.add(new Turn(event, there));
            }
        }

        private boolean takeBack(Set<EventKind> kinds) {
            int at = standing.size() - 1;
            while (at >= 0 && !kinds.contains(standing.get(at).kind())) {
                at--;
            }
            boolean found = at >= 0;
            while (at >= 0 && kinds.contains(standing.get(at).kind())) {
                takenBack.add(standing.remove(at).id());
                at--;
            }
            return found;
        }

        ParcelState state() {
            return standing.isEmpty() ? ParcelState.ORDERED : standing.get(standing.size() - 1).kind().to().orElseThrow();
        }
    }
}
