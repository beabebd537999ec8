package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.Paper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;

/** How cases stand, and what desks and the city platform do with them in the course of their lives. */
final class Cases {
    /** In the order in which the city platform passes through them, with its words for them. */
    private static final List<String> CITY_STATES = List.of("FORWARDED", "IN_REVIEW", "DECIDED", "CLOSED");
    private static final List<String> CITY_STEPS = List.of("", "07", "10", "11");

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final World world;

    Cases(World world) {
        this.world = world;
    }

    /** A moment on a partner's clock, with the district's offset and whole seconds. */
    static String minutesAgo(long minutes) {
        return OffsetDateTime.now(Clock.system(ZONE)).minusMinutes(minutes).truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** Empty while the hub does not know the case. */
    String state(String caseNo) {
        List<String> states = world.database().strings("select state from service_case where case_no = '" + caseNo + "'");
        return states.isEmpty() ? "" : states.get(0);
    }

    void await(String caseNo, String state) {
        Awaitility.await(caseNo + " " + state).atMost(World.PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> state(caseNo), state::equals);
    }

    /** A fresh case that a desk handed in and the city platform has. */
    String forwarded() {
        String caseNo = world.handInFresh().caseNo();
        await(caseNo, "FORWARDED");
        return caseNo;
    }

    /** The city platform goes on with its case until it is in this state. */
    void advance(String caseNo, String state) {
        Awaitility.await("the city has " + caseNo).atMost(World.PATIENCE).until(() -> CITY_STATES.contains(state(caseNo)));
        for (int i = CITY_STATES.indexOf(state(caseNo)) + 1; i <= CITY_STATES.indexOf(state); i++) {
            world.step(caseNo, "{\"status\":\"" + CITY_STEPS.get(i) + "\"}");
        }
    }

    /** A desk uploads a paper of its case. */
    void supply(String caseNo) {
        Paper paper = Paper.pdf("补充材料", "补充材料.pdf", caseNo.hashCode(), 200_000);
        try (DeskClient desk = world.desk()) {
            assertThat(desk.upload(caseNo, "M1", paper, "").status()).isEqualTo(202);
        } catch (IOException e) {
            throw new AssertionError("the hub did not answer", e);
        }
    }
}
