package cn.tongban.hub.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.MutableClock;
import cn.tongban.hub.support.PgExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the beginning of a condition to the end of its alert. */
class AlertKeeperIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    private static final Sighting DEAD = new Sighting(AlertRule.DEAD, "city-platform", 3);
    private static final Sighting DOUBT = new Sighting(AlertRule.DOUBTS, "city-platform", 1);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-05-07T01:00:00Z"));
    private final Watch.Eyes own = new Watch.Eyes(AlertRule.CIRCUIT, AlertRule.STORAGE);
    private final Watch.Eyes eyes = new Watch.Eyes(AlertRule.DEAD, AlertRule.DOUBTS);
    private final Watch watch = new Watch(PG, clock, Settings.with(), own, eyes);

    @Test
    void aConditionIsOneAlertHoweverOftenItIsSeen() {
        eyes.now = List.of(DEAD);
        turns(5, Duration.ofMinutes(1));
        eyes.now = List.of(new Sighting(AlertRule.DEAD, "city-platform", 7));
        watch.keeper.turn();

        assertThat(watch.desk.open(null, 10)).singleElement().satisfies(alert -> {
            assertThat(alert.figure()).isEqualTo(7);
            assertThat(alert.since()).isEqualTo(Instant.parse("2026-05-07T01:00:00Z"));
            assertThat(alert.state()).isEqualTo(AlertState.RAISED);
        });
        assertThat(watch.told()).containsExactly("raised");
    }

    @Test
    void whatComesAndGoesStaysOneAlertUntilItIsGoneForTheHold() {
        for (int i = 0; i < 10; i++) {
            eyes.now = i % 2 == 0 ? List.of(DEAD) : List.of();
            turns(2, Duration.ofMinutes(1));
        }
        assertThat(watch.desk.open(null, 10)).hasSize(1);
        assertThat(watch.told()).containsExactly("raised");

        turns(6, Duration.ofMinutes(1));

        assertThat(watch.desk.open(null, 10)).isEmpty();
        assertThat(watch.desk.ended(null, 10)).hasSize(1);
        assertThat(watch.told()).containsExactly("ended", "raised");
    }

    @Test
    void whatIsOverBeforeItsRuleHasWaitedWasNothing() {
        eyes.now = List.of(DOUBT);
        turns(29, Duration.ofMinutes(1));
        assertThat(watch.desk.open(null, 10)).isEmpty();
        eyes.now = List.of();
        watch.keeper.turn();
        assertThat(PG.jdbc().sql("select count(*) from alert").query(Integer.class).single()).isZero();

        eyes.now = List.of(DOUBT);
        turns(32, Duration.ofMinutes(1));

        assertThat(watch.desk.open(null, 10)).hasSize(1);
    }

    @Test
    void whatCannotBeJudgedNeitherBeginsNorEnds() {
        eyes.now = List.of(DEAD);
        watch.keeper.turn();
        eyes.broken = new HubException(ErrorCode.STOPPING);
        turns(20, Duration.ofMinutes(1));
        assertThat(watch.desk.open(null, 10)).hasSize(1);
    }

    @Test
    void oneNodeJudgesAndHearsTheOthers() {
        watch.keeper.turn();
        Watch.Eyes others = new Watch.Eyes(AlertRule.CIRCUIT, AlertRule.STORAGE);
        others.now = List.of(new Sighting(AlertRule.STORAGE, "node-2", 1));
        Watch.Eyes same = new Watch.Eyes(AlertRule.DEAD, AlertRule.DOUBTS);
        same.now = List.of(DEAD);
        Watch second = new Watch(PG, clock, Settings.with(), "node-2", others, same);

        second.keeper.turn();
        assertThat(watch.desk.open(null, 10)).as("the second node does not judge").isEmpty();
        watch.keeper.turn();
        assertThat(watch.desk.open(null, 10)).extracting(Alert::subject).containsExactly("node-2");

        PG.jdbc().sql("update alert_leader set lease_until = now() - interval '1 second'").update();
        second.keeper.turn();
        assertThat(watch.desk.open(null, 10)).as("the first one is gone").extracting(Alert::rule)
                .containsExactlyInAnyOrder(AlertRule.STORAGE, AlertRule.DEAD);
    }

    @Test
    void somebodyLooksAfterItAndItStaysUntilItIsGone() {
        eyes.now = List.of(DEAD);
        watch.keeper.turn();
        Alert alert = watch.desk.open(null, 1).get(0);
        assertThat(watch.desk.waiting()).isEqualTo(1);

        watch.desk.acknowledge(alert.id(), "zhang", "已联系");
        watch.keeper.turn();

        assertThat(watch.desk.get(alert.id())).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(AlertState.ACKNOWLEDGED);
            assertThat(seen.actedBy()).isEqualTo("zhang");
            assertThat(seen.reason()).isEqualTo("已联系");
        });
        assertThat(watch.desk.waiting()).isZero();
        refused(ErrorCode.NOT_POSSIBLE_NOW, () -> watch.desk.acknowledge(alert.id(), "li", "再一次"));
        eyes.now = List.of();
        turns(6, Duration.ofMinutes(1));
        assertThat(watch.desk.get(alert.id()).state()).isEqualTo(AlertState.ENDED);
        refused(ErrorCode.NOT_POSSIBLE_NOW, () -> mute(alert, Duration.ofHours(1), false));
    }

    @Test
    void ofWhatIsMutedNobodyIsToldUntilTheMuteEnds() {
        eyes.now = List.of(DEAD);
        watch.keeper.turn();
        Alert alert = watch.desk.open(null, 1).get(0);
        mute(alert, Duration.ofHours(4), true);
        assertThat(watch.desk.waiting()).isZero();

        eyes.now = List.of(DEAD, new Sighting(AlertRule.DEAD, "district-platform", 1));
        watch.keeper.turn();
        assertThat(watch.told()).as("all of the rule is muted").containsExactly("raised");
        turns(2, Duration.ofHours(3));

        assertThat(watch.told()).containsExactly("raised", "raised");
        assertThat(watch.desk.waiting()).isEqualTo(2);
    }

    @Test
    void aMuteHasAnEndAndCanBeTakenBack() {
        eyes.now = List.of(DEAD);
        watch.keeper.turn();
        Alert alert = watch.desk.open(null, 1).get(0);

        refused(ErrorCode.REQUEST_INVALID, () -> mute(alert, Duration.ofDays(31), false));
        refused(ErrorCode.REQUEST_INVALID, () -> mute(alert, Duration.ZERO, false));
        refused(ErrorCode.NOT_POSSIBLE_NOW, () -> watch.desk.unmute(alert.id()));
        assertThat(mute(alert, Duration.ofHours(1), false).mutedUntil()).isEqualTo("2026-05-07T02:00:00Z");
        assertThat(watch.desk.unmute(alert.id()).mutedUntil()).isNull();
    }

    private Alert mute(Alert alert, Duration time, boolean whole) {
        return watch.desk.mute(alert.id(), whole, clock.instant().plus(time), "zhang", "检修");
    }

    private void turns(int count, Duration step) {
        for (int i = 0; i < count; i++) {
            watch.keeper.turn();
            clock.advance(step);
        }
        watch.keeper.turn();
    }

    private static void refused(ErrorCode code, Runnable act) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
