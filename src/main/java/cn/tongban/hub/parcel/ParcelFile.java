package cn.tongban.hub.parcel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A parcel with all that its carrier told of it; immutable.
 *
 * @param events in no order, each once
 * @param told ids of those whose meaning for the case was given to the case already
 */
public record ParcelFile(Parcel parcel, List<ParcelEvent> events, Set<String> told) {
    public ParcelFile {
        events = List.copyOf(events);
        told = Set.copyOf(told);
    }

    /** A parcel of which nothing is known but its order number and who carries it. */
    public static ParcelFile blank(OrderNo orderNo, String carrier, String waybillNo, Instant now) {
        return new ParcelFile(Parcel.fresh(orderNo, carrier, waybillNo, now), List.of(), Set.of());
    }

    public boolean knows(String eventId) {
        return events.stream().anyMatch(event -> event.id().equals(eventId));
    }

    public ParcelCourse course() {
        return ParcelCourse.of(events);
    }

    /** The turns that the case was not told of. */
    public List<ParcelCourse.Turn> untold() {
        return course().turns().stream().filter(turn -> !told.contains(turn.by().id())).toList();
    }

    /** The file with an event more. */
    public ParcelFile with(ParcelEvent event, String waybillNo, Instant now) {
        List<ParcelEvent> more = new ArrayList<>(events);
        more.add(event);
        return new ParcelFile(parcel.heard(waybillNo, ParcelCourse.of(more), now), more, told);
    }

    /** The file after the case was told of these events. */
    public ParcelFile telling(List<String> eventIds) {
        Set<String> more = new HashSet<>(told);
        more.addAll(eventIds);
        return new ParcelFile(parcel, events, more);
    }

    /** The file after its carrier took the order, or told that it had. */
    public ParcelFile ordered(String waybillNo, Instant now) {
        return new ParcelFile(parcel.ordered(waybillNo, now), events, told);
    }

    /**
     * An event to be stored.
     *
     * @param messageId the message that brought it
     */
    public record NewEvent(OrderNo orderNo, ParcelEvent event, UUID messageId, boolean told) {}
}
