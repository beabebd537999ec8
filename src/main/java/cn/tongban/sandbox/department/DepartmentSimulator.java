package cn.tongban.sandbox.department;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Settings;
import cn.tongban.sandbox.control.Commands;
import cn.tongban.sandbox.control.Simulator;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.Listener;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two bureaus at the hub's broker. Absent is {@code PUT faults {"down": true}}. Commands: {@code PUT script}
 * ({@code statuses}, {@code takeBack}), {@code POST cases/<caseNo>/steps} ({@code status}, {@code form}, {@code party},
 * {@code key}, {@code set}), {@code POST cases/<caseNo>/take-backs} ({@code takeBackId}, {@code answer}).
 */
public final class DepartmentSimulator implements Commands, Listener {
    /** The system's name: its connector, its folder. */
    public static final String SYSTEM = "department";

    private static final List<String> PARTIES = List.of("market-bureau", "construction-bureau");

    private final Book book;
    private final Papers papers;
    private final List<Bureau> bureaus;
    private final Simulator simulator;
    private final AtomicLong commanded;
    private volatile boolean up;

    public DepartmentSimulator(Settings settings, String url, Clock clock) {
        Path folder = settings.dataOf(SYSTEM);
        RawRecord received = new RawRecord(folder.resolve("requests.jsonl"), clock);
        SentRecord sent = new SentRecord(folder.resolve("sent.jsonl"), clock);
        FaultSwitches faults = new FaultSwitches();
        this.book = new Book(received, sent);
        this.papers = new Papers(clock);
        this.bureaus = PARTIES.stream()
                .map(party -> new Bureau(party, url, settings.secret(SYSTEM, party + "-password"), book, faults, papers))
                .toList();
        this.commanded = new AtomicLong(sent.lines().count());
        this.simulator = new Simulator(SYSTEM, this, faults, received, sent, this);
    }

    public Simulator simulator() {
        return simulator;
    }

    @Override
    public Optional<WireAnswer> obey(String method, String path, JsonNode body) {
        String[] parts = path.split("/");
        if (parts.length == 3 && parts[0].equals("cases") && parts[2].equals("steps")) {
            String key = body.path("key").asText("C" + commanded.incrementAndGet());
            JsonNode step = papers.step(key, parts[1], body.path("status").asText("claimed"), body.path("set"));
            return put(parts[1], body, "step", key, step);
        }
        if (parts.length == 3 && parts[0].equals("cases") && parts[2].equals("take-backs")) {
            String wish = body.path("takeBackId").asText();
            return put(parts[1], body, "take-back", wish + "-answer",
                    papers.answer(parts[1], wish, body.path("answer").asText("yes")));
        }
        if (path.equals("script")) {
            if (method.equals("PUT")) {
                book.script(Script.from(body));
            }
            return Optional.of(WireAnswer.json(200, Json.write(book.script().toJson())));
        }
        return Optional.empty();
    }

    /** By the bureau that has the case, unless another one is named. */
    private Optional<WireAnswer> put(String caseNo, JsonNode wish, String type, String key, JsonNode message) {
        String party = wish.path("party").asText(book.partyOf(caseNo).orElse(PARTIES.get(0)));
        return bureaus.stream().filter(bureau -> bureau.party().equals(party)).findFirst().map(bureau ->
                WireAnswer.json(200, bureau.putNow(wish.path("form").asText("text"), type, key, message).json()));
    }

    @Override
    public void up() {
        up = true;
        bureaus.forEach(Bureau::up);
    }

    @Override
    public void down() {
        up = false;
        bureaus.forEach(Bureau::down);
    }

    @Override
    public boolean isUp() {
        return up;
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public int openConnections() {
        return (int) bureaus.stream().filter(Bureau::isConnected).count();
    }

    @Override
    public void dropConnections() {
        if (up) {
            down();
            up();
        }
    }
}
