package cn.tongban.sandbox.provincearchive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The tokens that are good now. A restart forgets them all, as real platforms do. */
final class Tokens {
    private final Map<String, Instant> ends = new HashMap<>();
    private final Clock clock;
    private Duration life = Duration.ofHours(2);
    private boolean given = true;
    private int count;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    synchronized String give() {
        String token = UUID.randomUUID().toString();
        ends.put(token, clock.instant().plus(life));
        count++;
        return token;
    }

    synchronized boolean isGood(String token) {
        Instant end = ends.get(token);
        return end != null && clock.instant().isBefore(end);
    }

    /** What was given out is good no longer. */
    synchronized void forget() {
        ends.clear();
    }

    synchronized void give(boolean now) {
        given = now;
    }

    synchronized boolean gives() {
        return given;
    }

    synchronized long seconds() {
        return life.toSeconds();
    }

    synchronized int count() {
        return count;
    }
}
