package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 500 changes a second for two minutes: how late they are undisturbed, and what is left after ten kills and an outage. */
@Tag("soak")
class CdcSoakIT {
    private static final int RATE = 500;
    private static final Duration LENGTH = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void changesAreRecordedWithinHalfASecond() throws InterruptedException {
        try (CdcRun run = new CdcRun(folder)) {
            run.hub().atFullSpeed();
            run.start();
            Sightings sightings = new Sightings(run.hub().database());
            run.partner().write(RATE);
            await().pollDelay(LENGTH).atMost(LENGTH.plusSeconds(5)).until(() -> true);
            run.partner().stop();
            run.assertEqual();
            sightings.close();

            List<Long> millis = latencies(run.partner().written(), sightings.all());
            System.out.println("changes " + millis.size() + ", p50 " + at(millis, 0.5) + " ms, p95 " + at(millis, 0.95)
                    + " ms, p99 " + at(millis, 0.99) + " ms");
            assertThat(at(millis, 0.95)).isLessThanOrEqualTo(500);
        }
    }

    @Test
    void tenKillsAndAnOutageLeaveTheRowSetsEqual() throws InterruptedException {
        try (CdcRun run = new CdcRun(folder)) {
            run.start();
            run.partner().write(RATE);
            for (int i = 0; i < 10; i++) {
                run.awaitCount(run.count() + RATE);
                run.hub().restart();
                if (i == 5) {
                    List<Long> database = run.hub().database().processes();
                    database.forEach(pid -> HubDatabase.signal(pid, "STOP"));
                    await().pollDelay(Duration.ofSeconds(30)).atMost(Duration.ofSeconds(35)).until(() -> true);
                    database.forEach(pid -> HubDatabase.signal(pid, "CONT"));
                }
            }
            run.partner().stop();

            run.assertEqual();
        }
    }

    /** From the change's own time to its sighting, both by the clock of this machine; sorted. */
    private static List<Long> latencies(Map<String, Instant> written, Map<String, Instant> seen) {
        List<Long> millis = new ArrayList<>();
        seen.forEach((name, at) -> millis.add(Duration.between(written.get(name), at).toMillis()));
        Collections.sort(millis);
        return millis;
    }

    private static long at(List<Long> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
    }
}
