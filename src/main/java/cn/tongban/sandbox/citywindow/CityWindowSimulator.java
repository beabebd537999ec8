package cn.tongban.sandbox.citywindow;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Settings;
import cn.tongban.sandbox.control.Commands;
import cn.tongban.sandbox.control.Simulator;
import cn.tongban.sandbox.crypto.HubSignature;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.fault.FaultyDoor;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** The desk put together: call-back door, and a desk that hands in cases on command or as light traffic. */
public final class CityWindowSimulator implements Commands {
    /** The system's name: its connector, its path, its folder. */
    public static final String SYSTEM = "city-window";

    private final Desk desk;
    private final DeskTraffic traffic;
    private final Simulator simulator;

    public CityWindowSimulator(Settings settings, Clock clock) {
        Path folder = settings.dataOf(SYSTEM);
        RawRecord received = new RawRecord(folder.resolve("requests.jsonl"), clock);
        SentRecord sent = new SentRecord(folder.resolve("sent.jsonl"), clock);
        FaultSwitches faults = new FaultSwitches();
        CityWindow window =
                new CityWindow(new HubSignature("tongban-hub", settings.secret(SYSTEM, "callback-key")), clock);
        FaultyDoor door = new FaultyDoor(window, faults, received);
        WireServer server = new WireServer(SYSTEM, settings.host(), settings.port(SYSTEM, 8091), door);
        this.desk = new Desk(settings.hub(), settings.secret(SYSTEM, "door-key"), sent, clock);
        this.traffic = new DeskTraffic(desk);
        this.simulator = new Simulator(SYSTEM, server, faults, received, sent, this);
        SentRecord.forEach(received.lines(), entry -> restore(window, entry));
    }

    public Simulator simulator() {
        return simulator;
    }

    @Override
    public Optional<WireAnswer> obey(String method, String path, JsonNode body) {
        String[] parts = path.split("/");
        if (parts.length == 3 && parts[0].equals("cases") && parts[2].equals("withdrawals")) {
            return Optional.of(desk.withdraw(parts[1], body.path("reason").asText("申请人撤回")));
        }
        if (parts.length == 3 && parts[0].equals("cases") && parts[2].equals("materials")) {
            return Optional.of(desk.upload(parts[1], body));
        }
        if (parts.length == 3 && parts[0].equals("cases") && parts[2].equals("take-backs")) {
            return Optional.of(desk.takeBack(parts[1], body));
        }
        if (parts.length == 2 && parts[0].equals("cases") && method.equals("GET")) {
            return Optional.of(desk.query(parts[1]));
        }
        return switch (method + ' ' + path) {
            case "POST cases" -> Optional.of(desk.submit(body));
            case "POST traffic" -> Optional.of(startTraffic(body));
            case "GET traffic" -> Optional.of(traffic());
            case "DELETE traffic" -> Optional.of(stopTraffic());
            default -> Optional.empty();
        };
    }

    private WireAnswer startTraffic(JsonNode body) {
        traffic.start(body.path("perSecond").asInt(1), body.path("first").asLong(0));
        return traffic();
    }

    private WireAnswer stopTraffic() {
        traffic.stop();
        return traffic();
    }

    private WireAnswer traffic() {
        return WireAnswer.json(
                200,
                Json.write(Json.object()
                        .put("running", traffic.isRunning())
                        .put("sent", traffic.sent())
                        .put("acknowledged", traffic.acknowledged())));
    }

    private static void restore(CityWindow window, JsonNode entry) {
        if (Set.of("applied", "told").contains(entry.path("effect").asText())) {
            byte[] body = entry.path("body").asText().getBytes(StandardCharsets.UTF_8);
            window.restore(entry.path("key").asText(), body);
        }
    }
}
