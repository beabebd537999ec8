package cn.tongban.hub.source;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does to our slot and publication on the other side. */
class SlotFaultsIT {
    @RegisterExtension
    static final PgExtension HUB = new PgExtension();

    @TempDir
    Path data;

    private SourceFixture world;
    private PartnerDatabase partner;

    @BeforeEach
    void begin() {
        world = SourceFixture.on(HUB, data, "postgres-cdc", "");
        partner = world.partner;
        Sources sources = world.start();
        world.awaitStreaming(sources);
        partner.accept("a1", "P1");
        world.awaitGuids("a1");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aSlotThatWasDroppedAndMadeAgainIsNoticedAndAllIsReadByKey() {
        world.stopAll();
        partner.dropSlot();
        partner.accept("a2", "P2");
        partner.createSlot();
        partner.accept("a3", "P3");

        Sources sources = world.start();
        world.awaitGuids("a2", "a3");
        world.awaitStreaming(sources);
        partner.accept("a4", "P4");
        world.awaitGuids("a4");

        assertThat(world.alarms()).containsExactly(SourceAlarm.SLOT_MOVED);
        assertThat(world.guids()).containsExactlyInAnyOrder("a1", "a2", "a3", "a4");
    }

    @Test
    void aSlotThatIsTakenAwayWhileItIsReadIsMadeAgain() {
        partner.dropSlot();
        partner.accept("a2", "P2");

        world.awaitGuids("a2");
        world.awaitAlarm(SourceAlarm.SLOT_MISSING);
        partner.accept("a3", "P3");
        world.awaitGuids("a3");
        assertThat(world.guids()).containsExactlyInAnyOrder("a1", "a2", "a3");
    }

    @Test
    void aTableThatWasMadeAnewIsReadAgain() {
        partner.jdbc().execute("drop table up_pro_process");
        world.awaitAlarm(SourceAlarm.TABLE_MISSING);
        partner.create();
        partner.process("s1", "P1");

        world.awaitGuids("s1");
        assertThat(world.alarms()).contains(SourceAlarm.PUBLICATION_CHANGED);
    }
}
