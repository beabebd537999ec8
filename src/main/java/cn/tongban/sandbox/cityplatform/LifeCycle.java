package cn.tongban.sandbox.cityplatform;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Workers;
import cn.tongban.sandbox.fault.Fault;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.record.SentRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends the planned steps of each case in order, the next only after the last was acknowledged, and repeats the same
 * bytes until it is. A plan is in the record before its first step leaves, so a killed platform goes on where it was.
 */
final class LifeCycle {
    private static final int WORKERS = 8;
    private static final long LONGEST_PAUSE = 5_000;

    private final StepSender sender;
    private final StepPaper paper;
    private final FaultSwitches faults;
    private final SentRecord sent;
    private final Wishes wishes = new Wishes();
    private final Set<String> planned = new HashSet<>();
    private final Map<String, Line> unfinished = new HashMap<>();
    private final ScheduledExecutorService workers = Workers.named("city-platform-steps", WORKERS);
    private volatile Script script = Script.NONE;

    LifeCycle(StepSender sender, StepPaper paper, FaultSwitches faults, SentRecord sent) {
        this.sender = sender;
        this.paper = paper;
        this.faults = faults;
        this.sent = sent;
    }

    void script(Script other) {
        script = other;
    }

    Script script() {
        return script;
    }

    /** Begins the script for a new case; nothing happens for one that has its plan, or without a script. */
    void start(String caseNo) {
        Script now = script;
        List<JsonNode> wishes = new ArrayList<>();
        now.statuses().forEach(status -> wishes.add(Json.object().put("status", status)));
        if (now.covers(caseNo) && !isPlanned(caseNo)) {
            plan(caseNo, wishes, now.firstMillis(), now.nextMillis());
        }
    }

    /** Plans steps as wished and sends them one after the other. */
    void plan(String caseNo, List<JsonNode> wishes, long firstMillis, long nextMillis) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode wish : wishes) {
            steps.add(paper.write(caseNo, steps.size(), wish));
        }
        keepPlan(caseNo, steps, nextMillis);
        begin(new Line(caseNo, new ConcurrentLinkedDeque<>(steps), nextMillis), firstMillis);
    }

    /** Sends one step now, once, and returns what the hub said. */
    StepSender.Answer command(String caseNo, JsonNode wish) {
        Step step = paper.write(caseNo, wish);
        keepPlan(caseNo, List.of(step), -1);
        boolean signWrongly = faults.take("step-out", caseNo)
                .filter(rule -> rule.fault() == Fault.WRONG_SIGNATURE)
                .isPresent();
        StepSender.Answer answer = sender.send(step, signWrongly);
        sent(step, answer);
        return answer;
    }

    private void sent(Step step, StepSender.Answer answer) {
        if (answer.acknowledged() && step.isStep()) {
            wishes.sent(step);
        }
    }

    /** Answers a wish until the hub has the answer. */
    void answer(String caseNo, String takeBackId, JsonNode wish) {
        Step answer = paper.answer(caseNo, takeBackId, wish);
        keepPlan(caseNo, List.of(answer), 0);
        begin(new Line(caseNo, new ConcurrentLinkedDeque<>(List.of(answer)), 0), wish.path("millis").asLong(0));
    }

    Wishes wishes() {
        return wishes;
    }

    /** A withdrawn case gets no further steps. */
    synchronized void stop(String caseNo) {
        Line line = unfinished.remove(caseNo);
        if (line != null) {
            line.steps.clear();
        }
    }

    synchronized int unfinished() {
        return unfinished.size();
    }

    /** Takes up the plans of an earlier process where it stopped; commands are not repeated. */
    void resume() {
        Map<String, Line> left = new LinkedHashMap<>();
        Map<String, Step> known = new HashMap<>();
        SentRecord.forEach(sent.lines(), entry -> {
            String caseNo = entry.path("caseNo").asText();
            entry.path("steps").forEach(step -> known.put(step.path("stepId").asText(), stepOf(caseNo, step)));
            Step done = known.get(entry.path("stepId").asText());
            if (done != null) {
                sent(done, new StepSender.Answer(entry.path("status").asInt(), ""));
            }
            replay(entry, left);
        });
        left.values().forEach(line -> begin(line, 0));
    }

    private static void replay(JsonNode entry, Map<String, Line> left) {
        String caseNo = entry.path("caseNo").asText();
        if (entry.path("kind").asText().equals("planned")) {
            if (entry.path("nextMillis").asLong() >= 0) {
                Deque<Step> steps = new ConcurrentLinkedDeque<>();
                entry.path("steps").forEach(step -> steps.add(stepOf(caseNo, step)));
                left.put(caseNo, new Line(caseNo, steps, entry.path("nextMillis").asLong()));
            }
            return;
        }
        Line line = left.get(caseNo);
        StepSender.Answer answer = new StepSender.Answer(entry.path("status").asInt(), "");
        if (line != null && (answer.acknowledged() || answer.refused())) {
            line.steps.removeIf(step -> step.stepId().equals(entry.path("stepId").asText()));
        }
    }

    private static Step stepOf(String caseNo, JsonNode step) {
        String body = step.path("body").asText();
        return new Step(step.path("stepId").asText(), caseNo, step.path("target").asText(Step.STEPS),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private void keepPlan(String caseNo, List<Step> steps, long nextMillis) {
        ObjectNode entry = Json.object().put("kind", "planned").put("caseNo", caseNo).put("nextMillis", nextMillis);
        ArrayNode planned = entry.putArray("steps");
        for (Step step : steps) {
            String body = new String(step.body(), StandardCharsets.UTF_8);
            planned.addObject().put("stepId", step.stepId()).put("target", step.target()).put("body", body);
        }
        sent.append(entry);
    }

    private synchronized boolean isPlanned(String caseNo) {
        return planned.contains(caseNo);
    }

    private synchronized void begin(Line line, long firstMillis) {
        planned.add(line.caseNo);
        unfinished.put(line.caseNo, line);
        schedule(line, firstMillis);
    }

    private void schedule(Line line, long millis) {
        workers.schedule(() -> advance(line), millis, TimeUnit.MILLISECONDS);
    }

    private void advance(Line line) {
        Step step = line.steps.peek();
        if (step == null) {
            stop(line.caseNo);
            return;
        }
        Optional<Fault> fault = faults.take("step-out", line.caseNo).map(rule -> rule.fault());
        StepSender.Answer answer = sender.send(step, fault.equals(Optional.of(Fault.WRONG_SIGNATURE)));
        if (fault.equals(Optional.of(Fault.DUPLICATE))) {
            sender.send(step, false);
        }
        if (answer.acknowledged() || answer.refused()) {
            sent(step, answer);
            line.steps.remove(step);
            line.failures = 0;
            schedule(line, line.nextMillis);
        } else {
            line.failures++;
            schedule(line, Math.min(LONGEST_PAUSE, 100L << Math.min(6, line.failures)));
        }
    }

    /** The steps of one case that are not acknowledged yet; worked on by one thread at a time. */
    private static final class Line {
        private final String caseNo;
        private final Deque<Step> steps;
        private final long nextMillis;
        private int failures;

        Line(String caseNo, Deque<Step> steps, long nextMillis) {
            this.caseNo = caseNo;
            this.steps = steps;
            this.nextMillis = nextMillis;
        }
    }
}
