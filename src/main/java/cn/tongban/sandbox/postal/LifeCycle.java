package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.Workers;
import cn.tongban.sandbox.fault.Fault;
import cn.tongban.sandbox.fault.FaultRule;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.record.SentRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets things happen to parcels in order and tells of each until it is taken or given up; the next one follows then. A plan
 * is in the record before its first event leaves, so a killed courier goes on where it was.
 */
final class LifeCycle {
    private static final int WORKERS = 4;

    private final Pusher pusher;
    private final EventPaper paper;
    private final ParcelBook book;
    private final FaultSwitches faults;
    private final SentRecord sent;
    private final Map<String, Line> unfinished = new HashMap<>();
    private final ScheduledExecutorService workers = Workers.named("postal-ems-events", WORKERS);
    private volatile Script script = Script.NONE;
    private int givenUp;

    LifeCycle(Pusher pusher, EventPaper paper, ParcelBook book, FaultSwitches faults, SentRecord sent) {
        this.pusher = pusher;
        this.paper = paper;
        this.book = book;
        this.faults = faults;
        this.sent = sent;
    }

    void script(Script other) {
        script = other;
    }

    Script script() {
        return script;
    }

    /** Begins the life of a new parcel; nothing happens without a script. */
    void start(Parcel parcel) {
        Script now = script;
        List<String> wishes = now.eventsFor(parcel.orderNo());
        if (!wishes.isEmpty()) {
            plan(parcel, wishes, now.firstMillis(), now.nextMillis());
        }
    }

    /** Plans events, behind what is left of an earlier plan for the parcel. */
    List<Event> plan(Parcel parcel, List<String> wishes, long firstMillis, long nextMillis) {
        List<Event> events = wishes.stream().map(wish -> paper.write(parcel, wish, script.minutes())).toList();
        keep(parcel, events, nextMillis);
        begin(parcel.waybillNo(), events, firstMillis, nextMillis);
        return events;
    }

    /** Tells of one event now, once, and returns what the customer said. */
    Pusher.Answer command(Event event) {
        keep(new Parcel(event.waybillNo(), event.orderNo(), ""), List.of(event), -1);
        book.happened(event);
        return tell(event);
    }

    /** Nothing more happens to a parcel that was cancelled, but that it was. */
    void stop(Parcel parcel) {
        synchronized (this) {
            Line line = unfinished.get(parcel.waybillNo());
            if (line != null) {
                line.events.clear();
            }
        }
        sent.append(Json.object()
                .put("kind", "stopped").put("waybillNo", parcel.waybillNo()).put("caseNo", parcel.orderNo()));
        plan(parcel, List.of("801"), 0, 0);
    }

    synchronized ObjectNode unfinished() {
        int events = unfinished.values().stream().mapToInt(line -> line.events.size()).sum();
        return Json.object().put("unfinished", unfinished.size()).put("events", events).put("givenUp", givenUp);
    }

    /** Takes up the plans of an earlier process where it stopped; commands are not repeated. */
    void resume() {
        Map<String, Line> left = new LinkedHashMap<>();
        Map<String, Event> known = new HashMap<>();
        SentRecord.forEach(sent.lines(), entry -> {
            String waybillNo = entry.path("waybillNo").asText();
            List<Event> events = eventsIn(entry);
            events.forEach(event -> {
                known.put(event.serialNo(), event);
                paper.known(event);
            });
            Optional.ofNullable(known.get(entry.path("serialNo").asText())).ifPresent(book::happened);
            Line line = left.computeIfAbsent(waybillNo, no -> new Line(no, entry.path("nextMillis").asLong(0)));
            line.replay(entry, events);
        });
        left.values().stream().filter(line -> !line.events.isEmpty())
                .forEach(line -> begin(line.waybillNo, List.copyOf(line.events), 0, line.nextMillis));
    }

    private static List<Event> eventsIn(JsonNode entry) {
        List<Event> events = new ArrayList<>();
        entry.path("events").forEach(event ->
                events.add(Event.from(entry.path("waybillNo").asText(), entry.path("caseNo").asText(), event)));
        return events;
    }

    private void keep(Parcel parcel, List<Event> events, long nextMillis) {
        ObjectNode entry = Json.object().put("kind", "planned").put("waybillNo", parcel.waybillNo());
        ArrayNode planned = entry.put("caseNo", parcel.orderNo()).put("nextMillis", nextMillis).putArray("events");
        events.forEach(event -> planned.add(event.toJson()));
        sent.append(entry);
    }

    private synchronized void begin(String waybillNo, List<Event> events, long firstMillis, long nextMillis) {
        Line line = unfinished.get(waybillNo);
        if (line == null) {
            line = new Line(waybillNo, nextMillis);
            unfinished.put(waybillNo, line);
            schedule(line, firstMillis);
        }
        line.events.addAll(events);
    }

    private void schedule(Line line, long millis) {
        workers.schedule(() -> advance(line), millis, TimeUnit.MILLISECONDS);
    }

    private void advance(Line line) {
        Event event;
        synchronized (this) {
            event = line.events.peek();
            if (event == null) {
                unfinished.remove(line.waybillNo);
                return;
            }
        }
        book.happened(event);
        boolean taken = tell(event).taken();
        boolean over = taken || line.failures + 1 >= script.attempts();
        if (over && !taken) {
            sent.append(Json.object().put("kind", "given-up").put("serialNo", event.serialNo())
                    .put("waybillNo", event.waybillNo()).put("caseNo", event.orderNo()));
        }
        synchronized (this) {
            givenUp += over && !taken ? 1 : 0;
            line.failures = over ? 0 : line.failures + 1;
            if (over) {
                line.events.remove(event);
            }
        }
        schedule(line, over ? line.nextMillis : script.pauseAfter(line.failures));
    }

    private Pusher.Answer tell(Event event) {
        Optional<Fault> fault = faults.take("step-out", event.orderNo()).map(FaultRule::fault);
        Pusher.Answer answer = pusher.push(event, fault);
        return fault.equals(Optional.of(Fault.DUPLICATE)) ? pusher.push(event, fault) : answer;
    }
}
