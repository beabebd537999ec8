package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.SyntheticCase;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub is killed between a desk's wish and its answer. */
@Tag("fault")
class TakeBackCrashIT {
    @TempDir
    private Path folder;

    @Test
    void killedBetweenWishAndAnswerTheAnswerArrivesOnceWhicheverWayItComes() {
        try (World world = World.start(folder)) {
            TakeBackDesk desk = new TakeBackDesk(world);
            SyntheticCase later = desk.claimed();
            SyntheticCase atOnce = desk.forwarded();
            desk.wants(later.caseNo(), "TB-1");
            desk.awaitAsked(later.caseNo());
            world.platform().faults("{\"fault\":\"answer-held\",\"operation\":\"take-back\",\"times\":1}");
            desk.wants(atOnce.caseNo(), "TB-2");
            await().atMost(World.PATIENCE).until(() -> !desk.askedFor(atOnce.caseNo()).isEmpty());

            world.hub().kill();
            desk.platformDecides(later.caseNo(), "{\"result\":\"1\"}");
            world.platform().healthy();
            world.hub().start();

            assertThat(desk.told(later.caseNo(), 1)).containsExactly("TB-1 1");
            assertThat(desk.told(atOnce.caseNo(), 1)).containsExactly("TB-2 1");
            assertThat(desk.state(later.caseNo())).isEqualTo("ACCEPTED");
            assertThat(desk.state(atOnce.caseNo())).isEqualTo("ACCEPTED");
            assertThat(desk.askedFor(atOnce.caseNo())).hasSize(1);
            assertThat(world.hops(atOnce.caseNo(), "city-platform")).endsWith("probe delivered");
        }
    }
}
