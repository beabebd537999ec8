package cn.tongban.hub.delivery;

import cn.tongban.hub.support.AfterCommit;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Maintenance windows and rate caps that people order while the hub runs. They are in the database, so they hold on all
 * nodes and over restarts; a node looks every two seconds, and at once for what was ordered at it. While the database is
 * away it keeps what it knows.
 */
public final class Steering {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int HIGHEST = 100_000;

    private final SteeringRepository repository;
    private final Clock clock;
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicReference<View> view = new AtomicReference<>(new View(new Ordered(Map.of()), -1, System.nanoTime()));

    /** Closed from {@code from} until just before {@code to}. */
    public record Window(UUID id, Instant from, Instant to, String reason, String by) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /** A cap per second and node; it can only be lower than what connector.yaml allows. */
    public record Rate(int perSecond, String by, String reason) {}

    /** What holds for one connector, all its parties included. */
    public record Orders(List<Window> windows, @Nullable Rate rate) {
        static final Orders NONE = new Orders(List.of(), null);

        public Orders {
            windows = List.copyOf(windows);
        }

        boolean closeAt(Instant at) {
            return windows.stream().anyMatch(window -> window.covers(at));
        }
    }

    Steering(SteeringRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** What holds for a destination, as of at most two seconds ago. */
    private Orders of(String destination) {
        return view().orders().of(destination);
    }

    /** What holds as the database says now, the caller's own transaction included; for people, not for each turn. */
    Ordered now() {
        return new Ordered(repository.all(clock.instant()));
    }

    /**
     * What was read.
     *
     * @param changes how many were ordered at this node before
     * @param begun when the reading began, in nanoseconds of this process
     */
    private record View(Ordered orders, int changes, long begun) {}

    /** Orders by connector. */
    record Ordered(Map<String, Orders> byConnector) {
        Orders of(String destination) {
            return byConnector.getOrDefault(connector(destination), Orders.NONE);
        }
    }

    boolean closes(String destination, Instant at) {
        return of(destination).closeAt(at);
    }

    /** The lower of the declared and the ordered cap; 0 is no cap. */
    int cap(String destination, int declared) {
        Rate ordered = of(destination).rate();
        if (ordered == null) {
            return declared;
        }
        return declared == 0 ? ordered.perSecond() : Math.min(declared, ordered.perSecond());
    }

    /** @throws HubException REQUEST_INVALID for a window that is empty, past or longer than a month */
    void enter(String destination, @Nullable Instant from, Instant to, String by, String reason) {
        Instant begin = from == null ? clock.instant() : from;
        boolean sound = begin.isBefore(to) && to.isAfter(clock.instant())
                && Duration.between(begin, to).compareTo(LONGEST) <= 0;
        if (!sound) {
            throw invalid("/to", "after now and from, at most 31 days after from");
        }
        repository.enter(new Window(Ids.next(clock.instant()), begin, to, reason, by), connector(destination));
        forget();
    }

    /** @throws HubException NOT_POSSIBLE_NOW when it is not there or over */
    void end(String destination, UUID window, String by) {
        if (!repository.end(window, connector(destination), clock.instant(), by)) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, destination);
        }
        forget();
    }

    /** @param perSecond null: as connector.yaml says */
    void cap(String destination, @Nullable Integer perSecond, String by, String reason) {
        if (perSecond != null && (perSecond < 1 || perSecond > HIGHEST)) {
            throw invalid("/perSecond", "from 1 to " + HIGHEST + ", or null for what connector.yaml says");
        }
        repository.cap(connector(destination), perSecond, by, reason);
        forget();
    }

    /** What is known; read anew when a change was ordered here since, by everybody who asks, or by one when it is old. */
    private View view() {
        View last = view.get();
        long now = System.nanoTime();
        boolean old = now - last.begun() >= LOOK_NANOS && looking.compareAndSet(false, true);
        try {
            return old || last.changes() != changes.get() ? read() : last;
        } finally {
            if (old) {
                looking.set(false);
            }
        }
    }

    private View read() {
        // Both before anything is read: what is committed later on is not in it for sure.
        long begun = System.nanoTime();
        int change = changes.get();
        try {
            View read = new View(now(), change, begun);
            return view.updateAndGet(other -> other.begun() - begun > 0 ? other : read);
        } catch (DataAccessException e) {
            // Whoever turns or claims next meets the same failure and says so.
            return view.get();
        }
    }

    /** Has everybody look again once the change is committed: before that, a look would find the old orders and keep them. */
    private void forget() {
        AfterCommit.run(changes::incrementAndGet);
    }

    /** A party's destination is {@code <connector>.<party>}. */
    private static String connector(String destination) {
        int dot = destination.indexOf('.');
        return dot < 0 ? destination : destination.substring(0, dot);
    }

    private static HubException invalid(String pointer, String sentence) {
        return new HubException(ErrorCode.REQUEST_INVALID, "", List.of(new Place(pointer, "value", sentence)));
    }
}
