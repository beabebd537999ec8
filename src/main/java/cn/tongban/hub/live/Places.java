package cn.tongban.hub.live;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many may listen at once: in all, and with one session or token, so that one cannot take the places of all others. */
final class Places {
    private static final Duration LATER = Duration.ofSeconds(15);

    private final int most;
    private final int mostOfOne;
    private final Map<Object, Integer> taken = new HashMap<>();
    private int all;

    Places(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** @throws HubException STREAMS_FULL */
    synchronized void take(Object key) {
        int own = taken.getOrDefault(key, 0);
        if (all >= most || own >= mostOfOne) {
            int limit = own >= mostOfOne ? mostOfOne : most;
            throw new HubException(ErrorCode.STREAMS_FULL, Integer.toString(limit), List.of(), LATER, null);
        }
        taken.put(key, own + 1);
        all++;
    }

    synchronized void leave(Object key) {
        taken.computeIfPresent(key, (k, own) -> own == 1 ? null : own - 1);
        all--;
    }
}
