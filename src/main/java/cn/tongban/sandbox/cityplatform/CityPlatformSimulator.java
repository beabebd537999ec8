package cn.tongban.sandbox.cityplatform;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Settings;
import cn.tongban.sandbox.control.Commands;
import cn.tongban.sandbox.control.Simulator;
import cn.tongban.sandbox.crypto.CitySignature;
import cn.tongban.sandbox.crypto.HubSignature;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.fault.FaultyDoor;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.ClientPool;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The city platform put together: door, book, life cycle and commands. */
public final class CityPlatformSimulator implements Commands {
    /** The system's name: its connector, its path, its folder. */
    public static final String SYSTEM = "city-platform";

    private static final int CONNECTIONS = 8;

    private final CaseBook book;
    private final LifeCycle lifeCycle;
    private final Simulator simulator;

    public CityPlatformSimulator(Settings settings, Clock clock) {
        Path folder = settings.dataOf(SYSTEM);
        RawRecord received = new RawRecord(folder.resolve("requests.jsonl"), clock);
        SentRecord sent = new SentRecord(folder.resolve("sent.jsonl"), clock);
        FaultSwitches faults = new FaultSwitches();
        ClientPool hub = new ClientPool(settings.hub(), CONNECTIONS, Duration.ofSeconds(20));
        HubSignature ours = new HubSignature(SYSTEM, settings.secret(SYSTEM, "door-key"));
        StepSender sender = new StepSender(hub, ours, sent, clock);
        this.lifeCycle = new LifeCycle(sender, new StepPaper(clock), faults, sent);
        this.book = new CaseBook(clock);
        CitySignature theirs = new CitySignature(settings.secret(SYSTEM, "sign-key"));
        FaultyDoor door = new FaultyDoor(new CityPlatform(theirs, book, lifeCycle, clock), faults, received);
        WireServer server = new WireServer(SYSTEM, settings.host(), settings.port(SYSTEM, 8090), door);
        this.simulator = new Simulator(SYSTEM, server, faults, received, sent, this);
        restore(received);
        lifeCycle.resume();
        lifeCycle.script(scripted(settings.script()));
    }

    public Simulator simulator() {
        return simulator;
    }

    @Override
    public Optional<WireAnswer> obey(String method, String path, JsonNode body) {
        String[] parts = path.split("/");
        boolean aboutCase = parts.length == 3 && parts[0].equals("cases") && method.equals("POST");
        if (aboutCase && parts[2].equals("steps")) {
            return Optional.of(command(parts[1], body));
        }
        if (aboutCase && parts[2].equals("plan")) {
            return Optional.of(plan(parts[1], body));
        }
        if (aboutCase && parts[2].equals("take-backs")) {
            return Optional.of(giveBack(parts[1], body));
        }
        return switch (method + ' ' + path) {
            case "GET script" -> Optional.of(json(lifeCycle.script().toJson()));
            case "PUT script" -> Optional.of(script(body));
            case "PUT repeats" -> Optional.of(repeats(body));
            case "GET unfinished" -> Optional.of(json(Json.object().put("unfinished", lifeCycle.unfinished())));
            default -> Optional.empty();
        };
    }

    /** {@code POST cases/{caseNo}/steps}: one step now, once; answers what the hub said. */
    private WireAnswer command(String caseNo, JsonNode wish) {
        StepSender.Answer answer = lifeCycle.command(caseNo, wish);
        return json(Json.object().put("status", answer.status()).put("answer", answer.body()));
    }

    /** {@code POST cases/{caseNo}/plan} with {@code steps}: in order, each repeated until the hub has it. */
    private WireAnswer plan(String caseNo, JsonNode body) {
        List<JsonNode> wishes = new ArrayList<>();
        body.path("steps").forEach(wishes::add);
        lifeCycle.plan(caseNo, wishes, body.path("firstMillis").asLong(0), body.path("nextMillis").asLong(0));
        return json(Json.object().put("planned", wishes.size()));
    }

    /**
     * {@code POST cases/{caseNo}/take-backs} with {@code result} 1 or 2: decides the wish that waits, or with
     * {@code takeBackId} speaks of any; repeated until the hub has it.
     */
    private WireAnswer giveBack(String caseNo, JsonNode wish) {
        Optional<Wishes.Wish> waiting = lifeCycle.wishes().decide(caseNo, wish.path("result").asText("1").equals("1"));
        waiting.ifPresent(one -> book.decide(caseNo, one.requestId(), wish.path("result").asText("1")));
        String takeBackId = wish.path("takeBackId").asText(waiting.map(Wishes.Wish::takeBackId).orElse(""));
        if (takeBackId.isEmpty()) {
            return WireAnswer.json(409, Json.write(Json.object().put("detail", "nobody wants the case back")));
        }
        lifeCycle.stop(caseNo);
        lifeCycle.answer(caseNo, takeBackId, wish);
        return json(Json.object().put("takeBackId", takeBackId));
    }

    private WireAnswer script(JsonNode body) {
        lifeCycle.script(Script.from(body));
        return json(lifeCycle.script().toJson());
    }

    private WireAnswer repeats(JsonNode body) {
        book.recogniseRepeats(body.path("recognised").asBoolean());
        return json(body);
    }

    private void restore(RawRecord received) {
        SentRecord.forEach(received.lines(), entry -> {
            String number = entry.path("receiptNo").asText("");
            if (!number.isEmpty()) {
                String time = entry.path("at").asText();
                String takeBack = Json.read(entry.path("answer").asText("").getBytes(StandardCharsets.UTF_8))
                        .path("takeBack").asText("");
                book.restore(
                        entry.path("caseNo").asText(), new Acceptance(entry.path("key").asText(), number, time, takeBack));
            }
        });
    }

    private static Script scripted(String statuses) {
        return statuses.isEmpty() ? Script.NONE : new Script(List.of(statuses.split(",")), 500, 50, 1);
    }

    private static WireAnswer json(JsonNode body) {
        return WireAnswer.json(200, Json.write(body));
    }
}
