package cn.tongban.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.PgExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class SteeringLookIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    private final Clock clock = Clock.systemUTC();
    private final Gate gate = new Gate(PG.dataSource());
    private final Steering steering = new Steering(new SteeringRepository(new JdbcTemplate(gate)), clock);

    @Test
    void anOrderHoldsAtOnceThoughSomebodyElseIsStillReadingTheOldOnes() {
        assertThat(closes("desk")).isFalse();
        gate.shut();
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> await().atMost(Duration.ofSeconds(20))
                .until(() -> !closes("other") && gate.isPassed()));
        await().atMost(Duration.ofSeconds(20)).until(gate::isWaitedAt);

        steering.enter("desk", null, Instant.now().plus(Duration.ofHours(1)), "clerk", "moving house");

        assertThat(closes("desk")).isTrue();
        gate.open();
        slow.join();
        assertThat(closes("desk")).as("the slow one does not put its view over it").isTrue();
    }

    private boolean closes(String destination) {
        return steering.closes(destination, clock.instant());
    }

    /** Has the first who asks for a connection after {@link #shut} wait. */
    private static final class Gate extends DelegatingDataSource {
        private final AtomicBoolean shut = new AtomicBoolean();
        private final CountDownLatch waitedAt = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        Gate(DataSource target) {
            super(target);
        }

        void shut() {
            shut.set(true);
        }

        void open() {
            open.countDown();
        }

        boolean isWaitedAt() {
            return waitedAt.getCount() == 0;
        }

        boolean isPassed() {
            return open.getCount() == 0;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (shut.compareAndSet(true, false)) {
                waitedAt.countDown();
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new SQLException(e);
                }
            }
            return super.getConnection();
        }
    }
}
