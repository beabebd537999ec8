package cn.tongban.hub.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LimitedTest {
    @Test
    void whatDoesNotEndIsLeftBehindAndTheNextRuns() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Limited limited = new Limited()) {
            assertThatThrownBy(() -> limited.run(Duration.ofMillis(100), () -> {
                never.await();
                return 1;
            })).isInstanceOf(Limited.Broken.class);

            assertThat(limited.run(Duration.ofSeconds(5), () -> 2)).isEqualTo(2);
        }
    }

    @Test
    void aStackThatOverflowsIsAFindingAndNotTheEndOfTheHub() throws Exception {
        try (Limited limited = new Limited()) {
            assertThatThrownBy(() -> limited.run(Duration.ofSeconds(10), () -> deeper(1)))
                    .isInstanceOf(Limited.Broken.class).hasMessageContaining("StackOverflowError");

            assertThat(limited.run(Duration.ofSeconds(5), () -> 2)).isEqualTo(2);
        }
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }
}
