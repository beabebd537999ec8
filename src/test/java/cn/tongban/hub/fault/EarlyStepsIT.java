package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A decision that overtakes the steps before it is kept, waits for them, and becomes a person's task if none come. */
class EarlyStepsIT {
    private final World world = World.shared();
    private final OffsetDateTime start =
            OffsetDateTime.now(Clock.system(ZoneId.of("Asia/Shanghai"))).minusMinutes(2).truncatedTo(ChronoUnit.SECONDS);

    @AfterEach
    void heal() {
        world.heal();
    }

    @Test
    void decidedBeforeAcceptedIsParkedAndThenToldToTheDeskInOrder() {
        String caseNo = forwardedWithoutAcceptance();
        step(caseNo, "10", 30);
        assertThat(world.database().strings("select decision from case_step where case_no = '" + caseNo + "' order by no"))
                .endsWith("PARKED");
        step(caseNo, "06", 10);
        await().atMost(World.PATIENCE).until(() -> world.window().requestsOf(caseNo).size() == 1);
        assertThat(state(caseNo)).isEqualTo("ACCEPTED");

        step(caseNo, "07", 20);

        await().atMost(World.PATIENCE).until(() -> world.window().requestsOf(caseNo).size() == 3);
        assertThat(world.window().requestsOf(caseNo))
                .extracting(request -> request.body().replaceAll(".*\"time\":\"([^\"]*)\".*", "$1"))
                .containsExactly(time(10), time(20), time(30));
        assertThat(state(caseNo)).isEqualTo("DECIDED");
    }

    @Test
    void aParkedStepWhosePredecessorNeverComesBecomesATaskAndIsNotTold() {
        String caseNo = forwardedWithoutAcceptance();
        step(caseNo, "10", 30);
        // A day passes, as far as the parked step can tell.
        world.database().execute("update case_step set park_until = park_until - interval '25 hours'"
                + " where decision = 'PARKED' and case_no = '" + caseNo + "'");

        await().atMost(World.PATIENCE)
                .until(() -> world.database().number("select count(*) from case_task where case_no = '" + caseNo + "'") == 1);

        assertThat(state(caseNo)).isEqualTo("FORWARDED");
        assertThat(world.window().requestsOf(caseNo)).isEmpty();
    }

    @Test
    void anOlderStepChangesNothingAndIsNotTold() {
        String caseNo = forwardedWithoutAcceptance();
        step(caseNo, "06", 10);
        step(caseNo, "07", 20);
        step(caseNo, "06", 5);
        step(caseNo, "08", 30);

        await().atMost(World.PATIENCE).until(() -> world.window().requestsOf(caseNo).size() == 3);
        assertThat(state(caseNo)).isEqualTo("SUSPENDED");
        assertThat(world.database().strings("select decision from case_step where case_no = '" + caseNo + "' order by no"))
                .endsWith("APPLIED", "APPLIED", "LATE", "APPLIED");
    }

    private String forwardedWithoutAcceptance() {
        Acked acked = world.handIn(world.freshCase().notAccepted());
        world.awaitState(acked.caseNo(), "city-platform", "delivered");
        await().atMost(World.PATIENCE).until(() -> state(acked.caseNo()).equals("FORWARDED"));
        return acked.caseNo();
    }

    private void step(String caseNo, String status, int seconds) {
        String result = status.equals("10") ? ",\"resultCode\":\"0\"" : "";
        world.step(caseNo, "{\"status\":\"%s\",\"statusTime\":\"%s\"%s}".formatted(status, time(seconds), result));
    }

    private String time(int seconds) {
        return start.plusSeconds(seconds).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    private String state(String caseNo) {
        return world.database().strings("select state from service_case where case_no = '" + caseNo + "'").get(0);
    }
}
