package cn.tongban.hub.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.flow.Sighting;
import cn.tongban.hub.flow.Sighting.Side;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.PgExtension;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several nodes learn one shape, and what a person decides counts for all of them. */
class DriftsIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    private static final Instant MORNING = Instant.parse("2026-03-16T01:00:00Z");
    private static final Stream STREAM = new Stream("office.north", Side.SENT, "office/letter", "");
    private static final DriftLimits LIMITS =
            new DriftLimits(20, 10, 60, DriftLimits.BLOCK, DriftLimits.BLOCK_TIME, Duration.ofDays(7));

    private Instant now = MORNING;

    @Test
    void nodesThatMergeAtTheSameTimeLoseNothingAndTellOnce() throws Exception {
        Drifts one = node();
        Drifts other = node();
        one.merge(STREAM, seen(30, "a"));

        ExecutorService nodes = Executors.newFixedThreadPool(2);
        List<Future<?>> ends = List.of(nodes.submit(() -> merge(one)), nodes.submit(() -> merge(other)));
        for (Future<?> end : ends) {
            end.get(30, TimeUnit.SECONDS);
        }
        nodes.shutdown();

        assertThat(shape().docs).isEqualTo(30 + 2 * 20 * 5);
        List<Drift> told = one.page(new DriftFilter("office", "open", null), 10);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).place()).isEqualTo("/b");
        assertThat(told.get(0).count()).isEqualTo(2 * 20 * 5);
        assertThat(told.get(0).since()).isEqualTo(MORNING);
        assertThat(told.get(0).messageId()).isNotNull();
        assertThat(other.open()).containsEntry("office", 1L);
    }

    private void merge(Drifts node) {
        for (int i = 0; i < 20; i++) {
            node.merge(STREAM, seen(5, "a", "b"));
        }
    }

    @Test
    void whatIsAcceptedOnOneNodeIsLearnedForAll() {
        Drifts one = node();
        one.merge(STREAM, seen(30, "a"));
        one.merge(STREAM, seen(1, "a", "b"));
        Drift drift = only(one);

        Drift accepted = one.accept(drift.id(), "tester", "version 2");
        node().merge(STREAM, seen(5, "a", "b"));

        assertThat(accepted.state()).isEqualTo("accepted");
        assertThat(accepted.decidedBy()).isEqualTo("tester");
        assertThat(one.open()).doesNotContainKey("office");
        assertThat(one.get(drift.id()).count()).isEqualTo(1);
        refused(ErrorCode.NOT_POSSIBLE_NOW, () -> one.accept(drift.id(), "tester", "again"));
        refused(ErrorCode.NOT_FOUND, () -> one.get(new UUID(0, 0)));
    }

    @Test
    void whatIsIgnoredIsToldAgainWhenTheTimeIsOver() {
        Drifts one = node();
        one.merge(STREAM, seen(30, "a"));
        one.merge(STREAM, seen(1, "a", "b"));

        one.ignore(only(one).id(), MORNING.plusSeconds(60), "tester", "until they mend it");
        one.merge(STREAM, seen(2, "a", "b"));

        assertThat(one.open()).doesNotContainKey("office");
        assertThat(one.page(new DriftFilter("office", "ignored", null), 10)).hasSize(1);
        now = MORNING.plusSeconds(61);
        assertThat(only(one).count()).isEqualTo(3);
        refused(ErrorCode.REQUEST_INVALID, () -> one.ignore(only(one).id(), now, "tester", "past"));
    }

    @Test
    void aFieldThatComesBackClosesItsDrift() {
        Drifts one = node();
        one.merge(STREAM, seen(40, "a", "b"));
        one.merge(STREAM, seen(12, "a"));
        assertThat(only(one).kind()).isEqualTo(DriftKind.VANISHED);

        one.merge(STREAM, seen(1, "a", "b"));

        assertThat(one.open()).doesNotContainKey("office");
        assertThat(one.page(new DriftFilter("office", "over", null), 10)).hasSize(1);
    }

    @Test
    void whoeverSendsNewNamesAllTheTimeIsOneTroubleAndNotThousands() {
        Drifts one = node();
        one.merge(STREAM, seen(30, "a"));
        for (int i = 0; i < 12; i++) {
            StreamSample sample = new StreamSample(Example.NONE);
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            for (int k = 0; k < 40; k++) {
                document.putObject("n" + (char) ('a' + i) + k % 5).put("x" + k, 1);
            }
            sample.learn(sighting(document), Declared.OPEN);
            one.merge(STREAM, sample);
        }

        assertThat(one.open().get("office")).isLessThanOrEqualTo(200L);
    }

    private Drift only(Drifts drifts) {
        List<Drift> open = drifts.page(new DriftFilter("office", "open", null), 10);
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private Learned shape() {
        return Shapes.read(PG.jdbc().sql("select shape from drift_shape where counterpart like 'office%'").query(String.class).single());
    }

    private StreamSample seen(int times, String... fields) {
        StreamSample sample = new StreamSample(Example.NONE);
        for (int i = 0; i < times; i++) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            for (String field : fields) {
                document.put(field, "x");
            }
            sample.learn(sighting(document), Declared.OPEN);
        }
        return sample;
    }

    private static Sighting sighting(ObjectNode document) {
        return new Sighting(STREAM.counterpart(), STREAM.side(), STREAM.subject(), STREAM.variant(), document, 100,
                "{\"messageId\":\"0195a3c0-0000-7000-8000-000000000001\"}", null, MORNING);
    }

    private Drifts node() {
        JdbcTemplate jdbc = new JdbcTemplate(PG.dataSource());
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new Drifts(new DriftRepository(jdbc), new TransactionTemplate(new JdbcTransactionManager(PG.dataSource())),
                new Vocabulary(Optional::empty), LIMITS, clock);
    }

    private static void refused(ErrorCode code, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
