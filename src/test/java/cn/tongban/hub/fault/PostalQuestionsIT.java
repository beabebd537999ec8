package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clerks ask the post and have it do, and what the hub asks when pushes are lost; the real hub and courier. */
class PostalQuestionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POST = "postal-ems";

    @TempDir
    private static Path folder;

    private static World world;
    private static String token = "";

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        world = World.start(folder, TestBundle.quick(folder.resolve("bundle")), hub -> hub.with("HUB_PARCEL_ASK", "2s"));
        String admin = Files.readString(world.hub().data().resolve("admin.token")).strip();
        token = new PostalQuestionsIT().send(admin, "/api/v1/tokens",
                Map.of("name", "clerk", "scopes", List.of("read", "operate", "ask"))).path("token").asText();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void heal() {
        post().healthy();
    }

    @Test
    void aClerkAsksForLabelPostageReachAndAddresses() {
        String orderNo = ordered();
        Map<String, String> parcel = Map.of("orderNo", orderNo, "waybillNo", waybill(orderNo));

        JsonNode label = ask("label", parcel).path("document");
        assertThat(new String(Base64.getDecoder().decode(label.path("content").asText()))).startsWith("%PDF");
        assertThat(ask("postage", Map.of("grams", 1500, "to", Map.of("province", "陕西省"))).at("/document/postage").asText())
                .isEqualTo("14.00");
        assertThat(ask("reach", Map.of("address", "陕西省汉中市汉台区不可达1号")).at("/document/reachable").asBoolean()).isFalse();
        JsonNode split = ask("split", Map.of("addresses", List.of("陕西省汉中市汉台区示例路1号"))).at("/document/addresses/0");
        assertThat(split.path("county").asText()).isEqualTo("汉台区");
        assertThat(split.path("rest").asText()).isEqualTo("示例路1号");
        assertThat(ask("label", Map.of("orderNo", orderNo, "waybillNo", "1199999999999")).path("outcome").asText())
                .isEqualTo("REFUSED");
        assertThat(world.hub().log()).doesNotContain("示例路1号");
    }

    @Test
    void anAnswerThatIsLostIsNoAnswer() {
        post().faults("{\"fault\":\"answer-lost\",\"operation\":\"postage\",\"times\":1}");

        JsonNode answer = ask("postage", Map.of("grams", 1, "to", Map.of("province", "陕西省")));

        assertThat(answer.path("outcome").asText()).isEqualTo("UNREACHABLE");
        assertThat(answer.path("code").asText()).isEqualTo("answer-lost");
    }

    @Test
    void whatWasCancelledIsOrderedAnewByAPerson() {
        String orderNo = ordered();

        JsonNode cancelled = ask("cancel", Map.of("orderNo", orderNo, "waybillNo", waybill(orderNo), "reason", "地址有误"));
        assertThat(cancelled.path("outcome").asText()).isEqualTo("ANSWERED");
        awaitParcel(orderNo, "CANCELLED");
        JsonNode fresh = send(token, "/api/v1/parcels/" + orderNo + "/reorder", Map.of("reason", "地址已更正"));

        String next = orderNo.replace("-R1", "-R2");
        assertThat(fresh.path("orderNo").asText()).isEqualTo(next);
        soon("the second waybill", () -> !waybill(next).isEmpty());
        assertThat(waybill(next)).isNotEqualTo(waybill(orderNo));
        assertThat(post().requests(request -> request.operation().equals("order") && request.caseNo().equals(next))).hasSize(1);
        post().command("POST", "parcels/" + waybill(next) + "/plan", "{\"events\":[\"203\",\"704:10\"]}");
        awaitParcel(next, "DELIVERED");
    }

    @Test
    void anOrderAnewWhoseAnswerIsLostIsStillOneParcel() {
        String orderNo = ordered();
        post().command("POST", "parcels/" + waybill(orderNo) + "/plan", "{\"events\":[\"203\",\"987\"]}");
        awaitParcel(orderNo, "LOST");
        post().faults("{\"fault\":\"answer-lost\",\"operation\":\"order\",\"times\":1}");

        send(token, "/api/v1/parcels/" + orderNo + "/reorder", Map.of("reason", "丢失"));

        String next = orderNo.replace("-R1", "-R2");
        soon("the second waybill", () -> !waybill(next).isEmpty());
        assertThat(post().requests(request -> request.operation().equals("order") && request.caseNo().equals(next))).hasSize(1);
        assertThat(world.database().strings("select kind from case_task where case_no = '%s'"
                .formatted(orderNo.replace("-R1", "")))).contains("parcel-lost");
    }

    /** The push comes once, in an envelope that nobody can open, and never again. */
    @Test
    void aPushThatWasLostForGoodIsMadeGoodByAsking() {
        String orderNo = ordered();
        post().faults("{\"fault\":\"wrong-signature\",\"times\":1}");
        post().command("POST", "parcels/" + waybill(orderNo) + "/events", "{\"opCode\":\"203\"}");
        post().healthy();

        awaitParcel(orderNo, "PICKED_UP");

        List<String> kinds = world.database().strings("select kind from parcel_event where order_no = '%s'".formatted(orderNo));
        assertThat(kinds).containsExactly("PICKED_UP");
    }

    /** The order number of a result that the post has taken. */
    private static String ordered() {
        String caseNo = world.handIn(world.freshCase().expressed("1")).caseNo();
        world.awaitState(caseNo, "city-platform", "delivered");
        world.step(caseNo, "{\"status\":\"07\"}");
        world.step(caseNo, "{\"status\":\"10\",\"resultCode\":\"0\"}");
        world.step(caseNo, "{\"status\":\"11\",\"resultCode\":\"0\"}");
        world.awaitState(caseNo, POST, "delivered");
        return caseNo + "-R1";
    }

    private static String waybill(String orderNo) {
        List<String> found = world.database().strings("select waybill_no from parcel where order_no = '%s'".formatted(orderNo));
        return found.isEmpty() ? "" : found.get(0);
    }

    private static void awaitParcel(String orderNo, String state) {
        soon(state + " of " + orderNo, () -> world.database()
                .strings("select state from parcel where order_no = '%s'".formatted(orderNo)).contains(state));
    }

    private static void soon(String what, Callable<Boolean> seen) {
        await(what).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(seen);
    }

    private JsonNode ask(String question, Map<String, ?> document) {
        return send(token, "/api/v1/connectors/" + POST + "/asks/" + question,
                Map.of("document", document, "reason", "asked at the counter"));
    }

    private JsonNode send(String bearer, String path, Object body) {
        try {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(world.hub().url() + path))
                    .header("Authorization", "Bearer " + bearer)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer::body).isBetween(200, 201);
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static SandboxSystem post() {
        return world.sandbox().postal();
    }
}
