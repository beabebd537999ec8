package cn.tongban.hub.fault;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults 25 to 27 as processes see them: whoever dies in between, the row sets are equal afterwards. */
@Tag("fault")
class CdcCrashIT {
    @TempDir
    Path folder;

    @Test
    void killedHubsAndAKilledDatabaseLoseAndDoubleNothing() throws InterruptedException {
        try (CdcRun run = new CdcRun(folder)) {
            run.start();
            run.partner().write(100);
            for (int i = 0; i < 2; i++) {
                run.awaitCount(run.count() + 100);
                run.hub().restart();
            }
            long before = run.count() + 100;
            run.awaitCount(before);
            run.hub().database().killPostmaster();
            run.awaitCount(before + 200);
            run.partner().stop();

            run.assertEqual();
        }
    }
}
