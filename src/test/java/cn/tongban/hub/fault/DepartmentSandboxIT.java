package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.SyntheticCase;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated bureaus keep the contract and show the faults they are told to, and the hub has one effect of each. */
class DepartmentSandboxIT {
    private static final String DESTINATION = "department.market-bureau";
    private static final String NOTHING = "{}";
    private static final String DECIDES = "{\"statuses\":[\"claimed\",\"decided\"]}";

    @TempDir
    private static Path folder;

    private static World world;
    private static int serial;

    @BeforeAll
    static void start() {
        world = World.withDepartments(folder);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @AfterEach
    void healthy() {
        world.departments().noFaults();
        script(NOTHING);
    }

    private static void script(String script) {
        world.departments().command("PUT", "script", script);
    }

    private static String handIn() {
        SyntheticCase made = DepartmentIT.caseFor(DepartmentIT.ITEM, ++serial);
        world.handIn(made);
        return made.caseNo();
    }

    private static void awaitCase(String caseNo, String state) {
        await(state).atMost(World.PATIENCE).until(() -> world.database()
                .strings("select state from service_case where case_no = '" + caseNo + "'"), List.of(state)::equals);
    }

    private static void awaitTaken(String caseNo) {
        await("taken").atMost(World.PATIENCE).until(() -> effects(caseNo, "submit").contains("applied"));
    }

    private static List<String> effects(String caseNo, String operation) {
        return world.departments().requestsOf(caseNo).stream().filter(taken -> taken.is(operation))
                .map(RawRequest::effect).toList();
    }

    private static long recorded(String caseNo) {
        return world.database().number("select count(*) from message where case_no = '" + caseNo + "'");
    }

    private static JsonNode step(String caseNo, String status, String form, String key) {
        return world.departments().command("POST", "cases/" + caseNo + "/steps",
                "{\"status\":\"" + status + "\",\"form\":\"" + form + "\",\"key\":\"" + key + "\"}");
    }

    @Test
    void slowOrTwiceItIsDecidedOnce() {
        script(DECIDES);
        world.departments().faults(
                "{\"fault\":\"slow\",\"operation\":\"submit\",\"times\":1,\"millis\":1500}",
                "{\"fault\":\"duplicate\",\"operation\":\"step-out\",\"times\":2}");

        String caseNo = handIn();

        awaitCase(caseNo, "DECIDED");
        assertThat(effects(caseNo, "submit")).containsExactly("applied");
        assertThat(recorded(caseNo)).isEqualTo(3);
    }

    @Test
    void whatABureauTookAndDidNotFinishComesToItAgain() {
        script(DECIDES);
        world.departments().faults("{\"fault\":\"silent\",\"operation\":\"submit\",\"times\":3,\"millis\":50}");

        String caseNo = handIn();

        awaitCase(caseNo, "DECIDED");
        assertThat(effects(caseNo, "submit")).containsExactly("none", "none", "none", "applied");
    }

    @Test
    void aBureauThatIsAwayFindsItsCaseWhenItComesBack() {
        world.departments().down();
        String caseNo = handIn();
        world.awaitState(caseNo, DESTINATION, "delivered");
        assertThat(effects(caseNo, "submit")).isEmpty();

        script(DECIDES);
        world.departments().healthy();

        awaitCase(caseNo, "DECIDED");
    }

    @Test
    void textAndBytesAreTakenAndObjectsAreNot() {
        String caseNo = handIn();
        awaitTaken(caseNo);

        assertThat(step(caseNo, "claimed", "bytes", caseNo + "-1").path("status").asInt()).isEqualTo(202);
        awaitCase(caseNo, "IN_REVIEW");
        assertThat(step(caseNo, "decided", "object", caseNo + "-2").path("status").asInt()).isEqualTo(403);
        assertThat(step(caseNo, "decided", "malformed", caseNo + "-3").path("status").asInt()).isEqualTo(202);
        await("a problem is told").atMost(World.PATIENCE).until(() -> world.departments().requests().stream()
                .anyMatch(taken -> taken.is("problem") && taken.body().contains("json")));
        assertThat(recorded(caseNo)).isEqualTo(2);
        assertThat(step(caseNo, "decided", "forged", caseNo + "-4").path("status").asInt()).isEqualTo(202);

        awaitCase(caseNo, "DECIDED");
        assertThat(world.database().strings("select distinct connector from case_step where case_no = '" + caseNo
                + "' and state = 'DECIDED'")).containsExactly(DESTINATION);
    }
}
