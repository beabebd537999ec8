package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.Paper;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub files cases with the simulated provincial archive: in order, once, and again what was rejected. */
class ProvinceArchiveIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "connectors/province-archive/connector.yaml";

    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void start() {
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"))
                .replace(FILE, "retry: {first: 2s, factor: 2, max: 10m, jitter: 0.2, attempts: 60}",
                        "retry: {first: 300ms, factor: 1.5, max: 1s, jitter: 0.2, attempts: 1000}")
                .replace(FILE, "timeouts: {connect: 2s, answer: 10s, total: 20s}", "timeouts: {connect: 1s, answer: 2s, total: 3s}")
                .replace(FILE, "circuit: {failures: 5, open: 30s}", "circuit: {failures: 50, open: 1s}")
                .replace(FILE, "every: 10s", "every: 300ms");
        world = World.start(folder, bundle, hub -> hub.with("HUB_CONNECTOR_PROVINCE_ARCHIVE_REPORTING", "on"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void heal() {
        archive().noFaults();
        archive().command("PUT", "tokens", "{\"given\":true}");
        archive().command("PUT", "required", "{\"table\":\"up_pro_process\",\"fields\":[]}");
        world.platform().command("PUT", "script", "{\"statuses\":[]}");
    }

    @Test
    void aWholeCaseIsFiledInItsOrderAndSealed() {
        script("07", "08", "09", "10", "11");
        String caseNo = world.handInFresh().caseNo();

        awaitParts(caseNo, "BASE", "PROCESS", "SPECIAL", "PROCESS", "RESULT");
        List<RawRequest> requests = archive().requestsOf(caseNo);
        assertThat(requests).extracting(RawRequest::signature).containsOnly("ok");
        assertThat(requests).extracting(RawRequest::body).noneMatch(body -> body.contains(caseNo));
        assertThat(batches(caseNo)).doesNotHaveDuplicates();
        // The end of the special procedure updated its row, in which its beginning still stands.
        JsonNode special = rows(caseNo).get(2).path("row");
        assertThat(special.path("cdOperation").asText()).isEqualTo("U");
        assertThat(special.path("specialTime").asText()).isNotEmpty();
        assertThat(special.path("specialEndTime").asText()).isEqualTo(rows(caseNo).get(3).at("/row/eventStartTime").asText())
                .isNotEqualTo(special.path("specialTime").asText());
    }

    /** Whatever becomes of the answers there is one file and one row, and the bytes are those that the desk sent. */
    @Test
    void aFileIsUploadedBeforeItsRowAndOnce() throws IOException {
        archive().faults("{\"fault\":\"answer-lost\",\"operation\":\"file\",\"times\":2}",
                "{\"fault\":\"foreign-receipt\",\"operation\":\"file\",\"times\":1}",
                "{\"fault\":\"answer-lost\",\"operation\":\"material\",\"times\":1}");
        String caseNo = world.handInFresh().caseNo();
        Paper paper = Paper.pdf("场地证明", "场地证明-测试甲.pdf", 11, 45_000_000);
        try (DeskClient desk = world.desk()) {
            assertThat(desk.upload(caseNo, "M1", paper, "").status()).isEqualTo(202);
        }

        awaitParts(caseNo, "BASE", "MATERIAL");
        await().atMost(World.PATIENCE).until(() -> open(caseNo) == 0);
        JsonNode files = archive().command("GET", "cases/" + caseNo, "").path("files");
        assertThat(files).hasSize(1);
        assertThat(files.get(0).path("size").asLong()).isEqualTo(45_000_000);
        assertThat(files.get(0).path("sm3").asText()).isEqualTo(paper.file().sm3());
        assertThat(files.get(0).path("name").asText()).isEqualTo("场地证明-测试甲.pdf");
        JsonNode row = rows(caseNo).get(1).path("row");
        assertThat(row.path("attachId").asText()).isEqualTo(files.get(0).path("fileId").asText());
        assertThat(row.path("attachSm3").asText()).isEqualTo(paper.file().sm3());
        List<RawRequest> sent = archive().requestsOf(caseNo);
        assertThat(sent).filteredOn(request -> request.operation().equals("file")).hasSizeGreaterThan(1)
                .allSatisfy(request -> {
                    assertThat(request.file().path("sha256").asText()).isEqualTo(paper.file().sha256());
                    assertThat(request.body()).doesNotContain(caseNo).doesNotContain("测试甲");
                });
        assertThat(sent).extracting(RawRequest::effect).filteredOn("created"::equals).hasSize(3);
    }

    @Test
    void whateverBecomesOfAnAnswerEachRowIsFiledOnce() {
        archive().faults("{\"fault\":\"answer-lost\",\"operation\":\"base\",\"times\":2}",
                "{\"fault\":\"error-after-work\",\"operation\":\"process\",\"times\":1}",
                "{\"fault\":\"malformed\",\"operation\":\"special\",\"times\":1}",
                "{\"fault\":\"foreign-receipt\",\"operation\":\"result\",\"times\":1}",
                "{\"fault\":\"error-text\",\"operation\":\"probe\",\"times\":1}");
        script("07", "08", "09", "10");
        String caseNo = world.handInFresh().caseNo();

        awaitParts(caseNo, "BASE", "PROCESS", "SPECIAL", "PROCESS", "RESULT");
        await().atMost(World.PATIENCE).until(() -> open(caseNo) == 0);
        // Five rows, one of which was updated when the special procedure ended.
        Map<String, Long> made = archive().requestsOf(caseNo).stream()
                .filter(request -> List.of("created", "corrected").contains(request.effect()))
                .collect(Collectors.groupingBy(RawRequest::key, Collectors.counting()));
        assertThat(made).hasSize(6).allSatisfy((batch, times) -> assertThat(times).isEqualTo(1));
    }

    /** Fault 31. */
    @Test
    void tokensThatEndAreRenewedAndWithoutAnyNothingIsLost() {
        archive().command("POST", "tokens/forget", "{}");
        String first = world.handInFresh().caseNo();
        awaitParts(first, "BASE");

        archive().command("PUT", "tokens", "{\"given\":false}");
        archive().command("POST", "tokens/forget", "{}");
        String second = world.handInFresh().caseNo();
        await().atMost(World.PATIENCE).until(() -> alarms().contains("ticket-missing"));
        assertThat(parts(second)).isEmpty();

        archive().command("PUT", "tokens", "{\"given\":true}");
        awaitParts(second, "BASE");
        await().atMost(World.PATIENCE).until(() -> alarms().isEmpty());
    }

    /** SC6: rejected after the fact, mended from the paper record, filed again under the same row. */
    @Test
    void whatIsRejectedAfterwardsIsMendedAndFiledAgain() throws IOException {
        archive().command("PUT", "required", "{\"table\":\"up_pro_process\",\"fields\":[\"handleUserName\"]}");
        String caseNo = world.handInFresh().caseNo();
        awaitParts(caseNo, "BASE");
        world.awaitState(caseNo, "city-platform", "delivered");
        world.step(caseNo, "{\"status\":\"07\",\"handler\":\"\"}");
        awaitParts(caseNo, "BASE", "PROCESS");

        await().atMost(World.PATIENCE).until(() -> tasks(caseNo).size() == 1);
        assertThat(tasks(caseNo).get(0)).isEqualTo("province-archive PROCESS -> city-platform: 必填项为空");
        assertThat(world.deliveryState(caseNo, "province-archive")).isEqualTo("refused");
        String delivery = world.database().strings("select id from delivery where case_no = '" + caseNo
                + "' and destination = 'province-archive' and state = 'refused'").get(0);

        // The later part waits for the one that is to be mended.
        world.step(caseNo, "{\"status\":\"10\"}");
        post("/api/v1/deliveries/" + delivery + "/repair",
                "{\"patch\":[{\"op\":\"replace\",\"path\":\"/handler\",\"value\":\"测试乙\"}],\"reason\":\"据纸质记录补录\"}");
        assertThat(parts(caseNo)).containsExactly("BASE", "PROCESS");
        post("/api/v1/deliveries/" + delivery + "/replay", "{\"reason\":\"更正后重报\"}");

        awaitParts(caseNo, "BASE", "PROCESS", "RESULT");
        await().atMost(World.PATIENCE).until(() -> tasks(caseNo).isEmpty());
        JsonNode row = rows(caseNo).get(1).path("row");
        assertThat(row.path("rowGuid").asText()).isEqualTo(delivery);
        assertThat(row.path("cdOperation").asText()).isEqualTo("U");
        assertThat(row.path("handleUserName").asText()).isEqualTo("测试乙");
        assertThat(row.path("cdBatch").asText()).as("rejected once, corrected once").endsWith("2");
        assertThat(rows(caseNo).get(1).path("rejected").asBoolean()).isFalse();
    }

    /** What was right after all goes out as it was, under a new batch, so that the archive judges it anew. */
    @Test
    void whatIsRejectedAndReplayedUnchangedIsJudgedAnew() throws IOException {
        String caseNo = world.handInFresh().caseNo();
        awaitParts(caseNo, "BASE");
        for (int times = 1; times <= 2; times++) {
            archive().command("POST", "rejections", "{\"projectNo\":\"" + caseNo + "\",\"table\":\"up_pro_accept\"}");
            await().atMost(World.PATIENCE).until(() -> tasks(caseNo).size() == 1);
            String delivery = world.database().strings("select id from delivery where case_no = '" + caseNo
                    + "' and destination = 'province-archive' and state = 'refused'").get(0);

            post("/api/v1/deliveries/" + delivery + "/replay", "{\"reason\":\"核对无误,重新报送\"}");

            await().atMost(World.PATIENCE).until(() -> tasks(caseNo).isEmpty() && open(caseNo) == 0);
            JsonNode base = rows(caseNo).get(0);
            assertThat(base.path("rejected").asBoolean()).isFalse();
            assertThat(base.at("/row/cdOperation").asText()).isEqualTo("U");
            assertThat(base.at("/row/cdBatch").asText()).endsWith(Integer.toString(times));
        }
    }

    @Test
    void theArchiveKnowsItsCasesAfterAKill() {
        String caseNo = world.handInFresh().caseNo();
        awaitParts(caseNo, "BASE");
        world.sandbox().kill();
        world.sandbox().start();

        assertThat(parts(caseNo)).containsExactly("BASE");
        world.step(caseNo, "{\"status\":\"07\"}");
        awaitParts(caseNo, "BASE", "PROCESS");
    }

    private static SandboxSystem archive() {
        return world.sandbox().archive();
    }

    private static void script(String... statuses) {
        world.platform().command("PUT", "script", "{\"statuses\":[\"" + String.join("\",\"", statuses)
                + "\"],\"firstMillis\":500,\"nextMillis\":100}");
    }

    private static List<JsonNode> rows(String caseNo) {
        return StreamSupport.stream(archive().command("GET", "cases/" + caseNo, "").path("rows").spliterator(), false).toList();
    }

    private static List<String> parts(String caseNo) {
        return rows(caseNo).stream().map(row -> row.path("part").asText()).toList();
    }

    private static List<String> batches(String caseNo) {
        return rows(caseNo).stream().map(row -> row.at("/row/cdBatch").asText()).toList();
    }

    private static void awaitParts(String caseNo, String... wanted) {
        await(List.of(wanted) + " of " + caseNo).atMost(World.PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> parts(caseNo), List.of(wanted)::equals);
    }

    private static long open(String caseNo) {
        return world.database().number("select count(*) from delivery where destination = 'province-archive' and case_no = '"
                + caseNo + "' and state <> 'delivered'");
    }

    private static List<String> tasks(String caseNo) {
        return new ArrayList<>(world.database().strings("select detail from case_task where kind = 'rejected' and case_no = '"
                + caseNo + "' and done_at is null"));
    }

    private static List<String> alarms() {
        return world.database().strings("select code from source_alarm where source = 'province-archive'");
    }

    private static void post(String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(world.hub().url().resolve(path))
                .header("Authorization", "Bearer " + Files.readString(world.hub().data().resolve("admin.token")).strip())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
