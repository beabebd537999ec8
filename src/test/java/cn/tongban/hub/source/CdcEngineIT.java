package cn.tongban.hub.source;

import static cn.tongban.hub.source.SourceFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CdcEngineIT {
    @RegisterExtension
    static final PgExtension HUB = new PgExtension();

    @TempDir
    Path data;

    private SourceFixture world;
    private PartnerDatabase partner;

    /** A node has read once, so slot and publication are there. */
    @BeforeEach
    void begin() {
        world = SourceFixture.on(HUB, data, "postgres-cdc", "");
        partner = world.partner;
        world.awaitStreaming(world.start());
        world.stopAll();
        await("slot given back").atMost(LIMIT).until(() -> !partner.slotActive());
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** Much waits in the engine, nobody takes it any more, and on the way out the reader is woken since its term is over. */
    @Test
    void whoIsInterruptedWhileClosingGetsTheSlotBackAllTheSame() {
        for (int i = 0; i < 400; i++) {
            partner.accept("a" + i, "P" + i);
        }
        CdcEngine engine = start();
        await("much waits").atMost(LIMIT).until(() -> somebodyIsIn("ChangeEventQueue", "doEnqueue"));
        Thread reader = Thread.currentThread();
        CompletableFuture<Void> term = CompletableFuture.runAsync(() -> {
            await("Debezium is on its way out").atMost(LIMIT).pollInterval(Duration.ofMillis(20))
                    .until(() -> somebodyIsIn("ChangeEventSourceCoordinator", "stop"));
            reader.interrupt();
        });

        engine.close();

        boolean woken = Thread.interrupted();
        term.join();
        await("slot given back").atMost(LIMIT).until(() -> !partner.slotActive());
        assertThat(woken).as("the wake-up is not lost").isTrue();
    }

    private static boolean somebodyIsIn(String type, String method) {
        return Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().endsWith('.' + type) && frame.getMethodName().equals(method));
    }

    private CdcEngine start() {
        Bundle bundle = world.flow.active().bundle();
        TableSource settings = (TableSource) bundle.connectors().get("rows").source().orElseThrow();
        long lsn = partner.jdbc().queryForObject(
                "select (confirmed_flush_lsn - '0/0')::bigint from pg_replication_slots where slot_name = ?", Long.class,
                PartnerDatabase.SLOT);
        return CdcEngine.start("rows", new Partner(partner.url(), partner.user(), bundle.secrets().get("rows", "database-password")),
                settings, lsn);
    }
}
