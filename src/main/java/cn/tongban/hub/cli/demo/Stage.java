package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the chapters do and see, in the words of the story. */
final class Stage {
    static final String PLATFORM = "city-platform";
    static final String DISTRICT = "district-platform";
    static final String WINDOW = "city-window";
    static final String DEPARTMENT = "department";
    static final String CATALOGUE = "province-catalogue";
    static final String POST = "postal-ems";
    static final String PROVINCE = "province-platform";
    static final String ARCHIVE = "province-archive";

    /** Longer than a circuit stays open and a few retries together. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int MANY = 1000;

    private final DemoSystem system;
    private final Narrator narrator;
    private final StoryCases cases;

    Stage(DemoSystem system, Narrator narrator, StoryCases cases) {
        this.system = system;
        this.narrator = narrator;
        this.cases = cases;
    }

    /** What the desk was answered. */
    record DeskAnswer(int status, String body) {
        JsonNode json() {
            try {
                return JsonHttp.JSON.readTree(body);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new DemoException(DemoException.UNTRUE, "demo.error.answer", "desk", "not JSON");
            }
        }
    }

    Narrator narrator() {
        return narrator;
    }

    StoryCases cases() {
        return cases;
    }

    static ObjectNode object() {
        return JsonHttp.JSON.createObjectNode();
    }

    /** The desk hands a case in and keeps what the hub answered. */
    DeskAnswer handIn(JsonNode wish) {
        JsonNode kept = sandbox("POST", WINDOW + "/cases", wish);
        return new DeskAnswer(kept.path("status").asInt(), kept.path("answer").asText());
    }

    /** The same, and it must be acknowledged. */
    DeskAnswer handInWell(JsonNode wish) {
        DeskAnswer answer = handIn(wish);
        require(answer.status() == 202, "202 for " + wish.path("caseNo").asText(), answer.status());
        return answer;
    }

    /** The desk asks how a case stands. */
    JsonNode ask(String caseNo) {
        JsonNode kept = system.sandbox().get("/_sandbox/" + WINDOW + "/cases/" + caseNo);
        return new DeskAnswer(kept.path("status").asInt(), kept.path("answer").asText()).json();
    }

    /** The platform goes through steps of a case in this order, each after the last was acknowledged. */
    void platformSteps(String caseNo, ArrayNode steps) {
        ObjectNode plan = object().put("firstMillis", 0).put("nextMillis", 0);
        plan.set("steps", steps);
        sandbox("POST", PLATFORM + "/cases/" + caseNo + "/plan", plan);
    }

    /** A department puts a step of its case into its queue; the broker must take it. */
    void departmentStep(String caseNo, String status) {
        JsonNode answer = sandbox("POST", DEPARTMENT + "/cases/" + caseNo + "/steps", object().put("status", status));
        require(answer.path("status").asInt() == 202, "202 of the broker", answer);
    }

    /** The district platform writes rows into its tables, each after the last. */
    void districtRows(String caseNo, ArrayNode rows) {
        ObjectNode plan = object().put("firstMillis", 0).put("nextMillis", 0);
        plan.set("rows", rows);
        sandbox("POST", DISTRICT + "/cases/" + caseNo + "/rows", plan);
    }

    /** The desk uploads a paper of its own making; what it sent and was answered. */
    JsonNode upload(String caseNo, JsonNode wish) {
        return sandbox("POST", WINDOW + "/cases/" + caseNo + "/materials", wish);
    }

    /** Replaces what goes wrong at a party; an empty document heals it. */
    void faults(String party, JsonNode faults) {
        sandbox("PUT", party + "/faults", faults);
    }

    /** The post tells of an event of a parcel, once, and the hub must take it. */
    void parcelEvent(String waybillNo, String opCode, String signCode, String time) {
        ObjectNode event = object().put("opCode", opCode).put("opTime", time);
        JsonNode answer = sandbox("POST", POST + "/parcels/" + waybillNo + "/events",
                signCode.isEmpty() ? event : event.put("signCode", signCode));
        require(answer.path("taken").asBoolean(), "00000 for " + opCode, answer);
    }

    /** From now on the archive rejects rows of this table without one of the fields, after it has taken them. */
    void archiveRequires(String table, String... fields) {
        ObjectNode rule = object().put("table", table);
        ArrayNode names = rule.putArray("fields");
        for (String field : fields) {
            names.add(field);
        }
        sandbox("PUT", ARCHIVE + "/required", rule);
    }

