package cn.tongban.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges a run by what the other sides saw: the raw records of the receivers against what the hub acknowledged. It asks
 * the hub nothing. The city platform is a destination of policy {@code probe}, the city window of {@code idempotent}.
 */
final class Ledger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<RawRequest> platform = new ArrayList<>();
    private final List<RawRequest> window = new ArrayList<>();
    private final List<JsonNode> sent;
    private final List<String> breaches = new ArrayList<>();

    Ledger(SandboxProcess sandbox) {
        sandbox.platform().forEachRequest(request -> platform.add(request.slim()));
        sandbox.window().forEachRequest(request -> window.add(request.slim()));
        this.sent = sandbox.platform().sent();
    }

    /** All that is wrong once everything is settled, in words; empty when every promise was kept. */
    List<String> judge(Collection<Acked> acked) {
        eachAckedCaseIsThereOnce(acked);
        eachSubmissionRepeatHadLeave();
        eachStepRepeatHasTheSameBytes();
        eachAckedStepReachedTheWindowOnceAndInOrder(acked.stream().map(Acked::caseNo).collect(Collectors.toSet()));
        everythingWasSigned();
        return List.copyOf(breaches);
    }

    /** How many requests arrived more than once, by doubt policy; for the table of a run. */
    String repeatTable() {
        return """
                policy      destination    raw requests  distinct keys  raw repeats
                probe       city-platform  %12d  %13d  %11d   (submissions; probes apart: %d)
                idempotent  city-window    %12d  %13d  %11d
                """
                .formatted(
                        only(platform, "submit").size(),
                        keys(only(platform, "submit")).size(),
                        repeats(only(platform, "submit")),
                        only(platform, "probe").size(),
                        only(window, "step").size(),
                        keys(only(window, "step")).size(),
                        repeats(only(window, "step")));
    }

    /** Keys, which are delivery ids, whose request had its effect. */
    Set<String> effects(String destination) {
        List<RawRequest> requests = destination.equals("city-platform") ? platform : window;
        return keys(requests.stream().filter(RawRequest::hadEffect).toList());
    }

    private void eachAckedCaseIsThereOnce(Collection<Acked> acked) {
        Map<String, Integer> created = new HashMap<>();
        for (RawRequest request : platform) {
            if (request.effect().equals("created")) {
                created.merge(request.caseNo(), 1, Integer::sum);
            }
        }
        created.forEach((caseNo, times) -> breachIf(times > 1, times + " cases made of " + caseNo));
        for (Acked one : acked) {
            breachIf(!created.containsKey(one.caseNo()), "acknowledged but lost: " + one.caseNo());
        }
    }

    /**
     * A submission may be sent again only if the platform said that it did nothing (503, 429), or if a question in
     * between was answered with "not here".
     */
    private void eachSubmissionRepeatHadLeave() {
        Map<String, Boolean> leave = new HashMap<>();
        Map<String, String> keyOfCase = new HashMap<>();
        for (RawRequest request : platform) {
            if (request.is("probe")) {
                String key = keyOfCase.getOrDefault(request.caseNo(), "");
                boolean answered = request.fault().isEmpty() || request.fault().equals("slow");
                if (answered && (request.status() == 404 || !request.answer().contains(key))) {
                    leave.put(key, true);
                }
            } else if (request.is("submit")) {
                String key = request.key();
                breachIf(!leave.getOrDefault(key, true), "sent again without leave: " + request.caseNo());
                String other = keyOfCase.put(request.caseNo(), key);
                breachIf(other != null && !other.equals(key), "two delivery ids for " + request.caseNo());
                leave.put(key, request.status() == 503 || request.status() == 429);
            }
        }
    }

    private void eachStepRepeatHasTheSameBytes() {
        Map<String, String> bodies = new HashMap<>();
        for (RawRequest step : only(window, "step")) {
            String first = bodies.putIfAbsent(step.key(), step.body());
            breachIf(step.complete() && first != null && !first.equals(step.body()), "other bytes under " + step.key());
        }
    }

    /** Steps are judged for these cases only: a test that sends early or late ones on purpose says itself what is right. */
    private void eachAckedStepReachedTheWindowOnceAndInOrder(Set<String> cases) {
        Map<String, List<String>> arrived = new HashMap<>();
        for (RawRequest step : window) {
            if (step.effect().equals("applied")) {
                arrived.computeIfAbsent(step.caseNo(), no -> new ArrayList<>())
                        .add(stepName(parse(step.body()), "time"));
            }
        }
        Map<String, List<String>> sentInOrder = acknowledgedSteps();
        sentInOrder.keySet().retainAll(cases);
        sentInOrder.forEach((caseNo, wanted) -> {
            List<String> seen = new ArrayList<>(arrived.getOrDefault(caseNo, List.of()));
            seen.retainAll(new HashSet<>(wanted));
            breachIf(!seen.equals(wanted), "steps of " + caseNo + " were " + wanted + ", arrived as " + seen);
        });
    }

    /** Case number to its steps in the order in which the hub acknowledged them, repeats left out. */
    private Map<String, List<String>> acknowledgedSteps() {
        Map<String, JsonNode> planned = new HashMap<>();
        Map<String, List<String>> steps = new LinkedHashMap<>();
        for (JsonNode entry : sent) {
            entry.path("steps").forEach(step -> planned.put(step.path("stepId").asText(), parse(step.path("body").asText())));
            int status = entry.path("status").asInt();
            JsonNode step = planned.get(entry.path("stepId").asText());
            if (step != null && status >= 200 && status < 300) {
                List<String> ofCase = steps.computeIfAbsent(entry.path("caseNo").asText(), no -> new ArrayList<>());
                String name = stepName(step, "statusTime");
                if (!ofCase.contains(name)) {
                    ofCase.add(name);
                }
            }
        }
        return steps;
    }

    private void everythingWasSigned() {
        for (List<RawRequest> requests : List.of(platform, window)) {
            for (RawRequest request : requests) {
                boolean bad = request.complete() && !request.is("other") && !request.signature().equals("ok");
                breachIf(bad, "signature " + request.signature() + " at " + request.caseNo());
            }
        }
    }

    private void breachIf(boolean broken, String words) {
        if (broken) {
            breaches.add(words);
        }
    }

    /** The two sides have codes of their own for a state; the source's time of it is the same on both. */
    private static String stepName(JsonNode step, String timeField) {
        return OffsetDateTime.parse(step.path(timeField).asText()).toInstant().toString();
    }

    private static List<RawRequest> only(List<RawRequest> requests, String operation) {
        return requests.stream().filter(request -> request.is(operation)).toList();
    }

    private static Set<String> keys(List<RawRequest> requests) {
        Set<String> keys = new HashSet<>();
        requests.forEach(request -> keys.add(request.key()));
        return keys;
    }

    private static int repeats(List<RawRequest> requests) {
        return requests.size() - keys(requests).size();
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
