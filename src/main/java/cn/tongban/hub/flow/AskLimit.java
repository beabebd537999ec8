package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often people may ask a connector on this node. Safe for many threads. */
final class AskLimit {
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final int most;
    private final Clock clock;
    private final Map<String, Deque<Instant>> asked = new HashMap<>();

    /** @param most questions to one connector within a minute */
    AskLimit(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** @throws HubException OVERLOADED with the time after which there is room again */
    synchronized void take(String connector) {
        Instant now = clock.instant();
        Deque<Instant> lately = asked.computeIfAbsent(connector, id -> new ArrayDeque<>());
        while (!lately.isEmpty() && !lately.getFirst().plus(SPAN).isAfter(now)) {
            lately.removeFirst();
        }
        if (lately.size() >= most) {
            Duration wait = Duration.between(now, lately.getFirst().plus(SPAN));
            throw new HubException(ErrorCode.OVERLOADED, connector, List.of(), wait, null);
        }
        lately.addLast(now);
    }
}
