package cn.tongban.sandbox.provinceplatform;

import cn.tongban.sandbox.crypto.Nonces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tickets, good for 30 minutes. */
final class TicketOffice {
    static final Duration LIFE = Duration.ofMinutes(30);

    private final Clock clock;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    TicketOffice(Clock clock) {
        this.clock = clock;
    }

    String issue() {
        String ticket = "T" + Nonces.fresh();
        ends.put(ticket, clock.instant().plus(LIFE));
        return ticket;
    }

    boolean isGood(String ticket) {
        Instant end = ends.get(ticket);
        return end != null && clock.instant().isBefore(end);
    }

    /** From now on none is good. */
    void expireAll() {
        ends.clear();
    }
}
