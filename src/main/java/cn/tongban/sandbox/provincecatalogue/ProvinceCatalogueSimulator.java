package cn.tongban.sandbox.provincecatalogue;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Settings;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The province's catalogue put together: door, book and commands. */
public final class ProvinceCatalogueSimulator implements Commands {
    /** The system's name: its connector, its path, its folder. */
    public static final String SYSTEM = "province-catalogue";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private final ItemBook book;
    private final Clock clock;
    private final Simulator simulator;

    public ProvinceCatalogueSimulator(Settings settings, Clock clock) {
        this.clock = clock;
        Path folder = settings.dataOf(SYSTEM);
        RawRecord received = new RawRecord(folder.resolve("requests.jsonl"), clock);
        SentRecord sent = new SentRecord(folder.resolve("sent.jsonl"), clock);
        FaultSwitches faults = new FaultSwitches();
        this.book = new ItemBook(folder.resolve("changes.jsonl"));
        CitySignature theirs = new CitySignature(settings.provinceCatalogueKey());
        FaultyDoor door = new FaultyDoor(new ProvinceCatalogue(theirs, book, clock), faults, received);
        WireServer server = new WireServer(SYSTEM, settings.host(), settings.port(SYSTEM, 8097), door);
        this.simulator = new Simulator(SYSTEM, server, faults, received, sent, this);
    }

    public Simulator simulator() {
        return simulator;
    }

    @Override
    public Optional<WireAnswer> obey(String method, String path, JsonNode body) {
        String[] parts = path.split("/");
        if (!parts[0].equals("items") || parts.length > 2) {
            return Optional.empty();
        }
        String taskCode = parts.length == 2 ? parts[1] : "";
        return switch (method) {
            case "GET" -> Optional.of(parts.length == 2 ? one(taskCode) : list());
            case "POST" -> Optional.of(parts.length == 2 ? change(taskCode, body, true) : publish(body));
            case "PUT" -> Optional.of(change(taskCode, body, false));
            case "DELETE" -> Optional.of(json(Json.object().put("removed", book.remove(taskCode))));
            default -> Optional.empty();
        };
    }

    private WireAnswer list() {
        return json(Json.object().put("count", book.list().size()));
    }

    private WireAnswer one(String taskCode) {
        return book.find(taskCode).map(ProvinceCatalogueSimulator::json).orElseGet(ProvinceCatalogueSimulator::unknown);
    }

    /** {@code POST items}: publishes {@code {"items": [...]}}, or one item, as it stands. */
    private WireAnswer publish(JsonNode body) {
        JsonNode items = body.path("items").isArray() ? body.path("items") : Json.object().putArray("items").add(body);
        items.forEach(item -> book.publish((ObjectNode) item, true));
        return json(Json.object().put("published", items.size()));
    }

    /**
     * {@code POST items/{taskCode}} publishes the next version with these fields; {@code PUT items/{taskCode}} changes them
     * under the same version and tells nobody.
     */
    private WireAnswer change(String taskCode, JsonNode fields, boolean told) {
        Optional<ObjectNode> known = book.find(taskCode);
        if (known.isEmpty()) {
            return unknown();
        }
        ObjectNode item = known.get();
        item.put("taskVersion", item.path("taskVersion").asInt() + (told ? 1 : 0));
        item.put("changeTime", TIME.format(LocalDateTime.now(clock.withZone(ZONE))));
        fields.properties().forEach(field -> item.set(field.getKey(), field.getValue()));
        return json(book.publish(item, told));
    }

    private static WireAnswer unknown() {
        return WireAnswer.json(404, Json.write(Json.object().put("detail", "no such item")));
    }

    private static WireAnswer json(JsonNode body) {
        return WireAnswer.json(200, Json.write(body));
    }
}
