package cn.tongban.hub.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.clock.Clocks;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.OpenDeliveries;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.source.Sources;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.MutableClock;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the rules see of a real hub. */
class LooksIT {
    private static final String PLATFORM = "city-platform";

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @Test
    void aDoubtIsSeenAndWhatIsPausedForTooLong() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "reset"));
        RecordedCase.record(HUB, "C-2026-000001");
        await().atMost(Duration.ofSeconds(10)).until(() -> !seen(Settings.with(), Duration.ZERO).isEmpty());
        assertThat(seen(Settings.with(), Duration.ZERO)).containsExactly(new Sighting(AlertRule.DOUBTS, PLATFORM, 1));
        assertThat(seen(Settings.with("doubts", "2"), Duration.ZERO)).isEmpty();

        Destinations destinations = HUB.bean(Destinations.class);
        destinations.pause(PLATFORM, "tester", "检修");
        assertThat(seen(Settings.with("doubts", "0"), Duration.ofMinutes(59))).isEmpty();
        assertThat(seen(Settings.with("doubts", "0"), Duration.ofMinutes(61))).singleElement()
                .satisfies(lag -> assertThat(lag.rule()).isEqualTo(AlertRule.LAG));
        assertThat(seen(Settings.with("doubts", "0", "lag", "0s"), Duration.ofDays(9))).isEmpty();

        destinations.close(PLATFORM, null, Instant.now().plus(Duration.ofHours(1)), "tester", "检修");
        await().atMost(Duration.ofSeconds(10)).until(() -> !destinations.get(PLATFORM).open());
        assertThat(seen(Settings.with("doubts", "0"), Duration.ofMinutes(61))).as("closed by an order").isEmpty();
    }

    @Test
    void aNodeWithoutRoomSaysSo() {
        assertThat(node(true)).contains(new Sighting(AlertRule.STORAGE, "node-7", 1));
        assertThat(node(false)).extracting(Sighting::rule).doesNotContain(AlertRule.STORAGE);
    }

    @Test
    void aDayThatAddsUpAndNoLateCaseAreNothing() {
        RecordedCase.record(HUB, "C-2026-000002");

        assertThat(new BalanceLook(HUB.bean(DeliveryQueries.class), HUB.bean(Clocks.class), Settings.with(),
                new MutableClock(Instant.now())).now()).isEmpty();
    }

    private static List<Sighting> seen(AlertProperties settings, Duration later) {
        return new SharedLook(HUB.bean(OpenDeliveries.class), HUB.bean(Destinations.class), settings,
                new MutableClock(Instant.now().plus(later))).now();
    }

    private static List<Sighting> node(boolean low) {
        return new NodeLook("node-7", HUB.bean(Destinations.class), HUB.bean(OpenDeliveries.class), HUB.bean(Sources.class),
                () -> low, Settings.with()).now();
    }
}
