package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger counted = new AtomicInteger();
    private long takesMillis;
    private final Paced<Integer> paced = new Paced<>(Duration.ofSeconds(1), nanos::get, () -> {
        pass(takesMillis);
        return counted.incrementAndGet();
    });

    @Test
    void whatCountsFastIsCountedOnceASecond() {
        assertThat(paced.get()).isEqualTo(1);
        pass(999);
        assertThat(paced.get()).isEqualTo(1);
        pass(1);
        assertThat(paced.get()).isEqualTo(2);
    }

    @Test
    void whatCountsSlowlyIsCountedForATenthOfTheTime() {
        takesMillis = 500;
        paced.get();
        pass(4_999);
        assertThat(paced.get()).isEqualTo(1);
        pass(1);
        assertThat(paced.get()).isEqualTo(2);
    }

    @Test
    void whoWantsItNowGetsItAndSoDoAllAfterwards() {
        paced.get();
        assertThat(paced.fresh()).isEqualTo(2);
        assertThat(paced.get()).isEqualTo(2);
    }

    private void pass(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