    /** What the archive has of a case, in the order in which it took it: {@code part} and the opened {@code row}. */
    List<JsonNode> archived(String caseNo) {
        JsonNode rows = system.sandbox().get("/_sandbox/" + ARCHIVE + "/cases/" + caseNo).path("rows");
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    /** A row of a case as the archive has it now; a missing node when it has none. */
    JsonNode archiveRow(String caseNo, String rowGuid) {
        return archived(caseNo).stream().map(row -> row.path("row"))
                .filter(row -> row.path("rowGuid").asText().equals(rowGuid)).findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** A case waits at the province, and the hub, which was paused for the province, asks for it now. */
    void waitsAtProvince(JsonNode wish) {
        sandbox("POST", PROVINCE + "/todo", wish);
        api("connectors/" + PROVINCE + "/resume", object().put("reason", "演示:去领取省平台的办件"));
    }

    /** What the hub has told of a case that waited there, as STATUS; empty while it has told nothing. */
    String confirmedAtProvince(String caseNo) {
        return system.sandbox().get("/_sandbox/" + PROVINCE + "/todo").path("told").path(caseNo).asText();
    }

    /** The steps of a case that the province was told, in its own codes. */
    List<String> provinceSteps(String caseNo) {
        JsonNode steps = system.sandbox().get("/_sandbox/" + PROVINCE + "/cases/" + caseNo).path("steps");
        return StreamSupport.stream(steps.spliterator(), false).map(step -> step.path("state").asText()).toList();
    }

    /** Versions of a case of the district that the province was told. */
    List<String> provinceSubmissions(String caseNo) {
        JsonNode told = system.sandbox().get("/_sandbox/" + PROVINCE + "/cases/" + caseNo).path("submissions");
        return StreamSupport.stream(told.spliterator(), false).map(one -> one.path("version").asText()).toList();
    }

    /** Every ticket of the province ends before its time. */
    void endTickets() {
        sandbox("PUT", PROVINCE + "/tickets", object());
    }

    /** How many raw requests a party has received so far: from there on {@link #rawRequests} reads. */
    long rawCount(String party) {
        return system.sandbox().get("/_sandbox/" + party + "/requests/count").path("count").asLong();
    }

    /** Every raw request of one case that a party received after the first {@code after}, repeats included. */
    List<JsonNode> rawRequests(String party, String operation, String caseNo, long after) {
        return system.sandbox().lines("/_sandbox/" + party + "/requests?limit=" + MANY + "&after=" + after).stream()
                .filter(request -> request.path("operation").asText().equals(operation))
                .filter(request -> request.path("caseNo").asText().equals(caseNo))
                .toList();
    }

    JsonNode api(String path) {
        return system.hub().get("/api/v1/" + path);
    }

    JsonNode api(String path, JsonNode body) {
        return system.hub().post("/api/v1/" + path, body);
    }

    JsonNode awaitCase(String caseNo, String state) {
        return await("case " + caseNo + " in state " + state, "cases/" + caseNo, seen -> seen.path("summary")
                .path("state")
                .asText()
                .equals(state));
    }

    /** The case's one delivery to the platform, once it is in this state. */
    JsonNode awaitDelivery(String caseNo, String state) {
        return awaitDelivery(PLATFORM, caseNo, state);
    }

    /** The newest delivery of the case to a destination, once it is in this state. */
    JsonNode awaitDelivery(String destination, String caseNo, String state) {
        String path = "deliveries?destination=" + destination + "&caseNo=" + caseNo;
        return await("delivery of " + caseNo + " " + state, path, seen -> seen.at("/items/0/state")
                        .asText()
                        .equals(state))
                .at("/items/0");
    }

    /** Asks the hub again and again until the answer is as wanted. */
    JsonNode await(String what, String path, Predicate<JsonNode> wanted) {
        return system.until(what, PATIENCE, () -> Optional.of(api(path)).filter(wanted));
    }

    /** The same for anything else that can be seen. */
    <T> T awaitSeen(String what, java.util.function.Supplier<Optional<T>> look) {
        return system.until(what, PATIENCE, look);
    }

    /** What happened to a delivery, as {@code send doubtful, probe delivered}. */
    String hops(String deliveryId) {
        return StreamSupport.stream(api("deliveries/" + deliveryId).path("hops").spliterator(), false)
                .map(hop -> hop.path("kind").asText() + " " + hop.path("outcome").asText())
                .collect(Collectors.joining(", "));
    }

    void require(boolean condition, String wanted, Object seen) {
        if (!condition) {
            throw new DemoException(DemoException.UNTRUE, "demo.error.untrue", wanted, String.valueOf(seen));
        }
    }

    void lookAtCase(String caseNo) {
        narrator.look("./hub case " + caseNo);
        narrator.look("curl -s -H \"$T\" $H/cases/" + caseNo);
    }

    void lookAtDelivery(String deliveryId) {
        narrator.look("curl -s -H \"$T\" $H/deliveries/" + deliveryId);
    }

    /** The province publishes the next version of an item with these fields. */
    void publish(String taskCode, JsonNode fields) {
        sandbox("POST", CATALOGUE + "/items/" + taskCode, fields);
    }

    /** An item as the province has it. */
    JsonNode published(String taskCode) {
        return system.sandbox().get("/_sandbox/" + CATALOGUE + "/items/" + taskCode);
    }

    private JsonNode sandbox(String method, String path, JsonNode body) {
        String whole = "/_sandbox/" + path;
        return method.equals("PUT") ? system.sandbox().put(whole, body) : system.sandbox().post(whole, body);
    }
}
