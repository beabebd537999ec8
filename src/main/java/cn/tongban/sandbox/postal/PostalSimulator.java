package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Settings;
import cn.tongban.sandbox.control.Commands;
import cn.tongban.sandbox.control.Simulator;
import cn.tongban.sandbox.crypto.PostalEnvelope;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.fault.FaultyDoor;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.ClientPool;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The courier put together: door, book, life cycle and commands. Commands: {@code GET|PUT script}, {@code PUT repeats}
 * ({@code recognised}), {@code PUT numbers} ({@code form}: digits, s10), {@code GET orders}, {@code GET orders/<orderNo>}
 * (what was sent about it, opened), {@code GET unfinished},
 * {@code POST parcels/<waybillNo>/events} ({@code opCode}, {@code signCode}, {@code opTime}) and
 * {@code POST parcels/<waybillNo>/plan} ({@code events}, {@code firstMillis}, {@code nextMillis}).
 */
public final class PostalSimulator implements Commands {
    /** The system's name: its connector, its folder. */
    public static final String SYSTEM = "postal-ems";

    private static final int CONNECTIONS = 4;

    private final WaybillNumbers numbers;
    private final ParcelBook book;
    private final EventPaper paper;
    private final LifeCycle lifeCycle;
    private final Opened opened;
    private final Simulator simulator;

    public PostalSimulator(Settings settings, Clock clock) {
        Path folder = settings.dataOf(SYSTEM);
        Settings.Postal postal = settings.postal();
        RawRecord received = new RawRecord(folder.resolve("requests.jsonl"), clock);
        SentRecord sent = new SentRecord(folder.resolve("sent.jsonl"), clock);
        FaultSwitches faults = new FaultSwitches();
        PostalEnvelope envelope = new PostalEnvelope(postal.signKey());
        Answers answers = new Answers(clock);
        ClientPool customer = new ClientPool(postal.callback(), CONNECTIONS, Duration.ofSeconds(20));
        Pusher pusher = new Pusher(customer, postal.callback().getRawPath(), postal.senderNo(), envelope, sent);
        this.numbers = new WaybillNumbers(postal.numbers());
        this.book = new ParcelBook(numbers);
        this.paper = new EventPaper(answers);
        this.lifeCycle = new LifeCycle(pusher, paper, book, faults, sent);
        QuestionReader reader = new QuestionReader(postal.senderNo(), postal.authorization(), envelope);
        this.opened = new Opened(received, reader);
        PostalDoor party = new PostalDoor(
                reader, new OrderDesk(book, lifeCycle, answers), new LabelDesk(book), book, answers);
        FaultyDoor door = new FaultyDoor(party, faults, received);
        WireServer server = new WireServer(SYSTEM, settings.host(), settings.port(SYSTEM, 8094), door);
        this.simulator = new Simulator(SYSTEM, server, faults, received, sent, this);
        SentRecord.forEach(received.lines(), this::restore);
        lifeCycle.script(Script.of(postal.script()));
        lifeCycle.resume();
    }

    public Simulator simulator() {
        return simulator;
    }

    @Override
    public Optional<WireAnswer> obey(String method, String path, JsonNode body) {
        String[] parts = path.split("/");
        if (parts.length == 3 && parts[0].equals("parcels") && method.equals("POST")) {
            return book.find(parts[1]).flatMap(parcel -> onParcel(parcel, parts[2], body));
        }
        if (parts.length == 2 && parts[0].equals("orders") && method.equals("GET")) {
            return Optional.of(json(Json.object().set("documents", opened.of(parts[1]))));
        }
        switch (method + ' ' + path) {
            case "PUT script" -> lifeCycle.script(Script.from(body));
            case "PUT repeats" -> book.recogniseRepeats(body.path("recognised").asBoolean());
            case "PUT numbers" -> numbers.form(body.path("form").asText());
            default -> { }
        }
        return switch (method + ' ' + path) {
            case "GET script", "PUT script" -> Optional.of(json(lifeCycle.script().toJson()));
            case "PUT repeats", "PUT numbers" -> Optional.of(json(body));
            case "GET orders" -> Optional.of(json(Json.object().set("orders", book.toJson(book.all()))));
            case "GET unfinished" -> Optional.of(json(lifeCycle.unfinished()));
            default -> Optional.empty();
        };
    }

    private Optional<WireAnswer> onParcel(Parcel parcel, String command, JsonNode body) {
        return switch (command) {
            case "events" -> Optional.of(command(parcel, body));
            case "plan" -> Optional.of(plan(parcel, body));
            default -> Optional.empty();
        };
    }

    /** One event now, once; answers what the customer said. */
    private WireAnswer command(Parcel parcel, JsonNode wish) {
        String signCode = wish.path("signCode").asText("");
        String code = wish.path("opCode").asText() + (signCode.isEmpty() ? "" : ":" + signCode);
        Event event = wish.path("opTime").isTextual()
                ? paper.write(parcel, code, wish.path("opTime").asText())
                : paper.write(parcel, code, 0);
        Pusher.Answer answer = lifeCycle.command(event);
        return json(Json.object().put("serialNo", event.serialNo()).put("status", answer.status())
                .put("answer", answer.body()).put("taken", answer.taken()));
    }

    /** In order, each repeated until the customer has it. */
    private WireAnswer plan(Parcel parcel, JsonNode body) {
        List<String> wishes = new ArrayList<>();
        body.path("events").forEach(event -> wishes.add(event.asText()));
        List<Event> planned = lifeCycle.plan(
                parcel, wishes, body.path("firstMillis").asLong(0), body.path("nextMillis").asLong(0));
        ObjectNode answer = Json.object().put("planned", planned.size());
        planned.forEach(event -> answer.withArray("serialNos").add(event.serialNo()));
        return json(answer);
    }

    private void restore(JsonNode entry) {
        String waybillNo = entry.path("receiptNo").asText("");
        String effect = entry.path("effect").asText();
        if (effect.equals("created")) {
            String time = Json.read(entry.path("answer").asText("").getBytes(StandardCharsets.UTF_8))
                    .path("retDate").asText("1900-01-01 00:00:00");
            book.restore(new Parcel(waybillNo, entry.path("caseNo").asText(), time));
        } else if (effect.equals("withdrawn")) {
            book.cancel(waybillNo);
        }
    }

    private static WireAnswer json(JsonNode body) {
        return WireAnswer.json(200, Json.write(body));
    }
}
