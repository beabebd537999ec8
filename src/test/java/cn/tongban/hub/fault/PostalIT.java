package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.SyntheticCase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results and papers by post: the real hub, the real courier, and the faults that the post is known for. */
class PostalIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POST = "postal-ems";

    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void start() {
        world = World.start(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void heal() {
        post().healthy();
        world.heal();
    }

    @Test
    void aResultThatWasGrantedIsPostedAndTheDeskHearsWhatBecameOfIt() {
        String caseNo = closed("1");
        String waybillNo = ordered(caseNo, "-R1");
        awaitCase(caseNo, "ISSUED");

        plan(waybillNo, "203", "305", "954", "713", "702", "704:10");
        awaitCase(caseNo, "DELIVERED");
        plan(waybillNo, "743");
        awaitCase(caseNo, "ISSUED");
        plan(waybillNo, "704:10");
        awaitCase(caseNo, "DELIVERED");

        soon("what the desk heard", () -> toldToTheDesk(caseNo).equals(List.of("12", "13", "12", "13")));
        assertThat(orders(caseNo)).extracting(RawRequest::effect).containsExactly("created");
        assertThat(events(caseNo)).hasSize(8);
        assertThat(post().command("GET", "unfinished", "").path("givenUp").asInt()).isZero();
    }

    @Test
    void theReceiverStandsInTheOrderAndNowhereElse() {
        String caseNo = closed("1");
        ordered(caseNo, "-R1");

        JsonNode order = post().command("GET", "orders/" + caseNo + "-R1", "").at("/documents/0/document/0");

        assertThat(order.at("/receiver/name").asText()).startsWith("测试");
        assertThat(order.at("/receiver/prov").asText()).isEqualTo("陕西省");
        assertThat(order.at("/receiver/county").asText()).isEqualTo("汉台区");
        assertThat(order.at("/receiver/address").asText()).startsWith("示例路");
        assertThat(world.hub().log()).doesNotContain(order.at("/receiver/mobile").asText());
    }

    @Test
    void whoFetchesTheResultAtTheWindowHasNoParcel() {
        String caseNo = closed("0");
        String refused = handedIn("1");
        step(refused, "{\"status\":\"07\"}");
        step(refused, "{\"status\":\"10\",\"resultCode\":\"1\"}");
        step(refused, "{\"status\":\"11\",\"resultCode\":\"1\"}");
        awaitCase(refused, "CLOSED");

        assertThat(world.deliveryState(caseNo, POST)).isEqualTo("none");
        assertThat(world.deliveryState(refused, POST)).isEqualTo("none");
    }

    @Test
    void anAnswerThatWasLostIsAskedForAndTheOrderStaysOne() {
        post().faults("{\"fault\":\"answer-lost\",\"operation\":\"order\",\"times\":1}",
                "{\"fault\":\"silent\",\"operation\":\"probe\",\"times\":2}");
        String caseNo = closed("1");
        ordered(caseNo, "-R1");

        assertThat(orders(caseNo)).extracting(RawRequest::effect).containsExactly("created");
        assertThat(world.hops(caseNo, POST)).startsWith("send doubtful").endsWith("probe delivered");
        awaitCase(caseNo, "ISSUED");
    }

    @Test
    void aSystemErrorAfterTheWorkAndAForeignWaybillAreDoubtsToo() {
        for (String fault : List.of("error-text", "error-after-work", "foreign-receipt", "truncated", "wrong-charset")) {
            post().faults("{\"fault\":\"" + fault + "\",\"operation\":\"order\",\"times\":1}");
            String caseNo = closed("1");
            ordered(caseNo, "-R1");

            assertThat(orders(caseNo)).as(fault).filteredOn(order -> order.effect().equals("created")).hasSize(1);
        }
    }

    @Test
    void outOfHoursTheOrderWaits() {
        post().faults("{\"fault\":\"closed\",\"operation\":\"order\",\"times\":2}");
        String caseNo = closed("1");
        ordered(caseNo, "-R1");

        assertThat(world.hops(caseNo, POST)).containsExactly("send waiting", "send waiting", "send delivered");
    }

    @Test
    void anAddressThatTheCourierDoesNotGoToIsForAPerson() {
        SyntheticCase made = world.freshCase().expressed("2");
        ((com.fasterxml.jackson.databind.node.ObjectNode) made.document().at("/express/receiver"))
                .put("address", "陕西省汉中市汉台区不可达1号");
        world.handIn(made);

        // The papers come from there; the result would go there, so here the order for the papers is taken.
        assertThat(ordered(made.caseNo(), "-M1")).isNotEmpty();
        close(made.caseNo());
        world.awaitState(made.caseNo(), POST, "refused");
        assertThat(world.database().strings("select reason from delivery where state = 'refused' and case_no = '%s'"
                .formatted(made.caseNo()))).containsExactly("B00010 收件地址超出寄递范围");
    }

    @Test
    void whatIsPushedInAWrongEnvelopeIsNotBelievedAndComesAgain() {
        String caseNo = closed("1");
        String waybillNo = ordered(caseNo, "-R1");
        awaitCase(caseNo, "ISSUED");
        post().faults("{\"fault\":\"wrong-signature\",\"times\":1}", "{\"fault\":\"wrong-envelope\",\"times\":1}",
                "{\"fault\":\"garbled\",\"times\":1}", "{\"fault\":\"duplicate\",\"times\":1}");

        plan(waybillNo, "203", "704:10");

        awaitCase(caseNo, "DELIVERED");
        assertThat(events(caseNo)).hasSize(2);
    }

    @Test
    void papersAreFetchedAndTheirOrderIsCancelledWhenTheCaseIsWithdrawn() {
        String caseNo = handedIn("2");
        String waybillNo = ordered(caseNo, "-M1");

        world.window().command("POST", "cases/" + caseNo + "/withdrawals", "{\"reason\":\"不办了\"}");

        soon("cancelled at the post", () -> status(waybillNo).equals("CANCELLED"));
        world.awaitState(caseNo, POST, "delivered");
        assertThat(orders(caseNo)).hasSize(1);
    }

    @Test
    void papersThatWereFetchedAlreadyAreForAPerson() {
        String caseNo = handedIn("2");
        plan(ordered(caseNo, "-M1"), "203");
        soon("picked up", () -> events(caseNo).size() == 1);

        world.window().command("POST", "cases/" + caseNo + "/withdrawals", "{\"reason\":\"不办了\"}");

        world.awaitState(caseNo, POST, "refused");
    }

    /** Every third answer is lost and the post cannot be asked for a while: no order is made twice. */
    @Test
    void twoHundredOrdersAreTwoHundredParcels() {
        List<String> rules = new ArrayList<>();
        for (int k = 0; k < 67; k++) {
            // A rule counts the requests that the rules before it let through.
            rules.add("{\"fault\":\"answer-lost\",\"operation\":\"order\",\"skip\":%d,\"times\":1}".formatted(2 + 2 * k));
        }
        rules.add("{\"fault\":\"busy\",\"operation\":\"probe\",\"times\":100,\"millis\":1000}");
        post().faults(rules.toArray(String[]::new));
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            cases.add(handedIn("2"));
        }

        for (String caseNo : cases) {
            world.awaitState(caseNo, POST, "delivered");
        }
        List<RawRequest> requests = post().requests(request -> request.operation().equals("order"));
        for (String caseNo : cases) {
            assertThat(requests).filteredOn(request -> request.caseNo().equals(caseNo + "-M1")).as(caseNo).hasSize(1);
        }
        assertThat(requests).filteredOn(request -> request.fault().equals("answer-lost")).hasSizeBetween(60, 67);
    }

    private static String handedIn(String express) {
        return world.handIn(world.freshCase().expressed(express)).caseNo();
    }

    /** Granted and closed by the city, after it has taken the case. */
    private static String closed(String express) {
        String caseNo = handedIn(express);
        close(caseNo);
        return caseNo;
    }

    private static void close(String caseNo) {
        world.awaitState(caseNo, "city-platform", "delivered");
        step(caseNo, "{\"status\":\"07\"}");
        step(caseNo, "{\"status\":\"10\",\"resultCode\":\"0\"}");
        step(caseNo, "{\"status\":\"11\",\"resultCode\":\"0\"}");
    }

    private static void step(String caseNo, String wish) {
        world.step(caseNo, wish);
    }

    /** The waybill of the order, once the hub has it. */
    private static String ordered(String caseNo, String purpose) {
        world.awaitState(caseNo, POST, "delivered");
        String receipt = world.database().strings(
                "select waybill_no from parcel where order_no = '%s%s'".formatted(caseNo, purpose)).get(0);
        assertThat(receipt).matches("[0-9]{13}");
        return receipt;
    }

    private static void plan(String waybillNo, String... events) {
        post().command("POST", "parcels/" + waybillNo + "/plan", "{\"events\":[\"" + String.join("\",\"", events) + "\"]}");
    }

    private static String status(String waybillNo) {
        for (JsonNode order : post().command("GET", "orders", "").path("orders")) {
            if (order.path("waybillNo").asText().equals(waybillNo)) {
                return order.path("status").asText();
            }
        }
        return "";
    }

    private static List<RawRequest> orders(String caseNo) {
        return post().requests(request -> request.operation().equals("order") && request.caseNo().startsWith(caseNo));
    }

    private static List<String> events(String caseNo) {
        return world.database().strings(
                "select kind from parcel_event where order_no like '%s-%%' order by at".formatted(caseNo));
    }

    /** What the desk was told after the closing, by its own codes. */
    private static List<String> toldToTheDesk(String caseNo) {
        List<String> statuses = world.window().requestsOf(caseNo).stream()
                .filter(request -> request.operation().equals("step"))
                .map(PostalIT::deskStatus)
                .toList();
        return statuses.subList(Math.max(0, statuses.indexOf("11") + 1), statuses.size());
    }

    private static String deskStatus(RawRequest request) {
        try {
            return JSON.readTree(request.body()).path("status").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitCase(String caseNo, String state) {
        soon(state + " of " + caseNo, () -> world.database()
                .strings("select state from service_case where case_no = '%s'".formatted(caseNo)).contains(state));
    }

    private static void soon(String what, Callable<Boolean> seen) {
        await(what).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(seen);
    }

    private static SandboxSystem post() {
        return world.sandbox().postal();
    }
}
