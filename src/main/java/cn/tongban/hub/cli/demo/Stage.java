package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

    void districtFaults(JsonNode faults) {
        sandbox("PUT", DISTRICT + "/faults", faults);
    }

    /** The desk uploads a paper of its own making; what it sent and was answered. */
    JsonNode upload(String caseNo, JsonNode wish) {
        return sandbox("POST", WINDOW + "/cases/" + caseNo + "/materials", wish);
    }

    /** Replaces what goes wrong at the platform. */
    void platformFaults(JsonNode faults) {
        sandbox("PUT", PLATFORM + "/faults", faults);
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

    private JsonNode sandbox(String method, String path, JsonNode body) {
        String whole = "/_sandbox/" + path;
        return method.equals("PUT") ? system.sandbox().put(whole, body) : system.sandbox().post(whole, body);
    }
}
