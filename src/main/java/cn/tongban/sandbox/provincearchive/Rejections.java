package cn.tongban.sandbox.provincearchive;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.record.SentRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The table dn_audit_abnormal, and the checks that fill it after rows were taken. */
final class Rejections {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int PAGE = 100;

    private final ArchiveBook book;
    private final SentRecord told;
    private final Clock clock;
    private final List<ObjectNode> rows = new ArrayList<>();
    private final Map<Part, List<String>> required = new EnumMap<>(Part.class);

    Rejections(ArchiveBook book, SentRecord told, Clock clock) {
        this.book = book;
        this.told = told;
        this.clock = clock;
        SentRecord.forEach(told.lines(), this::restore);
    }

    private void restore(JsonNode entry) {
        if (entry.path("row") instanceof ObjectNode row) {
            rows.add(row);
            Part.ofTable(row.path("tableSqlName").asText()).ifPresent(part ->
                    book.reject(row.path("projectNo").asText(), part, row.path("tableRowGuid").asText()));
        }
    }

    /** From now on rows of this part without one of the fields are rejected after they were taken. */
    synchronized void require(Part part, List<String> fields) {
        required.put(part, List.copyOf(fields));
    }

    /** Looks at a row that was just taken. */
    synchronized void check(Part part, JsonNode row) {
        required.getOrDefault(part, List.of()).stream()
                .filter(field -> row.path(field).asText("").isEmpty())
                .findFirst()
                .ifPresent(field -> reject(row.path("projectNo").asText(), part, row.path("rowGuid").asText(), "必填项为空", field));
    }

    /** False when there is no such row. */
    synchronized boolean reject(String caseNo, Part part, String rowGuid, String errType, String remark) {
        return book.reject(caseNo, part, rowGuid).map(filed -> {
            ObjectNode row = Json.object()
                    .put("abnormalId", String.format("AB-%08d", rows.size() + 1))
                    .put("projectNo", caseNo)
                    .put("tableName", part.zh())
                    .put("tableSqlName", part.table())
                    .put("tableRowGuid", filed.rowGuid())
                    .put("errType", errType)
                    .put("remark", remark)
                    .put("tableCdBatch", filed.batch())
                    .put("tableUpdateTime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(ZONE)));
            return keep(row);
        }).orElse(false);
    }

    /** The newest one stands in the list a second time, as happens; false when there is none. */
    synchronized boolean again() {
        return !rows.isEmpty() && keep(rows.get(rows.size() - 1));
    }

    private boolean keep(ObjectNode row) {
        rows.add(row);
        told.append(Json.object().set("row", row));
        return true;
    }

    /** What comes behind a position, which is a count. */
    synchronized ObjectNode since(String position) {
        int from = position.matches("\\d{1,9}") ? Math.min(Integer.parseInt(position), rows.size()) : 0;
        int to = Math.min(from + PAGE, rows.size());
        ObjectNode data = Json.object();
        ArrayNode page = data.putArray("rows");
        rows.subList(from, to).forEach(page::add);
        return data.put("next", Integer.toString(to)).put("more", Boolean.toString(to < rows.size()));
    }
}
