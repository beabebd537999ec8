package cn.tongban.hub.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What one source says of itself on this node. Kept in memory, so that it can be shown while the database is away. */
final class SourceBoard {
    private final Clock clock;
    private final Map<SourceAlarm, String> alarms = new EnumMap<>(SourceAlarm.class);
    private SourceState state;
    private Instant since;
    private Optional<Lag> lag = Optional.empty();

    SourceBoard(Clock clock, SourceState state) {
        this.clock = clock;
        this.state = state;
        this.since = clock.instant();
    }

    record Lag(Duration behind, long bytes) {}

    record Shown(SourceState state, Instant since, Optional<Lag> lag, Map<SourceAlarm, String> alarms) {}

    synchronized void state(SourceState now) {
        if (now != state) {
            state = now;
            since = clock.instant();
        }
    }

    synchronized void measured(Duration behind, long bytes) {
        lag = Optional.of(new Lag(behind, bytes));
    }

    /** Nobody measures here any more. */
    synchronized void forget() {
        lag = Optional.empty();
        alarms.clear();
    }

    synchronized void raised(SourceAlarm alarm, String subject) {
        alarms.put(alarm, subject);
    }

    synchronized void cleared(SourceAlarm alarm) {
        alarms.remove(alarm);
    }

    synchronized Shown shown() {
        return new Shown(state, since, lag, Map.copyOf(alarms));
    }
}
