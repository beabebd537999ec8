package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message that can never be delivered holds back its own case and nothing else. */
class PoisonIT {
    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void start() {
        world = World.start(folder);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aCaseWithACodeThatThePlatformDoesNotKnowDiesAloneWithItsReason() throws IOException {
        List<Acked> healthy = new ArrayList<>();
        List<SyntheticCase> poisoned = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            if (n % 6 == 0) {
                poisoned.add(poison(n));
                world.handIn(poisoned.get(poisoned.size() - 1));
            } else {
                healthy.add(world.handIn(Desk.syntheticCase(n)));
            }
        }

        healthy.forEach(acked -> world.awaitState(acked.caseNo(), "city-platform", "delivered"));
        poisoned.forEach(made -> world.awaitState(made.caseNo(), "city-platform", "dead"));
        assertThat(world.database().strings("select distinct code from delivery where state = 'dead'"))
                .containsExactly("unknown-code");

        String dead = poisoned.get(0).caseNo();
        withdraw(dead);
        withdraw(healthy.get(0).caseNo());
        await().atMost(World.PATIENCE)
                .until(() -> world.deliveryState(healthy.get(0).caseNo(), "city-platform").equals("delivered"));
        assertThat(world.deliveryState(dead, "city-platform")).as("waits behind the dead one").isEqualTo("waiting");
        assertThat(world.platform().requestsOf(dead)).isEmpty();
    }

    /** Accepted by the desk's contract, but the platform has no code for this kind of document. */
    private static SyntheticCase poison(int n) {
        SyntheticCase made = Desk.syntheticCase(n);
        ((ObjectNode) made.document().get("contact")).put("certType", "511").put("certNo", "T1900010100" + n);
        return made;
    }

    private static void withdraw(String caseNo) throws IOException {
        try (DeskClient desk = world.desk()) {
            WireAnswer answer = desk.withdraw(caseNo, "申请人撤回");
            assertThat(answer.status()).as(answer::bodyText).isEqualTo(202);
        }
    }
}
