package cn.tongban.hub.source;

import static cn.tongban.hub.source.SourceFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.flow.SourceFlow.Handed;
import cn.tongban.hub.support.PgExtension;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Change capture, from a row in a foreign server to a commit of ours. */
class CdcIT {
    @RegisterExtension
    static final PgExtension HUB = new PgExtension();

    @TempDir
    Path data;

    private AwayableDataSource database;
    private AwayableDataSource sessions;
    private SourceFixture world;
    private PartnerDatabase partner;

    @BeforeEach
    void begin() {
        database = new AwayableDataSource(HUB.dataSource());
        sessions = new AwayableDataSource(SourceFixture.sessions(HUB));
        world = new SourceFixture(database, sessions, data, "postgres-cdc", "");
        partner = world.partner;
    }

    @AfterEach
    void end() {
        database.comeBack();
        sessions.comeBack();
        world.close();
    }

    @Test
    void whatWasThereIsReadAndWhatComesIsStreamed() {
        partner.accept("a1", "P1");
        partner.process("s1", "P1");
        Sources sources = world.start();
        world.awaitGuids("a1", "s1");
        world.awaitStreaming(sources);

        partner.accept("a2", "P2");
        world.awaitGuids("a2");
        partner.change("a1", "U");
        partner.change("a2", "D");
        await().atMost(LIMIT).until(() -> world.guids().size(), size -> size == 5);

        List<String> bodies = world.flow.recorded().stream().map(Handed::body).toList();
        assertThat(bodies.get(0)).contains("\"table\":\"up_pro_accept\",\"op\":\"c\"", "\"amount\":\"12.50\"",
                "\"apply_date\":\"2026-03-16\"", "\"remark\":null", "\"version\":\"1\"");
        assertThat(bodies.get(1)).contains("\"event_start_time\":\"2026-03-16T09:30:00.250000\"");
        assertThat(bodies.get(3)).contains("\"op\":\"u\"");
        assertThat(bodies.get(4)).contains("\"op\":\"d\"");
        assertThat(world.alarms()).isEmpty();
    }

    /** An engine that broke off can leave its metrics under their name; the next one would wait a minute for it. */
    @Test
    void whatABrokenEngineLeftBehindDoesNotHoldUpTheNext() throws JMException {
        MBeanServer metrics = ManagementFactory.getPlatformMBeanServer();
        ObjectName left = new ObjectName("debezium.postgres:type=connector-metrics,context=snapshot,server=rows");
        metrics.registerMBean(new StandardMBean(() -> {}, Runnable.class, false), left);
        try {
            world.awaitStreaming(world.start());
            partner.accept("a1", "P1");
            world.awaitGuids("a1");
        } finally {
            metrics.unregisterMBean(left);
        }
    }

    /** The slot is not confirmed: the same rows come again and are known. */
    @Test
    void aFailureBetweenCommitAndConfirmDoublesNothing() {
        Sources sources = world.start();
        world.awaitStreaming(sources);
        AtomicBoolean once = new AtomicBoolean(true);
        world.flow.afterCommit(() -> {
            if (!world.guids().isEmpty() && once.getAndSet(false)) {
                throw new IllegalStateException("dies after the commit");
            }
        });

        partner.accept("a1", "P1");
        world.awaitGuids("a1");
        world.awaitAlarm(SourceAlarm.ADAPTER_FAILED);
        partner.accept("a2", "P2");
        world.awaitGuids("a2");

        assertThat(world.guids()).containsExactly("a1", "a2");
    }

    @Test
    void theHubsDatabaseIsAwayAndNothingIsLostOrDoubled() {
        Sources sources = world.start();
        world.awaitStreaming(sources);
        partner.accept("a1", "P1");
        world.awaitGuids("a1");

        sessions.leave();
        database.leave();
        AwayableDataSource.endSessions(SourceFixture.sessions(HUB));
        partner.accept("a2", "P2");
        partner.accept("a3", "P3");
        await("reader gone").atMost(LIMIT).until(() -> !partner.slotActive());
        partner.accept("a4", "P4");
        database.comeBack();
        sessions.comeBack();

        world.awaitGuids("a2", "a3", "a4");
        assertThat(world.guids()).containsExactly("a1", "a2", "a3", "a4");
        assertThat(world.alarms()).isEmpty();
    }

    /** Our heartbeats move the slot, so that the other side may clear its log although our tables rest. */
    @Test
    void theSlotMovesWhileTheTablesRest() {
        Sources sources = world.start();
        world.awaitStreaming(sources);
        String before = partner.confirmed();

        await().atMost(LIMIT).until(() -> !partner.confirmed().equals(before));
        assertThat(SourceFixture.status(sources).behindSeconds()).isPresent();
        assertThat(world.flow.handed()).isEmpty();
    }

    /** A large value that an update leaves alone is not in the log again; the row is read by its key. */
    @Test
    void aRowWithALargeUntouchedValueIsWhole() {
        Sources sources = world.start();
        world.awaitStreaming(sources);
        partner.jdbc().execute("alter table up_pro_accept alter remark set storage external");
        partner.accept("a1", "P1");
        partner.jdbc().execute("update up_pro_accept set version = 2, remark = repeat('长', 9000) where row_guid = 'a1'");
        partner.change("a1", "U");

        await().atMost(LIMIT).until(() -> world.guids().size(), size -> size == 3);
        assertThat(world.flow.recorded().get(2).body()).contains("\"op\":\"u\"").hasSizeGreaterThan(9000);
    }

    /** A bundle that is swapped for one with the same source settings does not touch the reader. */
    @Test
    void aSwapOfBundlesIsNotNoticed() {
        Sources sources = world.start();
        world.awaitStreaming(sources);
        partner.accept("a1", "P1");
        world.awaitGuids("a1");

        for (int i = 2; i < 6; i++) {
            world.flow.swap();
            sources.follow();
            partner.accept("a" + i, "P" + i);
        }

        world.awaitGuids("a2", "a3", "a4", "a5");
        assertThat(world.flow.handed()).hasSize(5);
        assertThat(world.flow.jdbc().queryForObject("select epoch from source where id = 'rows'", Long.class)).isEqualTo(1);
    }
}
