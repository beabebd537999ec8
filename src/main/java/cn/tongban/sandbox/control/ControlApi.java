package cn.tongban.sandbox.control;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.record.JsonLines;
import cn.tongban.sandbox.wire.Reply;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireHandler;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The control interface: {@code GET /_sandbox/health} and, below {@code /_sandbox/<system>/}, {@code requests},
 * {@code requests/count}, {@code sent}, {@code faults}, {@code grab} and the simulator's own commands.
 */
public final class ControlApi implements WireHandler {
    private static final String ROOT = "/_sandbox/";
    private static final int PAGE = 1000;

    private final Map<String, Simulator> simulators = new LinkedHashMap<>();
    private final ConnectionGrabber grabber;

    public ControlApi(List<Simulator> simulators, URI hub) {
        simulators.forEach(simulator -> this.simulators.put(simulator.system(), simulator));
        this.grabber = new ConnectionGrabber(hub);
    }

    @Override
    public Reply handle(WireRequest request) {
        try {
            return Reply.of(answer(request));
        } catch (IllegalArgumentException e) {
            return Reply.of(problem(400, String.valueOf(e.getMessage())));
        }
    }

    private WireAnswer answer(WireRequest request) {
        String path = request.path();
        if (path.equals(ROOT + "health")) {
            return health();
        }
        String[] parts = path.startsWith(ROOT) ? path.substring(ROOT.length()).split("/", 2) : new String[0];
        Simulator simulator = parts.length == 2 ? simulators.get(parts[0]) : null;
        if (simulator == null) {
            return problem(404, "no such system; there are " + simulators.keySet());
        }
        return common(simulator, parts[1], request)
                .or(() -> simulator.commands().obey(request.method(), parts[1], Json.read(request.body())))
                .orElseGet(() -> problem(404, "no such command"));
    }

    private Optional<WireAnswer> common(Simulator simulator, String path, WireRequest request) {
        return switch (request.method() + ' ' + path) {
            case "GET requests" -> Optional.of(lines(simulator.received().lines(), request));
            case "GET requests/count" -> Optional.of(count(simulator.received().lines()));
            case "GET sent" -> Optional.of(lines(simulator.sent().lines(), request));
            case "GET sent/count" -> Optional.of(count(simulator.sent().lines()));
            case "GET faults" -> Optional.of(faults(simulator));
            case "PUT faults" -> Optional.of(setFaults(simulator, Json.read(request.body())));
            case "DELETE faults" -> Optional.of(setFaults(simulator, Json.object()));
            case "POST grab" -> Optional.of(held(grabber.grab(Json.read(request.body()).path("connections").asInt(100))));
            case "DELETE grab" -> Optional.of(held(grabber.release()));
            default -> Optional.empty();
        };
    }

    private WireAnswer health() {
        ObjectNode body = Json.object().put("status", "UP");
        for (Simulator simulator : simulators.values()) {
            body.withObject("/systems")
                    .putObject(simulator.system())
                    .put("up", simulator.server().isUp())
                    .put("port", simulator.server().port())
                    .put("connections", simulator.server().openConnections())
                    .put("requests", simulator.received().lines().count());
        }
        return json(body);
    }

    /** JSON lines with numbers above {@code after}, at most {@code limit}: the n-th line of the answer is after + n. */
    private static WireAnswer lines(JsonLines lines, WireRequest request) {
        long after = Long.parseLong(request.query("after", "0"));
        int limit = Math.min(PAGE, Integer.parseInt(request.query("limit", "200")));
        WireAnswer answer = WireAnswer.text(200, "application/jsonl; charset=utf-8", "");
        return new WireAnswer(200, answer.headers(), lines.read(after, limit));
    }

    private static WireAnswer count(JsonLines lines) {
        return json(Json.object().put("count", lines.count()));
    }

    private static WireAnswer faults(Simulator simulator) {
        ObjectNode body = Json.object().put("down", !simulator.server().isUp());
        body.set("rules", simulator.faults().state());
        return json(body);
    }

    /** {@code {"down": true}} closes the listener; {@code rules} replace those before. {@code {"drop": true}} cuts what is open, held answers among it. */
    private static WireAnswer setFaults(Simulator simulator, JsonNode wished) {
        simulator.faults().replace(wished.path("rules"));
        if (wished.path("down").asBoolean(false)) {
            simulator.server().down();
        } else {
            simulator.server().up();
        }
        if (wished.path("drop").asBoolean(false)) {
            simulator.server().dropConnections();
        }
        return faults(simulator);
    }

    private static WireAnswer held(int connections) {
        return json(Json.object().put("connections", connections));
    }

    private static WireAnswer json(JsonNode body) {
        return WireAnswer.json(200, Json.write(body));
    }

    private static WireAnswer problem(int status, String detail) {
        return WireAnswer.json(status, Json.write(Json.object().put("status", status).put("detail", detail)));
    }
}
