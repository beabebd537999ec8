package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.connector.Sm3;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that wait at the province: the real hub, the simulated platform, and the faults that it is known for. */
class ProvinceIT {
    private static final String PROVINCE = "province-platform";
    private static final String CONNECTOR = "connectors/province-platform/connector.yaml";

    private static final String PDF = "%PDF-1.4\n%%EOF\n";

    @TempDir
    private static Path folder;

    private static World world;
    private static int number;

    @BeforeAll
    static void start() {
        world = start(folder);
    }

    /** The exchange and the reporting are on, and everything is quicker than in a real hub. */
    static World start(Path folder) {
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"))
                .replace(CONNECTOR, "every: 1m", "every: 1s")
                .replace(CONNECTOR, "retry: {first: 2s, factor: 2, max: 10m, jitter: 0.2, attempts: 20}",
                        "retry: {first: 500ms, factor: 1.5, max: 2s, jitter: 0.2, attempts: 1000}")
                .replace(CONNECTOR, "timeouts: {connect: 2s, answer: 15s, total: 30s}",
                        "timeouts: {connect: 1s, answer: 2s, total: 3s}")
                .replace(CONNECTOR, "circuit: {failures: 5, open: 30s}", "circuit: {failures: 50, open: 1s}");
        return World.start(folder, bundle, hub -> hub.with("HUB_CONNECTOR_PROVINCE_PLATFORM_EXCHANGE", "on")
                .with("HUB_CONNECTOR_PROVINCE_PLATFORM_REPORTING", "on"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void heal() {
        province().healthy();
        world.heal();
    }

    @Test
    void aWaitingCaseIsTakenOverConfirmedAndEveryStepIsTold() {
        String caseNo = waits("𠮷㐂䶮食品有限公司");

        confirmed(caseNo, "200");
        world.awaitState(caseNo, "city-platform", "delivered");
        world.step(caseNo, "{\"status\":\"06\"}");
        world.step(caseNo, "{\"status\":\"07\"}");

        soon("what the province was told", () -> told(caseNo).equals(List.of("30", "40")));
        assertThat(world.platform().requestsOf(caseNo)).isNotEmpty().allSatisfy(request ->
                assertThat(request.body()).contains("㐂䶮食品有限公司"));
        assertThat(world.hub().log()).doesNotContain("𠮷㐂䶮");
    }

    @Test
    void aTicketThatIsOldIsRenewedAndNothingIsLost() {
        String before = waits("汉中示例食品有限公司");
        confirmed(before, "200");

        province().command("PUT", "tickets", "{}");
        String after = waits("汉中示例食品有限公司");

        confirmed(after, "200");
        assertThat(province().requests(request -> request.operation().equals("getTicket"))).hasSizeBetween(2, 4);
    }

    @Test
    void aConfirmationWhoseAnswerWasLostIsRepairedByTheNextLook() {
        province().faults("{\"fault\":\"request-lost\",\"operation\":\"ack\",\"times\":2}");
        String caseNo = waits("汉中示例食品有限公司");

        confirmed(caseNo, "200");

        assertThat(world.database().strings(
                "select type from message where case_no = '%s' and type = 'case.submitted'".formatted(caseNo))).hasSize(1);
    }

    @Test
    void aCaseThatCannotBeTakenIsToldWithTheReason() {
        String caseNo = number();
        province().command("POST", "todo", "{\"projId\":\"%s\",\"cardType\":\"555\"}".formatted(caseNo));

        confirmed(caseNo, "300");
    }

    @Test
    void thePapersOfACaseAreStoredAndFollowItToWhoDecides() {
        byte[] bytes = PDF.getBytes(StandardCharsets.UTF_8);
        String caseNo = waitsWith(paper("A1", "申请书.pdf", bytes, ""), paper("A2", "证明.pdf", PDF.repeat(3000).getBytes(StandardCharsets.UTF_8), ""));

        confirmed(caseNo, "200");

        assertThat(world.database().strings("select material_id || ' ' || size from case_material where case_no = '%s' order by 1"
                .formatted(caseNo))).containsExactly("A1 " + bytes.length, "A2 " + bytes.length * 3000);
        soon("both papers at the city", () -> world.platform().requestsOf(caseNo).stream()
                .filter(request -> request.operation().equals("material")).map(request -> request.file().path("sm3").asText())
                .distinct().count() == 2);
        assertThat(world.platform().requestsOf(caseNo)).anySatisfy(request ->
                assertThat(request.file().path("sm3").asText()).isEqualTo(Sm3.hex(bytes)));
    }

    @Test
    void aCaseWhosePaperIsNotWhatItsDigestSaysIsRefusedWithTheReason() {
        String caseNo = waitsWith(paper("A1", "申请书.pdf", PDF.getBytes(StandardCharsets.UTF_8), "0".repeat(64)));

        confirmed(caseNo, "300");

        assertThat(province().command("GET", "todo", "").path("words").path(caseNo).asText()).contains("摘要不一致");
        assertThat(world.database().strings("select type from message where case_no = '%s'".formatted(caseNo))).isEmpty();
    }

    @Test
    void aCaseWhosePaperIsAnotherKindOfFileThanItSaysIsRefused() {
        String caseNo = waitsWith(paper("A1", "申请书.pdf", "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), ""));

        confirmed(caseNo, "300");
    }

    @Test
    void papersComeOnceWhateverBecomesOfTheAnswers() {
        for (String fault : List.of("answer-lost", "error-after-work", "truncated", "malformed", "wrong-charset")) {
            province().faults("{\"fault\":\"%s\",\"operation\":\"pullCase\",\"times\":1}".formatted(fault),
                    "{\"fault\":\"%s\",\"operation\":\"ack\",\"times\":1}".formatted(fault));
            String caseNo = waitsWith(paper("A1", "申请书.pdf", PDF.getBytes(StandardCharsets.UTF_8), ""));

            confirmed(caseNo, "200");
            assertThat(world.database().strings("select material_id from case_material where case_no = '%s'".formatted(caseNo)))
                    .as(fault).containsExactly("A1");
        }
    }

    @Test
    void aCaseThatThePlatformGaveIsNotToldItAgain() {
        String caseNo = waitsWith(paper("A1", "申请书.pdf", PDF.getBytes(StandardCharsets.UTF_8), ""));
        confirmed(caseNo, "200");
        world.awaitState(caseNo, "city-platform", "delivered");

        assertThat(world.database().strings("select type from delivery where case_no = '%s' and destination = '%s'"
                .formatted(caseNo, PROVINCE))).isEmpty();
    }

    /** Each fault of an answer to a step leaves one step there. */
    @Test
    void aStepIsToldOnceWhateverBecomesOfTheAnswer() {
        for (String fault : List.of("answer-lost", "error-after-work", "truncated", "malformed", "foreign-receipt",
                "wrong-charset")) {
            String caseNo = waits("汉中示例食品有限公司");
            confirmed(caseNo, "200");
            world.awaitState(caseNo, "city-platform", "delivered");
            province().faults("{\"fault\":\"%s\",\"operation\":\"pushStatus\",\"times\":1}".formatted(fault));
            world.step(caseNo, "{\"status\":\"06\"}");

            world.awaitState(caseNo, PROVINCE, "delivered");
            assertThat(told(caseNo)).as(fault).containsExactly("30");
        }
    }

    @Test
    void aRecallIsPassedOnAndItsForgeryRefused() {
        String caseNo = waits("汉中示例食品有限公司");
        confirmed(caseNo, "200");
        world.awaitState(caseNo, "city-platform", "delivered");

        JsonNode forged = recall(caseNo, "F-1", true);
        JsonNode recalled = recall(caseNo, "R-" + caseNo, false);
        JsonNode again = recall(caseNo, "R-" + caseNo, false);

        assertThat(forged.path("status").asInt()).isEqualTo(500);
        assertThat(forged.path("answer").asText()).contains("signature-wrong");
        assertThat(recalled.path("status").asInt()).as(recalled.toString()).isEqualTo(200);
        assertThat(recalled.path("answer").asText()).contains("STATUS>200");
        assertThat(again.path("status").asInt()).isEqualTo(200);
        assertThat(again.path("answer").asText()).isEqualTo(recalled.path("answer").asText());
        soon("withdrawn at the city", () -> world.platform().requestsOf(caseNo).stream()
                .anyMatch(request -> request.operation().equals("withdraw")));
    }

    private static JsonNode recall(String caseNo, String recallId, boolean wrongly) {
        return province().command("POST", "cases/" + caseNo + "/recalls",
                "{\"recallId\":\"%s\",\"reason\":\"不办了\",\"wrongly\":%s}".formatted(recallId, wrongly));
    }

    private static String number() {
        return "6107992603160000%05d".formatted(++number);
    }

    private static String waits(String name) {
        String caseNo = number();
        province().command("POST", "todo", "{\"projId\":\"%s\",\"name\":\"%s\"}".formatted(caseNo, name));
        return caseNo;
    }

    private static String waitsWith(String... papers) {
        String caseNo = number();
        province().command("POST", "todo",
                "{\"projId\":\"%s\",\"papers\":[%s]}".formatted(caseNo, String.join(",", papers)));
        return caseNo;
    }

    /** @param sm3 empty for the right one */
    private static String paper(String id, String name, byte[] bytes, String sm3) {
        return "{\"id\":\"%s\",\"name\":\"%s\",\"content\":\"%s\"%s}".formatted(id, name,
                Base64.getEncoder().encodeToString(bytes), sm3.isEmpty() ? "" : ",\"sm3\":\"" + sm3 + "\"");
    }

    private static void confirmed(String caseNo, String status) {
        soon(caseNo + " confirmed", () ->
                province().command("GET", "todo", "").path("told").path(caseNo).asText().equals(status));
    }

    private static List<String> told(String caseNo) {
        List<String> states = new ArrayList<>();
        province().command("GET", "cases/" + caseNo, "").path("steps").forEach(step -> states.add(step.path("state").asText()));
        return states;
    }

    private static void soon(String what, Callable<Boolean> condition) {
        await(what).atMost(World.PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
    }

    private static SandboxSystem province() {
        return world.sandbox().province();
    }
}
