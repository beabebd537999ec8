package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * How many requests of one connector are handled at once, so that one partner who sends slowly, or opens every connection
 * it can, leaves threads and memory to the others.
 */
final class DoorGate {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore places;

    DoorGate(int concurrency) {
        places = new Semaphore(concurrency);
    }

    /** @throws HubException OVERLOADED when every place is taken; nobody waits */
    void enter() {
        if (!places.tryAcquire()) {
            throw new HubException(ErrorCode.OVERLOADED, "", List.of(), RETRY_AFTER, null);
        }
    }

    void leave() {
        places.release();
    }
}
