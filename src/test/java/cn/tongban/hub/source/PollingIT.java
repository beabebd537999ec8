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

/** Reading by time and key. */
class PollingIT {
    @RegisterExtension
    static final PgExtension HUB = new PgExtension();

    @TempDir
    Path data;

    private SourceFixture world;
    private PartnerDatabase partner;

    @BeforeEach
    void begin() {
        world = SourceFixture.on(HUB, data, "jdbc-polling", "");
        partner = world.partner;
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void rowsAndTheirChangesComeOnceEach() {
        for (int i = 0; i < 120; i++) {
            partner.accept("a" + i, "P" + i);
        }
        world.start();
        await().atMost(LIMIT).until(() -> world.guids().size(), size -> size == 120);

        partner.change("a7", "U");
        partner.change("a8", "D");
        await().atMost(LIMIT).until(() -> world.guids().size(), size -> size == 122);

        List<String> last = world.flow.recorded().subList(120, 122).stream().map(Handed::body).toList();
        assertThat(last.get(0)).contains("\"op\":\"u\"");
        assertThat(last.get(1)).contains("\"op\":\"d\"");
        assertThat(world.flow.handed()).as("nothing is handed over twice").hasSize(122);
    }

    /** Fault 37: an empty look, also the first after a restart, reads nothing from before the overlap again. */
    @Test
    void aWindowWithoutRowsReadsNothingAgain() {
        partner.accept("old", "P1");
        partner.jdbc().execute("update up_pro_accept set update_time = now() - interval '2 hours'");
        partner.accept("new", "P2");
        world.start();
        world.awaitGuids("old", "new");
        world.stopAll();
        partner.jdbc().execute("truncate up_pro_accept");
        String mark = position();
        Sources sources = world.start();
        SourceFixture.awaitState(sources, SourceState.READING);
        partner.process("s1", "P1");
        world.awaitGuids("s1");

        assertThat(position()).startsWith(mark.substring(0, mark.indexOf("up_pro_accept") + 40));
        assertThat(world.flow.handed()).hasSize(3);
    }

    /** A row whose time is before the mark, because its transaction took long. */
    @Test
    void aRowThatIsCommittedLateIsFoundInTheOverlap() {
        partner.accept("a1", "P1");
        world.start();
        world.awaitGuids("a1");
        world.stopAll();
        partner.accept("late", "P2");
        partner.jdbc().execute("update up_pro_accept set update_time = update_time - interval '3 minutes' where row_guid = 'late'");
        world.start();

        world.awaitGuids("late");
        assertThat(world.guids()).containsExactly("a1", "late");
    }

    /** Both ways of reading make the same items, so what one handed over the other does not bring again. */
    @Test
    void changeCaptureMakesTheSameItems() {
        partner.accept("a1", "P1");
        partner.process("s1", "P1");
        world.start();
        world.awaitGuids("a1", "s1");
        world.stopAll();

        world.useKind("postgres-cdc");
        Sources sources = world.start();
        world.awaitStreaming(sources);
        assertThat(world.flow.handed()).hasSize(4);
        assertThat(world.guids()).containsExactly("a1", "s1");
        partner.accept("a2", "P2");
        world.awaitGuids("a2");
        world.stopAll();

        world.useKind("jdbc-polling");
        world.start();
        partner.accept("a3", "P3");
        world.awaitGuids("a3");
        assertThat(world.guids()).containsExactly("a1", "s1", "a2", "a3");
    }

    private String position() {
        return world.flow.jdbc().queryForObject("select position from source where id = 'rows'", String.class);
    }
}
