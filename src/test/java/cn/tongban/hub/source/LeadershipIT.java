package cn.tongban.hub.source;

import static cn.tongban.hub.source.SourceFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.source.LeadershipRepository.Seat;
import cn.tongban.hub.support.PgExtension;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** One reader in the cluster, and what becomes of one that does not know that it is not. */
class LeadershipIT {
    @RegisterExtension
    static final PgExtension HUB = new PgExtension();

    private final List<SourceRunner> runners = new ArrayList<>();
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private SourceRepository sources;

    @BeforeEach
    void begin() {
        sources = new SourceRepository(new JdbcTemplate(HUB.dataSource()));
    }

    @AfterEach
    void end() throws InterruptedException {
        for (SourceRunner runner : runners) {
            runner.stop();
            assertThat(runner.awaitEnd(LIMIT)).isTrue();
        }
    }

    @Test
    void ofManyNodesOneReadsAndAnotherFollowsWhenItStops() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            runner("node-" + i, this::read).start();
        }
        await().atMost(LIMIT).until(() -> reading.get() == 1);
        String first = owner();

        SourceRunner stopped = runners.get(Integer.parseInt(first.substring(5)));
        stopped.stop();
        assertThat(stopped.awaitEnd(LIMIT)).isTrue();

        await().atMost(LIMIT).until(() -> !owner().equals(first) && reading.get() == 1);
        assertThat(most).hasValue(1);
        assertThat(epoch()).isEqualTo(2);
    }

    @Test
    void aReaderWhoseConnectionIsLostStopsAtOnce() {
        runner("node-0", this::read).start();
        await().atMost(LIMIT).until(() -> reading.get() == 1);

        HUB.jdbc().sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'").query().listOfRows();

        await().atMost(LIMIT).until(() -> epoch() == 2 && reading.get() == 1);
        assertThat(most).hasValue(1);
    }

    @Test
    void whatBreaksSinceTheTermIsOverIsNoAlarm() {
        runner("node-0", term -> {
            try {
                read(term);
            } catch (InterruptedException e) {
                throw new IllegalStateException("a call was cut", e);
            }
        }).start();
        await().atMost(LIMIT).until(() -> reading.get() == 1);

        HUB.jdbc().sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'").query().listOfRows();

        await().atMost(LIMIT).until(() -> epoch() == 2 && reading.get() == 1);
        assertThat(sources.alarms()).filteredOn(alarm -> alarm.source().equals("rows")).isEmpty();
    }

    /** Fault 28: the lock of a node that stands still is taken from it, and what it commits afterwards does not count. */
    @Test
    void aNodeThatStandsStillIsTurnedOutAndItsLateCheckpointIsRefused() throws SQLException {
        LeadershipRepository still = new LeadershipRepository(SourceFixture.sessions(HUB), "still", Duration.ofSeconds(1));
        Seat seat = still.stand("rows").orElseThrow();
        HeldTerm term = new HeldTerm("rows", seat.epoch(), sources, new SourceBoard(Clock.systemUTC(), SourceState.READING));
        term.checkpoint("one");

        CountDownLatch taken = new CountDownLatch(1);
        runner("other", next -> {
            next.checkpoint("two");
            taken.countDown();
            read(next);
        }).start();
        await().atMost(LIMIT).until(() -> taken.getCount() == 0);

        assertThatThrownBy(() -> term.checkpoint("late")).isInstanceOf(TermOver.class);
        assertThat(term.held()).isFalse();
        assertThat(sources.position("rows")).contains("two");
        seat.close();
    }

    @Test
    void aTermBeginsWhereTheOneBeforeCommitted() {
        List<Optional<String>> seen = new ArrayList<>();
        runner("node-0", term -> {
            seen.add(term.position());
            term.checkpoint("at " + term.epoch());
            throw new IllegalStateException("fails after its checkpoint");
        }).start();

        await().atMost(LIMIT).until(() -> epoch() >= 3);
        assertThat(seen.subList(0, 2)).containsExactly(Optional.empty(), Optional.of("at 1"));
    }

    private void read(Term term) throws InterruptedException {
        most.accumulateAndGet(reading.incrementAndGet(), Math::max);
        try {
            new CountDownLatch(1).await();
        } finally {
            reading.decrementAndGet();
        }
    }

    private SourceRunner runner(String node, SourceAdapter adapter) {
        LeadershipRepository leadership = new LeadershipRepository(SourceFixture.sessions(HUB), node, Duration.ofSeconds(1));
        SourceBoard board = new SourceBoard(Clock.systemUTC(), SourceState.STANDBY);
        SourceRunner runner = new SourceRunner("rows", adapter, leadership, sources, board);
        runners.add(runner);
        return runner;
    }

    private String owner() {
        return sources.readers().stream().filter(reader -> reader.source().equals("rows")).findFirst().map(SourceRepository.Reader::owner).orElse("node-9");
    }

    private long epoch() {
        return HUB.jdbc().sql("select coalesce(max(epoch), 0) from source where id = 'rows'").query(Long.class).single();
    }
}
