package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one ticket that this node holds for a partner. It is renewed a while before its end by whoever needs it then, while
 * the others go on with the old one; one request for a ticket is under way at most, and after a failure the partner is left
 * alone for a while. Safe for many threads.
 */
final class TicketHolder {
    private static final Logger log = LoggerFactory.getLogger(TicketHolder.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final String connector;
    private final Duration renew;
    private final Supplier<Issued> partner;
    private final LongSupplier nanos;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Held held;
    private volatile @Nullable Failing failing;

    /** A ticket as the partner gave it. */
    record Issued(String ticket, Duration life) {
        @Override
        public String toString() {
            return "Issued[***, " + life + "]";
        }
    }

    private record Held(String ticket, long renewAt, long endsAt) {}

    private record Failing(Instant since, String reason, long againAt, Duration pause) {}

    /** @param nanos lives are measured by it, so that no step of the wall clock ends or prolongs one */
    TicketHolder(String connector, Duration renew, Supplier<Issued> partner, LongSupplier nanos, Clock clock) {
        this.connector = connector;
        this.renew = renew;
        this.partner = partner;
        this.nanos = nanos;
        this.clock = clock;
    }

    /** @throws HubException TICKET_UNAVAILABLE */
    String get() {
        Held now = held;
        if (now != null && before(now.renewAt())) {
            return now.ticket();
        }
        if (now != null && before(now.endsAt())) {
            return asking.tryLock() ? renewed() : now.ticket();
        }
        asking.lock();
        return renewed();
    }

    /** Holds the lock, and gives it back. */
    private String renewed() {
        try {
            Held now = held;
            if (now != null && before(now.renewAt())) {
                return now.ticket();
            }
            Optional<String> old = Optional.ofNullable(now).filter(last -> before(last.endsAt())).map(Held::ticket);
            Failing last = failing;
            if (last != null && before(last.againAt())) {
                return old.orElseThrow(() -> unavailable(last.reason(), null));
            }
            return ask(old);
        } finally {
            asking.unlock();
        }
    }

    private String ask(Optional<String> old) {
        long begun = nanos.getAsLong();
        try {
            Issued issued = partner.get();
            long life = issued.life().toNanos();
            held = new Held(issued.ticket(), begun + life - Math.min(renew.toNanos(), life / 2), begun + life);
            if (failing != null) {
                log.atInfo().addKeyValue("connector", connector).log("Tickets of {} can be had again", connector);
            }
            failing = null;
            return issued.ticket();
        } catch (HubException e) {
            failed(e);
            return old.orElseThrow(() -> unavailable(e.code().code(), e));
        }
    }

    private void failed(HubException e) {
        Failing last = failing;
        if (last == null) {
            log.atWarn().addKeyValue("connector", connector).log(
                    "No ticket of {} can be had ({} {}); asked again until it can, and what needs one waits",
                    connector, e.code().code(), e.subject());
        }
        Duration doubled = last == null ? FIRST_PAUSE : last.pause().multipliedBy(2);
        Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        failing = new Failing(last == null ? clock.instant() : last.since(), e.code().code(),
                nanos.getAsLong() + pause.toNanos(), pause);
    }

    void drop(String ticket) {
        asking.lock();
        try {
            Held now = held;
            if (now != null && now.ticket().equals(ticket)) {
                held = null;
            }
        } finally {
            asking.unlock();
        }
    }

    Optional<Tickets.Trouble> trouble() {
        return Optional.ofNullable(failing).map(now -> new Tickets.Trouble(connector, now.since(), now.reason()));
    }

    private boolean before(long moment) {
        return nanos.getAsLong() - moment < 0;
    }

    private HubException unavailable(String reason, @Nullable HubException cause) {
        return new HubException(ErrorCode.TICKET_UNAVAILABLE, connector + " (" + reason + ")", List.of(), null, cause);
    }
}
