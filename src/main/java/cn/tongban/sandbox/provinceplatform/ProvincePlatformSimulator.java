package cn.tongban.sandbox.provinceplatform;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Settings;
import cn.tongban.sandbox.control.Commands;
import cn.tongban.sandbox.control.Simulator;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.fault.FaultyDoor;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.ClientPool;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The provincial platform put together. Commands: {@code POST todo} (a case that waits: {@code projId}, {@code version},
 * {@code taskCode}, {@code serviceCode}, {@code name}, {@code papers} with {@code id}, {@code name}, {@code content} in
 * Base64 and perhaps {@code sm3}), {@code GET todo}, {@code PUT tickets} (none is good any more),
 * {@code POST refusals} (of {@code projId} nothing is taken, with {@code whole} nor the list in which it comes),
 * {@code DELETE refusals}, {@code GET cases/<projId>} (steps, versions and materials that the hub told), {@code POST cases/<projId>/recalls} ({@code recallId},
 * {@code time}, {@code reason}, {@code wrongly}, {@code form}).
 */
public final class ProvincePlatformSimulator implements Commands {
    /** The system's name: its connector, its path, its folder. */
    public static final String SYSTEM = "province-platform";

    private static final String SYS_CODE = "HZJKQ";

    private final TicketOffice tickets;
    private final TodoList todo = new TodoList();
    private final ReportBook reports = new ReportBook();
    private final Recaller recaller;
    private final Simulator simulator;

    public ProvincePlatformSimulator(Settings settings, Clock clock) {
        Path folder = settings.dataOf(SYSTEM);
        RawRecord received = new RawRecord(folder.resolve("requests.jsonl"), clock);
        SentRecord sent = new SentRecord(folder.resolve("sent.jsonl"), clock);
        FaultSwitches faults = new FaultSwitches();
        UserToken token = new UserToken(clock);
        this.tickets = new TicketOffice(clock);
        ClientPool hub = new ClientPool(settings.hub(), 2, Duration.ofSeconds(20));
        this.recaller = new Recaller(hub, token, settings.known(SYSTEM, "door-password", "test-door-password"), sent);
        ProvincePlatform party = new ProvincePlatform(token, SYS_CODE,
                settings.known(SYSTEM, "sys-password", "test-sys-password"), tickets, todo, new Reports(reports));
        WireServer server = new WireServer(
                SYSTEM, settings.host(), settings.port(SYSTEM, 8095), new FaultyDoor(party, faults, received));
        this.simulator = new Simulator(SYSTEM, server, faults, received, sent, this);
        SentRecord.forEach(received.lines(), this::restore);
    }

    public Simulator simulator() {
        return simulator;
    }

    private void restore(JsonNode entry) {
        if (entry.path("effect").asText().equals("applied")) {
            reports.restore(new ReportBook.Report(entry.path("key").asText(), entry.path("caseNo").asText(),
                    entry.path("operation").asText(), "", entry.path("receiptNo").asText()));
        }
    }

    @Override
    public Optional<WireAnswer> obey(String method, String path, JsonNode body) {
        String[] parts = path.split("/");
        if (parts.length == 2 && parts[0].equals("cases") && method.equals("GET")) {
            return Optional.of(json(told(parts[1])));
        }
        if (parts.length == 3 && parts[0].equals("cases") && parts[2].equals("recalls") && method.equals("POST")) {
            return Optional.of(json(recaller.recall(parts[1], body.path("recallId").asText("R-1"),
                    body.path("time").asText("2026-03-17 11:00:00"), body.path("reason").asText(),
                    body.path("wrongly").asBoolean(), body.path("form").asText(""))));
        }
        switch (method + ' ' + path) {
            case "POST todo" -> todo.add(new TodoList.Todo(
                    body.path("projId").asText(), body.path("version").asText("1"), CasePaper.of(body)));
            case "PUT tickets" -> tickets.expireAll();
            case "POST refusals" -> reports.refuse(body.path("projId").asText(), body.path("whole").asBoolean());
            case "DELETE refusals" -> reports.refuseNone();
            default -> { }
        }
        return switch (method + ' ' + path) {
            case "POST todo", "GET todo", "PUT tickets", "POST refusals", "DELETE refusals" -> Optional.of(json(waiting()));
            default -> Optional.empty();
        };
    }

    private ObjectNode waiting() {
        ObjectNode state = Json.object().put("waiting", todo.size());
        ObjectNode told = state.putObject("told");
        ObjectNode words = state.putObject("words");
        todo.told().forEach((projId, said) -> {
            told.put(projId, said.status());
            words.put(projId, said.words());
        });
        return state;
    }

    private ObjectNode told(String projId) {
        ObjectNode state = Json.object();
        told(state.putArray("steps"), "state", reports.of(projId, "pushStatus"));
        told(state.putArray("submissions"), "version", reports.of(projId, "submit"));
        told(state.putArray("materials"), "material", reports.of(projId, "material"));
        return state;
    }

    private static void told(ArrayNode all, String name, List<ReportBook.Report> reports) {
        reports.forEach(report -> all.addObject().put("reqId", report.reqId()).put(name, report.what())
                .put("receiptNo", report.receiptNo()));
    }

    private static WireAnswer json(JsonNode body) {
        return WireAnswer.json(200, Json.write(body));
    }
}
