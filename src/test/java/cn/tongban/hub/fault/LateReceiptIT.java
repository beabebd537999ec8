package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer that comes after the lease has ended is kept as evidence and changes nothing, whatever came in between. */
@Tag("fault")
class LateReceiptIT {
    @TempDir
    private Path folder;

    @Test
    void aReceiptThatOverlapsTheQuestionAboutItDoesNotStopTheDestination() {
        TestBundle bundle = TestBundle.copy(folder.resolve("bundle"));
        try (World world = World.start(folder, bundle, hub -> hub.with("HUB_DELIVERY_LEASE", "5s"))) {
            // Sent at 0 s, claim lost and asked at once, receipt of the sending at 6 s, answer to the question at 8 s.
            world.platform()
                    .faults(
                            "{\"fault\":\"slow\",\"operation\":\"submit\",\"times\":1,\"millis\":6000}",
                            "{\"fault\":\"slow\",\"operation\":\"probe\",\"times\":1,\"millis\":8000}");
            Acked late = world.handInFresh();
            await().atMost(World.PATIENCE).until(() -> !world.platform().requestsOf(late.caseNo()).isEmpty());
            // A node keeps its claim alive while it sends, so the claim has to be taken from it.
            await().atMost(World.PATIENCE).until(() -> isTaken(world, late.caseNo()));
            world.awaitState(late.caseNo(), "city-platform", "delivered");

            assertThat(world.hops(late.caseNo(), "city-platform"))
                    .containsExactly("lease-lost doubtful", "late-receipt delivered", "probe delivered");
            Acked next = world.handInFresh();
            world.awaitState(next.caseNo(), "city-platform", "delivered");
            await().atMost(World.PATIENCE).until(() -> world.platform().requestsOf(next.caseNo()).size() == 1);
            world.assertKept(List.of(late, next));
        }
    }

    private static boolean isTaken(World world, String caseNo) {
        boolean taken = world.hops(caseNo, "city-platform").contains("lease-lost doubtful");
        if (!taken) {
            world.database().execute("update lane l set due = now() where destination = 'city-platform' and order_key = '"
                    + caseNo + "' and exists (select from delivery d where d.destination = l.destination"
                    + " and d.order_key = l.order_key and d.state = 'sending')");
        }
        return taken;
    }
}
