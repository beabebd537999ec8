package cn.tongban.hub.intake;

import static cn.tongban.hub.intake.CoreFixture.CITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A destination's promise changes while its partner hangs. */
class ChangedPromiseIT {
    private static final int CASES = 12;

    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @TempDir
    Path data;

    @Test
    void whatHadNotBegunIsNotHeldForEver() {
        try (CoreFixture core = new CoreFixture(PG.dataSource(), data, DoubtPolicy.PROBE)) {
            CountDownLatch never = new CountDownLatch(1);
            core.world.plans.put(CITY + "/case.submitted", attempt -> {
                try {
                    never.await();
                } catch (InterruptedException cut) {
                    return new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "cut");
                }
                return new Outcome.Delivered("R", false);
            });
            for (int n = 0; n < CASES; n++) {
                core.submit("C" + n);
            }
            // Eight workers; what else was claimed waits for one.
            await().atMost(Duration.ofSeconds(20)).until(() -> core.world.seen.size() == 8 && claimed() == CASES);

            core.world.plans.clear();
            core.tryMoreOften();

            await().atMost(Duration.ofSeconds(40)).until(() -> delivered() == CASES);
            assertThat(core.world.seen).filteredOn(attempt -> attempt.destination().equals(CITY)).extracting(attempt -> attempt.caseNo())
                    .contains("C0", "C11");
        }
    }

    private static long claimed() {
        return PG.jdbc().sql("select count(*) from lane where destination = 'city' and owner is not null").query(Long.class).single();
    }

    private static long delivered() {
        return PG.jdbc().sql("select count(*) from delivery where destination = 'city' and state = 'delivered'").query(Long.class)
                .single();
    }
}
