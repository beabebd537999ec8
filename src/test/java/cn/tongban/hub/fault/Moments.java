package cn.tongban.hub.fault;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Time that must pass because its passing is the subject, not because something is being waited for. */
final class Moments {
    private Moments() {}

    static void pass(Duration duration) {
        if (!duration.isZero()) {
            await().pollDelay(duration).atMost(duration.plusSeconds(30)).until(() -> true);
        }
    }

    static void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }

    /**
     * A connection that the partner closed is noticed before it is used again, unless it was in use just now: then the
     * request leaves into nowhere, which is a doubt.
     */
    static void letIdleConnectionsBeNoticed() {
        passMillis(600);
    }
}
