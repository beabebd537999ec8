package cn.tongban.hub.source;

import static cn.tongban.hub.source.SourceFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tables that change under us, and what waits on the other side meanwhile. */
class TableDriftIT {
    @RegisterExtension
    static final PgExtension HUB = new PgExtension();

    @TempDir
    Path data;

    private SourceFixture world;
    private PartnerDatabase partner;
    private Sources sources;

    @BeforeEach
    void begin() {
        world = SourceFixture.on(HUB, data, "postgres-cdc",
                "lag: {alarm: 2s, alarm-size: 64KB, cap: 1MB, over: drop-slot}");
        partner = world.partner;
        sources = world.start();
        world.awaitStreaming(sources);
        partner.accept("a1", "P1");
        world.awaitGuids("a1");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void whatIsAddedOrChangesItsTypeIsToldAndReadingGoesOn() {
        partner.jdbc().execute("alter table up_pro_accept add column mood varchar(10)");
        partner.jdbc().execute("alter table up_pro_accept alter project_no type text");
        partner.accept("a2", "P2");

        world.awaitGuids("a2");
        world.awaitAlarm(SourceAlarm.COLUMN_ADDED);
        world.awaitAlarm(SourceAlarm.COLUMN_TYPE);
        assertThat(subjects()).contains("up_pro_accept.mood", "up_pro_accept.project_no varchar -> text");
        assertThat(world.guids()).containsExactly("a1", "a2");
    }

    @Test
    void aNeededColumnThatIsGoneStopsTheSourceAndALagIsToldUntilTheSlotIsGivenUp() {
        partner.jdbc().execute("alter table up_pro_accept rename column applyer_name to name");
        world.awaitAlarm(SourceAlarm.COLUMN_MISSING);
        SourceFixture.awaitState(sources, SourceState.STOPPED_BY_ALARM);
        assertThat(subjects()).contains("up_pro_accept.applyer_name");

        partner.process("s1", "P1");
        world.awaitAlarm(SourceAlarm.LAG);
        assertThat(SourceFixture.status(sources).heldBytes().orElse(0L)).isPositive();
        partner.jdbc().execute("create table if not exists bulk as select repeat('x', 100) from generate_series(1, 20000)");
        partner.jdbc().execute("drop table bulk");
        world.awaitAlarm(SourceAlarm.SLOT_DROPPED);
        assertThat(partner.slots()).isEmpty();
        assertThat(world.guids()).containsExactly("a1");

        partner.jdbc().execute("alter table up_pro_accept rename column name to applyer_name");
        partner.accept("a2", "P2");
        world.awaitGuids("s1", "a2");
        await().atMost(LIMIT).until(() -> world.alarms().stream().noneMatch(
                List.of(SourceAlarm.COLUMN_MISSING, SourceAlarm.LAG)::contains));
        assertThat(world.guids()).containsExactlyInAnyOrder("a1", "s1", "a2");
    }

    private List<String> subjects() {
        return world.repository().alarms().stream().map(SourceRepository.Alarm::subject).toList();
    }
}
