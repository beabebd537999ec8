package cn.tongban.sandbox.provincearchive;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Settings;
import cn.tongban.sandbox.control.Commands;
import cn.tongban.sandbox.control.Simulator;
import cn.tongban.sandbox.crypto.Sm2Key;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.fault.FaultyDoor;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireFile;
import cn.tongban.sandbox.wire.WireServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The provincial archive put together. Commands: {@code GET cases}, {@code GET cases/<caseNo>} (its rows, opened, and its
 * files), {@code POST rejections} ({@code projectNo}, {@code table}, {@code rowGuid} or the newest, {@code errType},
 * {@code remark}), {@code POST rejections/again} (the newest once more), {@code PUT required} ({@code table},
 * {@code fields}: what is missing is rejected after the fact), {@code POST tokens/forget}, {@code PUT tokens}
 * ({@code given}: whether any are given out), {@code GET tokens}.
 */
public final class ArchiveSimulator implements Commands {
    /** The system's name: its connector, its path, its folder. */
    public static final String SYSTEM = "province-archive";

    private final Envelope envelope;
    private final Tokens tokens;
    private final ArchiveBook book = new ArchiveBook();
    private final FileBook files = new FileBook();
    private final Rejections rejections;
    private final Simulator simulator;

    public ArchiveSimulator(Settings settings, Clock clock) {
        Path folder = settings.dataOf(SYSTEM);
        Settings.Archive archive = settings.archive();
        RawRecord received = new RawRecord(folder.resolve("requests.jsonl"), clock);
        SentRecord told = new SentRecord(folder.resolve("sent.jsonl"), clock);
        FaultSwitches faults = new FaultSwitches();
        this.envelope = new Envelope(new Sm2Key(archive.privateKey()), archive.appMark(), archive.appWord(), clock);
        this.tokens = new Tokens(clock);
        SentRecord.forEach(received.lines(), this::restore);
        this.rejections = new Rejections(book, told, clock);
        FaultyDoor door = new FaultyDoor(new Archive(envelope, tokens, book, rejections, new Uploads(files, book)), faults, received);
        WireServer server = new WireServer(SYSTEM, settings.host(), settings.port(SYSTEM, 8096), door);
        this.simulator = new Simulator(SYSTEM, server, faults, received, told, this);
    }

    public Simulator simulator() {
        return simulator;
    }

    /** The record keeps requests sealed, as they came. */
    private void restore(JsonNode entry) {
        String receiptNo = entry.path("receiptNo").asText("");
        Optional<Part> part = Part.ofPath(entry.path("operation").asText());
        byte[] body = entry.path("body").asText().getBytes(StandardCharsets.UTF_8);
        if (!receiptNo.isEmpty() && part.isPresent()) {
            book.put(part.get(), envelope.open(body).row(), receiptNo);
        } else if (!receiptNo.isEmpty() && entry.has("file")) {
            JsonNode file = entry.path("file");
            files.put(envelope.open(body).row(), new WireFile(file.path("size").asLong(), file.path("sha256").asText(),
                    file.path("sm3").asText()), receiptNo);
        }
    }

    @Override
    public Optional<WireAnswer> obey(String method, String path, JsonNode body) {
        if (method.equals("GET") && path.startsWith("cases/")) {
            return Optional.of(json(rows(path.substring("cases/".length()))));
        }
        return switch (method + ' ' + path) {
            case "GET cases" -> Optional.of(json(cases()));
            case "POST rejections" -> Optional.of(reject(body));
            case "POST rejections/again" -> Optional.of(json(Json.object().put("told", rejections.again())));
            case "PUT required" -> Optional.of(require(body));
            case "POST tokens/forget" -> {
                tokens.forget();
                yield Optional.of(json(body));
            }
            case "PUT tokens" -> {
                tokens.give(body.path("given").asBoolean());
                yield Optional.of(json(body));
            }
            case "GET tokens" -> Optional.of(json(Json.object().put("given", tokens.count())));
            default -> Optional.empty();
        };
    }

    private ObjectNode cases() {
        ObjectNode answer = Json.object();
        ArrayNode all = answer.putArray("cases");
        book.cases().forEach(all::add);
        return answer;
    }

    private ObjectNode rows(String caseNo) {
        ObjectNode answer = Json.object();
        ArrayNode all = answer.putArray("rows");
        book.of(caseNo).forEach(filed -> all.addObject().put("part", filed.part().name())
                .put("receiptNo", filed.receiptNo()).put("rejected", filed.rejected()).set("row", filed.row()));
        ArrayNode uploaded = answer.putArray("files");
        files.of(caseNo).forEach(file -> uploaded.addObject().put("fileNo", file.fileNo()).put("fileId", file.fileId())
                .put("name", file.name()).put("size", file.size()).put("sm3", file.sm3()));
        return answer;
    }

    private WireAnswer reject(JsonNode wish) {
        boolean done = Part.ofTable(wish.path("table").asText()).map(part -> rejections.reject(
                wish.path("projectNo").asText(), part, wish.path("rowGuid").asText(""),
                wish.path("errType").asText("必填项为空"), wish.path("remark").asText(""))).orElse(false);
        return done ? json(wish) : WireAnswer.json(404, Json.write(Json.object().put("detail", "no such row")));
    }

    private WireAnswer require(JsonNode wish) {
        List<String> fields = new ArrayList<>();
        wish.path("fields").forEach(field -> fields.add(field.asText()));
        Part.ofTable(wish.path("table").asText()).ifPresent(part -> rejections.require(part, fields));
        return json(wish);
    }

    private static WireAnswer json(JsonNode body) {
        return WireAnswer.json(200, Json.write(body));
    }
}
