package cn.tongban.sandbox.districtplatform;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Settings;
import cn.tongban.sandbox.Workers;
import cn.tongban.sandbox.control.Commands;
import cn.tongban.sandbox.control.Simulator;
import cn.tongban.sandbox.crypto.CitySignature;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.fault.FaultyDoor;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** The district platform put together: door, book, life cycle, exchange tables and commands. */
public final class DistrictPlatformSimulator implements Commands {
    /** The system's name: its connector, its path, its folder. */
    public static final String SYSTEM = "district-platform";

    private static final int WORKERS = 4;

    private final CaseBook book;
    private final LifeCycle lifeCycle;
    private final Exchange exchange;
    private final Simulator simulator;

    public DistrictPlatformSimulator(Settings settings, Clock clock) {
        Path folder = settings.dataOf(SYSTEM);
        RawRecord received = new RawRecord(folder.resolve("requests.jsonl"), clock);
        SentRecord sent = new SentRecord(folder.resolve("sent.jsonl"), clock);
        FaultSwitches faults = new FaultSwitches();
        ScheduledExecutorService workers = Workers.named(SYSTEM + "-rows", WORKERS);
        this.book = new CaseBook(clock);
        this.exchange = new Exchange(tables(settings.exchange(), clock), faults, sent, workers, clock);
        this.lifeCycle = new LifeCycle(exchange, new RowPaper(clock), book, sent, workers);
        CitySignature signature = new CitySignature(settings.secret(SYSTEM, "sign-key"));
        FaultyDoor door = new FaultyDoor(new DistrictPlatform(signature, book, lifeCycle, clock), faults, received);
        WireServer server = new WireServer(SYSTEM, settings.host(), settings.port(SYSTEM, 8093), door);
        this.simulator = new Simulator(SYSTEM, server, faults, received, sent, this);
        SentRecord.forEach(received.lines(), this::restore);
        exchange.open();
        lifeCycle.resume();
        lifeCycle.script(scripted(settings.districtScript()));
    }

    public Simulator simulator() {
        return simulator;
    }

    @Override
    public Optional<WireAnswer> obey(String method, String path, JsonNode body) {
        String[] parts = path.split("/");
        if (parts.length == 3 && parts[0].equals("cases") && method.equals("POST")) {
            return onCase(parts[1], parts[2], body);
        }
        return switch (method + ' ' + path) {
            case "GET script" -> Optional.of(json(lifeCycle.script().toJson()));
            case "PUT script" -> Optional.of(script(body));
            case "PUT repeats" -> Optional.of(repeats(body));
            case "GET unfinished" -> Optional.of(json(Json.object().put("unfinished", lifeCycle.unfinished())));
            default -> Optional.empty();
        };
    }

    /**
     * {@code rows}: {@code rows}, each with {@code step} or {@code table} and columns, in order; {@code claim}: somebody
     * works on it; {@code take-back-answer}: {@code granted}, by a row.
     */
    private Optional<WireAnswer> onCase(String caseNo, String command, JsonNode body) {
        List<JsonNode> wishes = new ArrayList<>();
        switch (command) {
            case "rows" -> body.path("rows").forEach(wishes::add);
            case "claim" -> wishes.add(Json.object().put("step", "claim"));
            case "take-back-answer" ->
                wishes.add(Json.object()
                        .put("step", body.path("granted").asBoolean() ? "given-back" : "not-given-back")
                        .put("remark", book.wish(caseNo)));
            default -> {
                return Optional.empty();
            }
        }
        List<Row> rows = lifeCycle.plan(
                caseNo, wishes, body.path("firstMillis").asLong(0), body.path("nextMillis").asLong(0));
        ObjectNode answer = Json.object().put("planned", rows.size()).put("tables", exchange.isOpen());
        rows.forEach(row -> answer.withArray("rowGuids").add(row.guid()));
        return Optional.of(json(answer));
    }

    private WireAnswer script(JsonNode body) {
        lifeCycle.script(Script.from(body));
        return json(lifeCycle.script().toJson());
    }

    private WireAnswer repeats(JsonNode body) {
        book.recogniseRepeats(body.path("recognised").asBoolean());
        return json(body);
    }

    private void restore(JsonNode entry) {
        String number = entry.path("receiptNo").asText("");
        String caseNo = entry.path("caseNo").asText();
        if (number.isEmpty()) {
            return;
        }
        String operation = entry.path("operation").asText();
        String answer = entry.path("effect").asText().equals("asked") ? "1" : "0";
        book.restore(caseNo, new Taken(
                entry.path("key").asText(), operation, number, entry.path("at").asText(), answer));
        JsonNode document = Json.read(entry.path("body").asText().getBytes(StandardCharsets.UTF_8));
        if (operation.equals("submit")) {
            lifeCycle.know(caseNo, document);
        } else if (answer.equals("1")) {
            book.asked(caseNo, document.path("takeBackId").asText());
        }
    }

    private static Optional<ExchangeRepository> tables(Settings.Exchange exchange, Clock clock) {
        return exchange.url().isEmpty()
                ? Optional.empty()
                : Optional.of(new ExchangeRepository(
                        exchange.url(), exchange.user(), exchange.password(), clock));
    }

    private static Script scripted(String steps) {
        return steps.isEmpty() ? Script.NONE : new Script(List.of(steps.split(",")), 500, 200, 1);
    }

    private static WireAnswer json(JsonNode body) {
        return WireAnswer.json(200, Json.write(body));
    }
}
