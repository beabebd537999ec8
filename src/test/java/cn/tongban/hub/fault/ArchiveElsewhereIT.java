package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases without a submission that the archive could take: filed by what opened them, or left out with the reason. */
class ArchiveElsewhereIT {
    private static final String ITEM = "11610700Y00000024F4000125999000";

    @TempDir
    private static Path folder;

    private static DistrictTables tables;
    private static World world;

    @BeforeAll
    static void start() {
        tables = DistrictTables.start(folder.resolve("exchange"));
        world = World.start(folder, tables, hub -> hub.with("HUB_CONNECTOR_PROVINCE_ARCHIVE_REPORTING", "on"));
    }

    @AfterAll
    static void stop() {
        world.close();
        tables.close();
    }

    @Test
    void aCaseThatTheDistrictOpenedHasAnAcceptanceRowOfWhatItSaid() {
        String caseNo = ITEM + "202603169001";
        world.sandbox().archive().faults("{\"fault\":\"answer-lost\",\"operation\":\"base\",\"times\":1}",
                "{\"fault\":\"answer-lost\",\"operation\":\"process\",\"times\":1}");
        rows(caseNo, "{\"step\":\"accept\",\"project_name\":\"区级直接收件\",\"task_code\":\"" + ITEM
                + "\",\"applyer_name\":\"汉中示例商贸有限公司\",\"applyer_type\":\"2\",\"applyer_page_type\":\"001\","
                + "\"applyer_page_code\":\"91610700Y10000028M\"}", "{\"step\":\"claim\"}");

        awaitParts(caseNo, "BASE", "PROCESS", "PROCESS");
        JsonNode base = archived(caseNo).get(0).path("row");
        assertThat(base.path("applyerName").asText()).isEqualTo("汉中示例商贸有限公司");
        assertThat(base.path("taskCode").asText()).isEqualTo(ITEM);
        assertThat(world.sandbox().archive().requestsOf(caseNo)).filteredOn(request -> request.effect().equals("created"))
                .hasSize(3);

        replayWhatIsRejected(caseNo);
        rows(caseNo, "{\"step\":\"result\"}");
        awaitParts(caseNo, "BASE", "PROCESS", "PROCESS", "RESULT");
    }

    /** The row goes out again by the delivery that brought it, and the step of that delivery with it. */
    private static void replayWhatIsRejected(String caseNo) {
        world.sandbox().archive().command("POST", "rejections",
                "{\"projectNo\":\"" + caseNo + "\",\"table\":\"up_pro_accept\"}");
        String refused = "select id from delivery where case_no = '" + caseNo
                + "' and destination = 'province-archive' and state = 'refused'";
        await().atMost(World.PATIENCE).until(() -> world.database().strings(refused).size() == 1);
        String delivery = world.database().strings(refused).get(0);
        new HubApi(world.hub()).send("POST", "/api/v1/deliveries/" + delivery + "/replay", Map.of("reason", "核对无误,重新报送"));

        await().atMost(World.PATIENCE).until(() -> !archived(caseNo).get(0).path("rejected").asBoolean());
        assertThat(archived(caseNo).get(0).at("/row/cdOperation").asText()).isEqualTo("U");
        assertThat(archived(caseNo).get(0).at("/row/cdBatch").asText()).endsWith("b");
    }

    @Test
    void aCaseThatIsOlderThanTheReportingIsLeftOutAndSaysWhy() {
        world.hub().with("HUB_CONNECTOR_PROVINCE_ARCHIVE_REPORTING", "off").restart();
        String caseNo = world.handInFresh().caseNo();
        world.awaitState(caseNo, "city-platform", "delivered");
        world.hub().with("HUB_CONNECTOR_PROVINCE_ARCHIVE_REPORTING", "on").restart();

        world.step(caseNo, "{\"status\":\"07\"}");

        world.awaitState(caseNo, "province-archive", "discarded");
        assertThat(world.database().strings("select code || ' ' || reason from delivery where case_no = '" + caseNo
                + "' and destination = 'province-archive'"))
                .containsExactly("left-out no-base The archive has no acceptance row of this case.");
        assertThat(world.sandbox().archive().requestsOf(caseNo)).isEmpty();
    }

    private static void rows(String caseNo, String... wishes) {
        world.district().command("POST", "cases/" + caseNo + "/rows", "{\"rows\":[" + String.join(",", wishes) + "]}");
    }

    private static List<JsonNode> archived(String caseNo) {
        return StreamSupport.stream(
                world.sandbox().archive().command("GET", "cases/" + caseNo, "").path("rows").spliterator(), false).toList();
    }

    private static void awaitParts(String caseNo, String... wanted) {
        await(List.of(wanted) + " of " + caseNo).atMost(World.PATIENCE).pollInterval(Duration.ofMillis(200))
                .until(() -> parts(caseNo), List.of(wanted)::equals);
    }

    private static List<String> parts(String caseNo) {
        return archived(caseNo).stream().map(row -> row.path("part").asText()).toList();
    }
}
