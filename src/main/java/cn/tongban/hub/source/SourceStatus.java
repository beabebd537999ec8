package cn.tongban.hub.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one source stands, for people.
 *
 * @param state on this node
 * @param since of that state
 * @param owner the node that reads it, or read it last; empty when nobody ever did
 * @param movedAt the last commit of what it read
 * @param behindSeconds age of the oldest change that is not recorded yet; known where it is read
 * @param heldBytes what the other side keeps for us
 */
public record SourceStatus(
        String id,
        String connector,
        String kind,
        SourceState state,
        Instant since,
        String owner,
        Optional<Instant> movedAt,
        Optional<Double> behindSeconds,
        Optional<Long> heldBytes,
        List<Alarm> alarms) {
    public SourceStatus {
        alarms = List.copyOf(alarms);
    }

    /** @param subject the table and column, or the slot, that it is about */
    public record Alarm(SourceAlarm alarm, String subject, Instant since) {}
}
