package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.Paper;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A city window hands in what the district decides: down by REST, up by the platform's own tables. */
class DistrictIT {
    private static final String ITEM = "11610700Y00000024F4000125999000";
    private static final Duration QUICK = Duration.ofMillis(20);

    @TempDir
    private static Path folder;

    private static DistrictTables tables;
    private static World world;
    private static int serial;

    private final String caseNo = ITEM + "20260316%04d".formatted(++serial);

    @BeforeAll
    static void start() {
        tables = DistrictTables.start(folder.resolve("exchange"));
        world = World.start(folder, tables, hub -> hub);
    }

    @AfterAll
    static void stop() {
        world.close();
        tables.close();
    }

    @AfterEach
    void heal() {
        world.district().noFaults();
    }

    /** What somebody types into psql is at the desk a moment later. */
    @Test
    void aRowIsAtTheDeskAtOnce() {
        handIn();
        rows("{\"step\":\"accept\"}");
        awaitCase("FORWARDED");
        String insert = """
                insert into up_pro_process (row_guid, project_no, process_name, event_name, event_start_time,
                    handle_user_name, cd_operation, cd_time, create_time, update_time, version)
                values ('PSQL-%s', '%s', '承办', '06',
                    to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS'), '测试承办员', 'I', now() at time zone 'Asia/Shanghai',
                    now() at time zone 'Asia/Shanghai', now() at time zone 'Asia/Shanghai', 1)
                """;
        tables.execute(insert.formatted("warm", caseNo));
        awaitSteps(1);
        String other = ITEM + "20260316%04d".formatted(++serial);
        handIn(other);
        awaitState(other, "FORWARDED");
        world.district().command("POST", "cases/" + other + "/rows", "{\"rows\":[{\"step\":\"accept\"}]}");
        await().atMost(World.PATIENCE).until(() -> world.database().number(
                "select count(*) from message where type = 'case.accepted' and case_no = '" + other + "'") == 1);

        long before = System.nanoTime();
        tables.execute(insert.formatted("timed", other));
        await().atMost(World.PATIENCE).pollInterval(QUICK).until(() -> stepsAtDesk(other).size() == 1);

        Duration took = Duration.ofNanos(System.nanoTime() - before);
        System.out.printf("district: row committed to the desk's call-back in %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aLostAnswerIsAskedForAndMakesNoSecondCase() {
        world.district().faults("{\"fault\":\"answer-lost\",\"operation\":\"submit\",\"times\":1}");

        handIn();

        awaitCase("FORWARDED");
        assertThat(effects("submit")).containsExactly("created");
        assertThat(world.hops(caseNo, "district-platform")).contains("probe delivered");
    }

    @Test
    void aChildThatComesBeforeItsParentWaits() {
        world.district().faults("{\"fault\":\"late\",\"operation\":\"accept\",\"caseNo\":\"" + caseNo
                + "\",\"times\":1,\"millis\":2500}");
        rows("{\"step\":\"accept\",\"project_name\":\"区级直接收件\",\"task_code\":\"" + ITEM
                + "\",\"applyer_name\":\"汉中示例商贸有限公司\",\"applyer_type\":\"2\",\"applyer_page_type\":\"001\","
                + "\"applyer_page_code\":\"91610700Y10000028M\"}", "{\"step\":\"claim\"}", "{\"step\":\"result\"}");

        await().atMost(World.PATIENCE).until(() -> waiting() == 2);
        awaitCase("DECIDED");

        assertThat(waiting()).isZero();
        assertThat(world.database().strings("select origin from service_case where case_no = '" + caseNo + "'"))
                .as("opened by its own row").containsExactly("district-platform");
    }

    @Test
    void aRowThatIsTakenBackIsATaskAndChangesNothing() {
        handIn();
        awaitCase("FORWARDED");
        world.district().faults("{\"fault\":\"taken-back\",\"operation\":\"process\",\"caseNo\":\"" + caseNo
                + "\",\"times\":1,\"millis\":500}");

        rows("{\"step\":\"accept\"}", "{\"step\":\"claim\"}");

        await().atMost(World.PATIENCE).until(() -> messages("case.report-retracted") == 1);
        assertThat(state(caseNo)).isEqualTo("IN_REVIEW");
        assertThat(tasks()).containsExactly("report-retracted IN_REVIEW");
        awaitSteps(1);
    }

    @Test
    void aLifeWithManyDesksNeedsNobody() {
        handIn();
        awaitCase("FORWARDED");

        rows(Stream.of("accept", "claim", "review", "special", "special-end", "result", "close", "issue", "deliver")
                .map(step -> "{\"step\":\"" + step + "\"}").toArray(String[]::new));

        awaitCase("DELIVERED");
        assertThat(tasks()).isEmpty();
    }

    @Test
    void anUnclaimedCaseIsGivenBackInTheAnswer() {
        handIn();
        awaitCase("FORWARDED");

        takeBack("TB-1");

        assertThat(awaitOutcome()).contains("\"requestId\":\"TB-1\"").contains("\"result\":\"1\"");
    }

    @Test
    void whoHasClaimedACaseAnswersByARow() {
        handIn();
        awaitCase("FORWARDED");
        rows("{\"step\":\"accept\"}", "{\"step\":\"claim\"}");
        awaitCase("IN_REVIEW");
        takeBack("TB-2");
        await().atMost(World.PATIENCE).until(() -> effects("take-back").contains("asked"));
        assertThat(outcomes()).isEmpty();

        world.district().command("POST", "cases/" + caseNo + "/take-back-answer", "{\"granted\":false}");

        assertThat(awaitOutcome()).contains("\"requestId\":\"TB-2\"").contains("\"result\":\"2\"");
        assertThat(state(caseNo)).isEqualTo("IN_REVIEW");
    }

    @Test
    void aMaterialFollowsItsCaseAndAReportOfAPaperIsNoted() throws IOException {
        handIn();
        awaitCase("FORWARDED");
        Paper paper = Paper.pdf("营业执照复印件", "材料.pdf", 7, 1_500_000);
        try (DeskClient desk = world.desk()) {
            assertThat(desk.upload(caseNo, "M2", paper, "").status()).isEqualTo(202);
        }

        await().atMost(World.PATIENCE).until(() -> effects("material").contains("stored"));
        RawRequest arrived = requests("material").get(0);
        assertThat(arrived.signature()).isEqualTo("ok");
        assertThat(arrived.file().path("sha256").asText()).isEqualTo(paper.file().sha256());
        assertThat(arrived.file().path("sm3").asText()).isEqualTo(paper.file().sm3());

        rows("{\"step\":\"accept\"}", "{\"table\":\"material\",\"material_name\":\"营业执照复印件\",\"get_type\":\"2\",\"get_num\":\"1\"}");
        await().atMost(World.PATIENCE).until(() -> messages("material.reported") == 1);
        assertThat(world.database().strings("select decision from case_step where case_no = '" + caseNo
                + "' order by no desc limit 1")).containsExactly("NOTED");
        assertThat(state(caseNo)).isEqualTo("FORWARDED");
    }

    private List<String> tasks() {
        return world.database().strings("select kind || ' ' || detail from case_task where case_no = '" + caseNo + "'");
    }

    private void handIn() {
        handIn(caseNo);
    }

    private static void handIn(String caseNo) {
        SyntheticCase made =
                SyntheticCase.of(serial, caseNo, OffsetDateTime.now(ZoneId.of("Asia/Shanghai")).minusDays(1));
        made.document().put("taskCode", ITEM).put("taskName", "企业设立(示例)");
        world.handIn(made);
    }

    private void rows(String... wishes) {
        world.district().command("POST", "cases/" + caseNo + "/rows", "{\"rows\":[" + String.join(",", wishes) + "]}");
    }

    private void takeBack(String requestId) {
        try (DeskClient desk = world.desk()) {
            WireAnswer answer = desk.takeBack(caseNo, requestId, "转错部门");
            assertThat(answer.status()).as(answer::bodyText).isEqualTo(202);
        } catch (IOException e) {
            throw new AssertionError("the hub did not answer", e);
        }
    }

    private String awaitOutcome() {
        await().atMost(World.PATIENCE).until(() -> outcomes().size() == 1);
        return outcomes().get(0).body();
    }

    private List<RawRequest> outcomes() {
        return world.window().requests(r -> r.caseNo().equals(caseNo) && r.is("outcome"));
    }

    private List<RawRequest> requests(String operation) {
        return world.district().requests(r -> r.caseNo().equals(caseNo) && r.is(operation));
    }

    private List<String> effects(String operation) {
        return requests(operation).stream().map(RawRequest::effect).toList();
    }

    private void awaitSteps(int count) {
        await().atMost(World.PATIENCE).until(() -> stepsAtDesk(caseNo).size() == count);
    }

    private static List<RawRequest> stepsAtDesk(String caseNo) {
        return world.window().requests(r -> r.caseNo().equals(caseNo) && r.is("step") && r.body().contains("\"status\":\"07\""));
    }

    private void awaitCase(String state) {
        awaitState(caseNo, state);
    }

    private static void awaitState(String caseNo, String state) {
        await(state).atMost(World.PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> state(caseNo), state::equals);
    }

    private static String state(String caseNo) {
        List<String> states = world.database().strings("select state from service_case where case_no = '" + caseNo + "'");
        return states.isEmpty() ? "unknown" : states.get(0);
    }

    private long messages(String type) {
        return world.database().number(
                "select count(*) from message where connector = 'district-platform' and type = '" + type + "' and case_no = '"
                        + caseNo + "'");
    }

    private static long waiting() {
        return world.database().number("select count(*) from source_waiting");
    }
}
