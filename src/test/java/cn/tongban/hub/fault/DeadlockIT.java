package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real dead-lock, provoked from outside, whose victim is the hub's write of a receipt or of a case. */
class DeadlockIT {
    private final World world = World.shared();

    @AfterEach
    void heal() {
        world.heal();
    }

    @Test
    void aReceiptThatLosesADeadLockIsWrittenAgainAndNothingIsSentTwice() throws SQLException {
        long before = counted();
        world.platform().faults("{\"fault\":\"slow\",\"operation\":\"submit\",\"times\":1,\"millis\":1500}");
        Acked acked = world.handInFresh();
        await().atMost(World.PATIENCE).until(() -> !world.platform().requestsOf(acked.caseNo()).isEmpty());

        // The hub locks the case, then the lane; this transaction does it the other way round.
        makeTheHubLose(
                "select 1 from lane where order_key = '%s' for update".formatted(acked.caseNo()),
                "select 1 from service_case where case_no = '%s' for update".formatted(acked.caseNo()));

        world.awaitState(acked.caseNo(), "city-platform", "delivered");
        assertOneMore(before);
        assertThat(world.hops(acked.caseNo(), "city-platform")).containsExactly("send delivered");
        assertThat(world.platform().requestsOf(acked.caseNo())).hasSize(1);
        world.assertKept(List.of(acked));
    }

    @Test
    void aStepThatLosesADeadLockIsRecordedAllTheSame() throws SQLException {
        Acked acked = world.handInFresh();
        world.awaitState(acked.caseNo(), "city-platform", "delivered");
        world.step(acked.caseNo(), "{\"status\":\"07\"}");
        world.awaitState(acked.caseNo(), "city-window", "delivered");
        long before = counted();

        Thread stepping = new Thread(() -> world.step(acked.caseNo(), "{\"status\":\"08\"}"));
        makeTheHubLose(
                "select 1 from lane where destination = 'city-window' and order_key = '%s' for update"
                        .formatted(acked.caseNo()),
                stepping,
                "select 1 from service_case where case_no = '%s' for update".formatted(acked.caseNo()));

        await().atMost(World.PATIENCE).until(() -> world.window().requestsOf(acked.caseNo()).size() == 2);
        assertOneMore(before);
        assertThat(world.database().number(
                        "select count(*) from case_step where state = 'SUSPENDED' and case_no = '" + acked.caseNo() + "'"))
                .isEqualTo(1);
        world.assertKept(List.of(acked));
    }

    private void makeTheHubLose(String firstLock, String secondLock) throws SQLException {
        makeTheHubLose(firstLock, new Thread(() -> {}), secondLock);
    }

    /** Takes the first lock, waits until the hub waits for it, then closes the circle; the hub is the one to notice. */
    private void makeTheHubLose(String firstLock, Thread provocation, String secondLock) throws SQLException {
        try (Connection connection = world.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set deadlock_timeout = '60s'");
            connection.setAutoCommit(false);
            statement.execute(firstLock);
            provocation.start();
            await().atMost(World.PATIENCE)
                    .until(() -> world.database()
                                    .number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                            > 0);
            statement.execute(secondLock);
            connection.rollback();
        }
    }

    /** The server counts what a session met only when that session next rests; until then another test's would be ours. */
    private long counted() {
        long[] last = {-1};
        await().pollInterval(Duration.ofMillis(1500)).atMost(World.PATIENCE).until(() -> {
            long now = world.database().deadlocks();
            boolean settled = now == last[0];
            last[0] = now;
            return settled;
        });
        return last[0];
    }

    /** Exactly one more: what the hub did again did not meet its like. */
    private void assertOneMore(long before) {
        await().atMost(World.PATIENCE).until(() -> world.database().deadlocks() > before);
        Moments.passMillis(1500);
        assertThat(world.database().deadlocks()).isEqualTo(before + 1);
    }
}
