package cn.tongban.sandbox.districtplatform;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.record.SentRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What the platform does with its cases: rows in order, the next only after the last is in the tables. A plan is in the
 * record before its first row is written, so a killed platform goes on where it was.
 */
final class LifeCycle {
    private static final long AGAIN_MILLIS = 500;

    private final Exchange exchange;
    private final RowPaper paper;
    private final CaseBook book;
    private final SentRecord sent;
    private final ScheduledExecutorService workers;
    private final Map<String, JsonNode> documents = new HashMap<>();
    private final Map<String, Line> unfinished = new HashMap<>();
    private volatile Script script = Script.NONE;

    LifeCycle(Exchange exchange, RowPaper paper, CaseBook book, SentRecord sent, ScheduledExecutorService workers) {
        this.exchange = exchange;
        this.paper = paper;
        this.book = book;
        this.sent = sent;
        this.workers = workers;
    }

    void script(Script other) {
        script = other;
    }

    Script script() {
        return script;
    }

    /** Begins the script for a case that was handed down. */
    void start(String caseNo, JsonNode document) {
        know(caseNo, document);
        Script now = script;
        if (now.covers(caseNo)) {
            List<JsonNode> wishes = new ArrayList<>();
            now.steps().forEach(step -> wishes.add(Json.object().put("step", step)));
            plan(caseNo, wishes, now.firstMillis(), now.nextMillis());
        }
    }

    /** Puts back what an earlier process was handed. */
    synchronized void know(String caseNo, JsonNode document) {
        documents.putIfAbsent(caseNo, document);
    }

    /** Plans rows as wished and writes them one after the other; a second plan for a case replaces what is left of the first. */
    List<Row> plan(String caseNo, List<JsonNode> wishes, long firstMillis, long nextMillis) {
        List<Row> rows = new ArrayList<>();
        List<String> operations = new ArrayList<>();
        for (JsonNode wish : wishes) {
            rows.add(paper.write(caseNo, rows.size(), withoutOperation(wish), documentOf(caseNo)));
            operations.add(wish.path("cd_operation").asText(wish.path("step").asText().equals("special-end") ? "U" : "I"));
            if (RowPaper.CLAIMED.equals(rows.get(rows.size() - 1).values().get("event_name"))) {
                book.claim(caseNo);
            }
        }
        keep(caseNo, rows, operations, nextMillis);
        begin(new Line(caseNo, rows, operations, nextMillis), firstMillis);
        return rows;
    }

    /** A case that was taken back gets no further rows. */
    synchronized void stop(String caseNo) {
        unfinished.remove(caseNo);
    }

    synchronized int unfinished() {
        return unfinished.size();
    }

    /** Takes up the plans of an earlier process where it stopped. */
    void resume() {
        Map<String, Line> left = new LinkedHashMap<>();
        SentRecord.forEach(sent.lines(), entry -> {
            String caseNo = entry.path("caseNo").asText();
            if (entry.path("kind").asText().equals("planned")) {
                left.put(caseNo, Line.of(entry));
                claimed(caseNo, entry.path("rows"));
            } else if (entry.path("kind").asText().equals("written") && left.containsKey(caseNo)) {
                left.get(caseNo).written(entry.path("rowGuid").asText(), entry.path("operation").asText());
            }
        });
        left.values().forEach(line -> begin(line, 0));
    }

    private void claimed(String caseNo, JsonNode rows) {
        rows.forEach(row -> {
            if (row.at("/values/event_name").asText().equals(RowPaper.CLAIMED)) {
                book.claim(caseNo);
            }
        });
    }

    private synchronized JsonNode documentOf(String caseNo) {
        return documents.getOrDefault(caseNo, MissingNode.getInstance());
    }

    private static JsonNode withoutOperation(JsonNode wish) {
        ObjectNode columns = wish.deepCopy();
        columns.remove("cd_operation");
        return columns;
    }

    private void keep(String caseNo, List<Row> rows, List<String> operations, long nextMillis) {
        ObjectNode entry = Json.object().put("kind", "planned").put("caseNo", caseNo).put("nextMillis", nextMillis);
        ArrayNode planned = entry.putArray("rows");
        for (int i = 0; i < rows.size(); i++) {
            ObjectNode row = planned.addObject().put("table", rows.get(i).table()).put("rowGuid", rows.get(i).guid());
            ObjectNode values = row.put("operation", operations.get(i)).putObject("values");
            rows.get(i).values().forEach(values::put);
        }
        sent.append(entry);
    }

    private synchronized void begin(Line line, long firstMillis) {
        unfinished.put(line.caseNo, line);
        schedule(line, firstMillis);
    }

    private void schedule(Line line, long millis) {
        workers.schedule(() -> advance(line), millis, TimeUnit.MILLISECONDS);
    }

    private void advance(Line line) {
        Row row = line.rows.peek();
        synchronized (this) {
            if (unfinished.get(line.caseNo) != line) {
                return;
            }
            if (row == null) {
                unfinished.remove(line.caseNo);
                return;
            }
        }
        if (exchange.write(row, line.operations.element())) {
            line.next();
            schedule(line, line.nextMillis);
        } else {
            schedule(line, AGAIN_MILLIS);
        }
    }

    /** The rows of one case that are not in the tables yet; worked on by one thread at a time. */
    private static final class Line {
        private final String caseNo;
        private final Deque<Row> rows;
        private final Deque<String> operations;
        private final long nextMillis;

        Line(String caseNo, List<Row> rows, List<String> operations, long nextMillis) {
            this.caseNo = caseNo;
            this.rows = new ArrayDeque<>(rows);
            this.operations = new ArrayDeque<>(operations);
            this.nextMillis = nextMillis;
        }

        static Line of(JsonNode entry) {
            String caseNo = entry.path("caseNo").asText();
            List<Row> rows = new ArrayList<>();
            List<String> operations = new ArrayList<>();
            for (JsonNode planned : entry.path("rows")) {
                Map<String, String> values = new LinkedHashMap<>();
                planned.path("values").fields().forEachRemaining(field ->
                        values.put(field.getKey(), field.getValue().isNull() ? null : field.getValue().asText()));
                rows.add(new Row(planned.path("table").asText(), planned.path("rowGuid").asText(), caseNo, values));
                operations.add(planned.path("operation").asText());
            }
            return new Line(caseNo, rows, operations, entry.path("nextMillis").asLong());
        }

        void next() {
            rows.remove();
            operations.remove();
        }

        /** A row of an earlier process; only the next one can have been written. */
        void written(String guid, String operation) {
            if (!rows.isEmpty() && rows.element().guid().equals(guid) && operations.element().equals(operation)) {
                next();
            }
        }
    }
}
