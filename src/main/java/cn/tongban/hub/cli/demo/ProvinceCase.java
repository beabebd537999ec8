package cn.tongban.hub.cli.demo;

import cn.tongban.hub.connector.Sm3;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A case that was handed in at the province: fetched with its paper by SOAP in GB18030, confirmed, decided by the city, and
 * each step told back once, although tickets end early and answers say neither yes nor no. Then a case of the district that
 * the province is told.
 */
final class ProvinceCase implements Chapter {
    private static final int CASE = 11;
    private static final int OWN_CASE = 12;
    private static final String TAKEN = "200";

    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().number(CASE);
        fetched(stage, caseNo);
        papers(stage, caseNo);
        ticketEnds(stage, caseNo);
        answersFail(stage, caseNo);
        reportedInPart(stage);
    }

    private static void fetched(Stage stage, String caseNo) {
        long atCity = stage.rawCount(Stage.PLATFORM);
        stage.waitsAtProvince(stage.cases().atTheProvince(CASE));
        String confirmed = stage.awaitSeen("confirmation of " + caseNo, () ->
                Optional.of(stage.confirmedAtProvince(caseNo)).filter(status -> !status.isEmpty()));
        stage.require(confirmed.equals(TAKEN), TAKEN, confirmed);
        JsonNode delivery = stage.awaitDelivery(caseNo, "DELIVERED");
        List<JsonNode> submitted = stage.rawRequests(Stage.PLATFORM, "submit", caseNo, atCity);
        String name = new Stage.DeskAnswer(200, submitted.get(0).path("body").asText()).json().path("applyName").asText();
        stage.require(name.equals(StoryCases.RARE_NAME), StoryCases.RARE_NAME, name);
        stage.narrator().step("demo.province.fetched", caseNo, name, delivery.path("receiptNo").asText());
        stage.lookAtCase(caseNo);
    }

    /** The paper that came with the case, byte for byte. */
    private static void papers(Stage stage, String caseNo) {
        String digest = Sm3.hex(StoryCases.PAPER.getBytes(StandardCharsets.UTF_8));
        JsonNode arrived = stage.awaitSeen("paper of " + caseNo, () ->
                stage.rawRequests(Stage.PLATFORM, "material", caseNo, 0).stream().findFirst());
        String found = arrived.at("/file/sm3").asText();
        stage.require(found.equals(digest), "SM3 " + digest, found);
        stage.narrator().step("demo.province.papers", StoryCases.PAPER_NAME, found.substring(0, 16));
        stage.narrator().look("curl -s -H \"$T\" $H/cases/" + caseNo + "/materials");
    }

    private static void ticketEnds(Stage stage, String caseNo) {
        long before = stage.rawCount(Stage.PROVINCE);
        stage.endTickets();
        ArrayNode steps = JsonHttp.JSON.createArrayNode();
        steps.add(step("06", "2026-03-17T09:00:00+08:00"));
        steps.add(step("07", "2026-03-17T09:30:00+08:00"));
        stage.platformSteps(caseNo, steps);
        awaitSteps(stage, caseNo, List.of("30", "40"));
        int tickets = stage.rawRequests(Stage.PROVINCE, "getTicket", "", before).size();
        stage.require(tickets > 0, "a new ticket", tickets);
        stage.narrator().step("demo.province.ticket", String.join(", ", stage.provinceSteps(caseNo)));
        stage.lookAtDelivery(stage.awaitDelivery(Stage.PROVINCE, caseNo, "DELIVERED").path("id").asText());
    }

    /** The first attempt is answered by a fault with status 200 and did nothing; the second worked, its answer names another. */
    private static void answersFail(Stage stage, String caseNo) {
        long before = stage.rawCount(Stage.PROVINCE);
        ObjectNode faults = Stage.object();
        ArrayNode rules = faults.putArray("rules");
        rules.add(once("error-text", caseNo));
        rules.add(once("foreign-receipt", caseNo));
        stage.faults(Stage.PROVINCE, faults);
        ArrayNode steps = JsonHttp.JSON.createArrayNode();
        steps.add(step("10", "2026-03-18T10:00:00+08:00").put("resultCode", "0"));
        stage.platformSteps(caseNo, steps);
        awaitSteps(stage, caseNo, List.of("30", "40", "50"));
        String delivery = stage.awaitDelivery(Stage.PROVINCE, caseNo, "DELIVERED").path("id").asText();
        stage.faults(Stage.PROVINCE, Stage.object());
        int raw = stage.rawRequests(Stage.PROVINCE, "pushStatus", caseNo, before).size();
        String hops = stage.hops(delivery);
        stage.require(raw == 2, "2 requests at the province", raw);
        stage.require(hops.endsWith("probe delivered"), "settled by a probe", hops);
        stage.narrator().step("demo.province.faults", hops);
        stage.lookAtDelivery(delivery);
    }

    /** The platform takes the list and not our entry in it; whoever reads why has it sent again. */
    private static void reportedInPart(Stage stage) {
        String caseNo = stage.cases().number(OWN_CASE);
        ObjectNode faults = Stage.object();
        faults.putArray("rules").add(once("refused", caseNo).put("operation", "submit"));
        stage.faults(Stage.PROVINCE, faults);
        stage.handInWell(stage.cases().plain(OWN_CASE));
        JsonNode refused = stage.awaitDelivery(Stage.PROVINCE, caseNo, "REFUSED");
        stage.faults(Stage.PROVINCE, Stage.object());
        String id = refused.path("id").asText();
        stage.api("deliveries/" + id + "/replay", Stage.object().put("reason", "省平台已核实,重新上报"));
        stage.awaitDelivery(Stage.PROVINCE, caseNo, "DELIVERED");
        List<String> versions = stage.provinceSubmissions(caseNo);
        stage.require(versions.equals(List.of("1")), "one version at the province", versions);
        stage.narrator().step("demo.province.reported", caseNo, refused.path("reason").asText(), stage.hops(id));
        stage.lookAtDelivery(id);
    }

    private static ObjectNode once(String fault, String caseNo) {
        return Stage.object().put("fault", fault).put("operation", "pushStatus").put("caseNo", caseNo).put("times", 1);
    }

    private static void awaitSteps(Stage stage, String caseNo, List<String> told) {
        stage.awaitSeen(told + " of " + caseNo + " at the province", () ->
                Optional.of(stage.provinceSteps(caseNo)).filter(told::equals));
    }

    private static ObjectNode step(String status, String time) {
        return Stage.object().put("status", status).put("statusTime", time);
    }
}
