package cn.tongban.hub.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who listens. Nothing is kept for who is slow: what could not be told is made good by the whole picture later,
 * and who takes nothing for a while is let go.
 */
final class Listener<K> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Also shows within seconds who has gone: a connection that is closed is noticed by writing only. */
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final byte[] STILL_THERE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final K key;
    private final Wire wire;
    private boolean current;
    private Instant heard;
    private @Nullable Instant stuck;

    Listener(K key, Wire wire, Instant now) {
        this.key = key;
        this.wire = wire;
        this.heard = now;
    }

    K key() {
        return key;
    }

    /** Whether it knows the picture of the last beat. */
    boolean isCurrent() {
        return current;
    }

    boolean isOpen() {
        return wire.isOpen();
    }

    void end() {
        wire.end();
    }

    /**
     * @param whole the picture, for who does not know the one before
     * @param change null when nothing has changed
     */
    void tell(byte[] whole, byte @Nullable [] change, Instant now) {
        byte[] bytes = current ? change : whole;
        if (bytes == null && heard.plus(QUIET).isAfter(now)) {
            return;
        }
        if (!wire.isReady()) {
            current = current && bytes == null;
            stuck = stuck == null ? now : stuck;
            if (stuck.plus(PATIENCE).isBefore(now)) {
                wire.end();
            }
            return;
        }
        stuck = null;
        heard = now;
        try {
            wire.send(bytes == null ? STILL_THERE : bytes);
            current = true;
        } catch (IOException e) {
            // It has gone; the next beat forgets it.
            wire.end();
        }
    }
}
