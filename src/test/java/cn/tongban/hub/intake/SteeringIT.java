package cn.tongban.hub.intake;

import static cn.tongban.hub.intake.CoreFixture.CITY;
import static cn.tongban.hub.intake.CoreFixture.DESK;
import static cn.tongban.hub.intake.CoreFixture.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.delivery.Steering;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Orders of people, given at one node and kept by all. */
class SteeringIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @TempDir
    Path data;

    private CoreFixture one;
    private CoreFixture other;

    @BeforeEach
    void start() {
        one = new CoreFixture(PG.dataSource(), data, DoubtPolicy.PROBE);
        other = new CoreFixture(PG.dataSource(), data, DoubtPolicy.PROBE);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void deliveriesWaitInAWindowOnAllNodesAndGoOnInOrderAfterIt() {
        destinations(one).close(DESK, null, Instant.now().plus(Duration.ofHours(1)), "clerk", "moving house");
        theOtherHasLooked();
        assertThat(destinations(other).get(DESK).open()).isFalse();
        one.submit("C1");
        await().until(() -> sent(CITY) == 1);
        one.step("C1", "s1", CaseState.ACCEPTED, MORNING.plusSeconds(60));
        one.step("C1", "s2", CaseState.IN_REVIEW, MORNING.plusSeconds(120));
        one.step("C1", "s3", CaseState.DECIDED, MORNING.plusSeconds(180));
        await().during(Duration.ofSeconds(1)).until(() -> sent(DESK) == 0);

        Steering.Window window = destinations(other).get(DESK).orders().windows().get(0);
        assertThat(window.reason()).isEqualTo("moving house");
        destinations(other).open(DESK, window.id(), "clerk");

        await().untilAsserted(() -> assertThat(PG.jdbc().sql("""
                select d.type from delivery d join hop h on h.delivery_id = d.id
                where d.destination = 'desk' order by h.at
                """).query(String.class).list())
                .containsExactly("case.accepted", "case.review-started", "case.decided"));
        assertThat(sent(DESK)).isEqualTo(3);
        await().until(() -> destinations(one).get(DESK).open());
        assertThatThrownBy(() -> destinations(one).open(DESK, window.id(), "clerk")).isInstanceOf(HubException.class);
    }

    @Test
    void aWindowEndsByItself() {
        destinations(one).close(CITY, null, Instant.now().plus(Duration.ofSeconds(3)), "clerk", "short");
        await().until(() -> !destinations(other).get(CITY).open());
        one.submit("C1");

        await().until(() -> sent(CITY) == 1);
        await().until(() -> destinations(one).get(CITY).open());
    }

    @Test
    void aRateCapHoldsUntilItIsTakenBack() {
        destinations(one).cap(CITY, 2, "clerk", "they are slow today");
        theOtherHasLooked();
        assertThat(destinations(other).get(CITY).orders().rate()).isNotNull();
        long begun = System.nanoTime();
        for (int i = 0; i < 40; i++) {
            one.submit("C" + i);
        }
        // Two nodes, two a second each: this takes ten seconds, and a moment without a cap.
        await().during(Duration.ofSeconds(1)).until(() -> sent(CITY) <= 4 * (secondsSince(begun) + 2));

        destinations(one).cap(CITY, null, "clerk", "they are well again");

        await().until(() -> sent(CITY) == 40);
        assertThatThrownBy(() -> destinations(one).cap(CITY, 0, "clerk", "none")).isInstanceOf(HubException.class);
    }

    /** Its pumps go by what they read up to two seconds ago; the status of a destination comes from the database. */
    private static void theOtherHasLooked() {
        long begun = System.nanoTime();
        await().until(() -> System.nanoTime() - begun > Duration.ofMillis(2_500).toNanos());
    }

    private static long secondsSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds();
    }

    private long sent(String destination) {
        return java.util.stream.Stream.of(one, other).flatMap(node -> node.world.seen.stream())
                .map(Attempt::destination).filter(destination::equals).count();
    }

    private static Destinations destinations(CoreFixture node) {
        return node.context.getBean(Destinations.class);
    }
}
