package cn.tongban.sandbox.provincearchive;

import cn.tongban.sandbox.wire.WireFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that were uploaded before the rows that name them, known by the sender's own number. Their bytes are gone. */
final class FileBook {
    private final Map<String, Kept> files = new LinkedHashMap<>();

    /** One file. */
    record Kept(String fileNo, String fileId, String caseNo, String name, long size, String sm3) {}

    /** What was kept before under this number. */
    synchronized Optional<Kept> find(String fileNo) {
        return Optional.ofNullable(files.get(fileNo));
    }

    synchronized Kept take(JsonNode row, WireFile file) {
        return put(row, file, String.format("F%012d", files.size() + 1));
    }

    /** Also puts back what an earlier process took. */
    synchronized Kept put(JsonNode row, WireFile file, String fileId) {
        Kept kept = new Kept(row.path("fileNo").asText(), fileId, row.path("projectNo").asText(), row.path("fileName").asText(),
                file.size(), file.sm3());
        files.put(kept.fileNo(), kept);
        return kept;
    }

    /** Whether a row of this case may name this file. */
    synchronized boolean has(String caseNo, String fileId, String sm3) {
        return files.values().stream().anyMatch(kept ->
                kept.fileId().equals(fileId) && kept.caseNo().equals(caseNo) && kept.sm3().equals(sm3));
    }

    synchronized List<Kept> of(String caseNo) {
        List<Kept> own = new ArrayList<>(files.values());
        own.removeIf(kept -> !kept.caseNo().equals(caseNo));
        return own;
    }
}
