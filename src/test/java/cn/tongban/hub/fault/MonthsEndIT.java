package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.sandbox.citywindow.SyntheticCase;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a 29 February, as it is lived in Shanghai, with real processes on a moved clock. */
@Tag("fault")
class MonthsEndIT {
    @TempDir
    private static Path folder;

    private static MovedClock clock;
    private static World world;

    @BeforeAll
    static void start() {
        clock = MovedClock.compile(folder);
        setClock("2028-02-29T22:00:00+08:00");
        world = World.start(folder, clock);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aKeyIsKnownOnBothSidesOfAMonthsEndAndAfterItsPartitionsWereDropped() {
        setClock("2028-02-29T23:59:00+08:00");
        SyntheticCase made = Desk.syntheticCase(1, clock);
        Acked before = world.handIn(made);

        setClock("2028-03-01T00:00:05+08:00");
        assertThat(world.handIn(made).receipt()).isEqualTo(before.receipt());
        Acked after = world.handIn(Desk.syntheticCase(2, clock));
        world.assertKept(List.of(before, after));
        assertThat(partitionOf(before)).isEqualTo("message_2028_02");
        assertThat(partitionOf(after)).isEqualTo("message_2028_03");

        world.database().execute("drop table message_2028_02", "drop table delivery_2028_02", "drop table hop_2028_02");

        assertThat(world.handIn(made).receipt()).isEqualTo(before.receipt());
        assertThat(messages(before)).isZero();
        assertThat(world.platform().requestsOf(made.caseNo())).filteredOn(RawRequest::hadEffect).hasSize(1);
    }

    private static void setClock(String time) {
        clock.moveTo(OffsetDateTime.parse(time).toInstant());
    }

    private static String partitionOf(Acked acked) {
        return world.database()
                .strings("select tableoid::regclass::text from message where case_no = '" + acked.caseNo() + "'")
                .get(0);
    }

    private static long messages(Acked acked) {
        return world.database().number("select count(*) from message where case_no = '" + acked.caseNo() + "'");
    }
}
