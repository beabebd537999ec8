package cn.tongban.hub.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down what comes too often: an address from which many wrong passwords come, whatever accounts they are for, and
 * somebody who looks at many personal values. On this node, from memory.
 */
@Component
class Throttle {
    private static final int MOST = 30;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Counted> byWho = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Counted(Instant since, int count) {}

    Throttle(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean allows(String who) {
        Counted counted = byWho.get(who);
        return counted == null || counted.count() < MOST || counted.since().plus(WINDOW).isBefore(clock.instant());
    }

    synchronized void count(String who) {
        Instant now = clock.instant();
        byWho.merge(who, new Counted(now, 1), (old, one) ->
                old.since().plus(WINDOW).isBefore(now) ? one : new Counted(old.since(), old.count() + 1));
    }
}
