package cn.tongban.hub.source;

import static cn.tongban.hub.source.SourceFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.flow.SourceFlow.Handed;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Change capture, from a row in a foreign server to a commit of ours. */
class CdcIT {
    @RegisterExtension
    static final PgExtension HUB = new PgExtension();

    @TempDir
    Path data;

    private SourceFixture world;
    private PartnerDatabase partner;

    @BeforeEach
    void begin() {
        world = new SourceFixture(HUB, HUB.dataSource(), data, "postgres-cdc", "");
        partner = world.partner;
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void whatWasThereIsReadAndWhatComesIsStreamed() {
        partner.accept("a1", "P1");
        partner.process("s1", "P1");
        Sources sources = world.start();
        world.awaitGuids("a1", "s1");
        world.awaitStreaming(sources);

        partner.accept("a2", "P2");
        world.awaitGuids("a2");
        partner.change("a1", "U");
        partner.change("a2", "D");
        await().atMost(LIMIT).until(() -> world.guids().size(), size -> size == 5);

        List<String> bodies = world.flow.recorded().stream().map(Handed::body).toList();
        assertThat(bodies.get(0)).contains("\"table\":\"up_pro_accept\",\"op\":\"c\"", "\"amount\":\"12.50\"",
                "\"apply_date\":\"2026-03-16\"", "\"remark\":null", "\"version\":\"1\"");
        assertThat(bodies.get(1)).contains("\"event_start_time\":\"2026-03-16T09:30:00.250000\"");
        assertThat(bodies.get(3)).contains("\"op\":\"u\"");
        assertThat(bodies.get(4)).contains("\"op\":\"d\"");
        assertThat(world.alarms()).isEmpty();
    }
}
