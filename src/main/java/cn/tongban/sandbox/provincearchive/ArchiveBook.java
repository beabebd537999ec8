package cn.tongban.sandbox.provincearchive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All cases with their rows. It knows the order of parts, repeats by batch, and nothing of what is right in a row. */
final class ArchiveBook {
    private final Map<String, Map<String, Filed>> cases = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> batches = new LinkedHashMap<>();
    private int receipts;

    /**
     * What came of a row.
     *
     * @param code 0, 404, 409 or 1
     * @param effect for the raw record
     */
    record Taken(String code, String words, String effect, String receiptNo) {
        static Taken no(String code, String words) {
            return new Taken(code, words, "none", "");
        }
    }

    synchronized Taken file(Part part, JsonNode row) {
        String caseNo = row.path("projectNo").asText("");
        String batch = row.path("cdBatch").asText("");
        if (caseNo.isEmpty() || batch.isEmpty() || row.path("rowGuid").asText("").isEmpty()) {
            return Taken.no("1", "缺少 projectNo、rowGuid 或 cdBatch");
        }
        String before = batches.getOrDefault(caseNo, Map.of()).get(batch);
        if (before != null) {
            return new Taken("0", "已存在", "repeat", before);
        }
        return refusal(part, caseNo, row).orElseGet(() -> {
            String receiptNo = String.format("SJ%012d", ++receipts);
            put(part, row, receiptNo);
            return new Taken("0", "", row.path("cdOperation").asText().equals("U") ? "corrected" : "created", receiptNo);
        });
    }

    private Optional<Taken> refusal(Part part, String caseNo, JsonNode row) {
        Map<String, Filed> rows = cases.getOrDefault(caseNo, Map.of());
        Filed old = rows.get(key(part, row));
        boolean corrects = row.path("cdOperation").asText().equals("U");
        if (part != Part.BASE && rows.values().stream().noneMatch(filed -> filed.part() == Part.BASE)) {
            return Optional.of(Taken.no("404", "办件不存在"));
        }
        if (corrects && old == null) {
            return Optional.of(Taken.no("1", "要更新的记录不存在"));
        }
        if (!corrects && old != null) {
            return Optional.of(Taken.no("1", "记录已存在,更新请用 U"));
        }
        boolean closed = rows.values().stream().anyMatch(filed -> filed.part() == Part.RESULT);
        boolean mends = old != null && old.rejected();
        return closed && !mends ? Optional.of(Taken.no("409", "办件已办结")) : Optional.empty();
    }

    /** Also puts back what an earlier process took. */
    synchronized void put(Part part, JsonNode row, String receiptNo) {
        String caseNo = row.path("projectNo").asText();
        cases.computeIfAbsent(caseNo, no -> new LinkedHashMap<>()).put(key(part, row), new Filed(part, row, receiptNo, false));
        batches.computeIfAbsent(caseNo, no -> new LinkedHashMap<>()).put(row.path("cdBatch").asText(), receiptNo);
        receipts = Math.max(receipts, Integer.parseInt(receiptNo.substring(2)));
    }

    private static String key(Part part, JsonNode row) {
        return part + "/" + row.path("rowGuid").asText();
    }

    synchronized List<Filed> of(String caseNo) {
        return new ArrayList<>(cases.getOrDefault(caseNo, Map.of()).values());
    }

    synchronized List<String> cases() {
        return List.copyOf(cases.keySet());
    }

    /** Batch to receipt number; empty when the case is not there. */
    synchronized Optional<Map<String, String>> batches(String caseNo) {
        return Optional.ofNullable(batches.get(caseNo)).map(LinkedHashMap::new);
    }

    /** The newest row of this part, or the one that is named; empty when there is none. */
    synchronized Optional<Filed> reject(String caseNo, Part part, String rowGuid) {
        Map<String, Filed> rows = cases.getOrDefault(caseNo, Map.of());
        Optional<Filed> found = rows.values().stream()
                .filter(filed -> filed.part() == part && (rowGuid.isEmpty() || filed.rowGuid().equals(rowGuid)))
                .reduce((one, other) -> other);
        found.ifPresent(filed -> rows.put(key(part, filed.row()), filed.reject()));
        return found;
    }
}
