package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.ErrorCode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One {@code codes/<table>.csv}: the codes of a party and what they mean here. A row counts from {@code valid_from} to
 * {@code valid_to}, both included, judged by the message's own date. Where several codes share a meaning, the row with
 * {@code preferred} = yes is the one to send.
 */
final class CodeTable {
    /** One row; the dates are null where the file leaves them open. */
    record Row(
            String code,
            String canonical,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean preferred,
            int line,
            TextNode codeNode,
            TextNode canonicalNode,
            TextNode labelNode) {

        boolean validOn(@Nullable LocalDate day) {
            if (from == null && to == null) {
                return true;
            }
            if (day == null) {
                throw new HubException(ErrorCode.MAPPING_FAILED, "a dated code needs $context.recordedAt");
            }
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }

        boolean overlaps(Row other) {
            boolean endsBefore = to != null && other.from != null && to.isBefore(other.from);
            boolean startsAfter = from != null && other.to != null && from.isAfter(other.to);
            return !endsBefore && !startsAfter;
        }
    }

    private final List<Row> rows;
    private final boolean dated;
    private final Map<String, List<Row>> byCode = new HashMap<>();
    private final Map<String, List<Row>> byCanonical = new HashMap<>();

    CodeTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
        this.dated = rows.stream().anyMatch(row -> row.from() != null || row.to() != null);
        for (Row row : rows) {
            byCode.computeIfAbsent(row.code(), key -> new ArrayList<>(1)).add(row);
            byCanonical.computeIfAbsent(row.canonical(), key -> new ArrayList<>(1)).add(row);
        }
        byCanonical.values().forEach(same -> same.sort((a, b) -> Boolean.compare(b.preferred(), a.preferred())));
    }

    /** Whether any row has dates, so that the message's day matters. */
    boolean isDated() {
        return dated;
    }

    List<Row> rows() {
        return rows;
    }

    /** The rows of a code in the order of the file. */
    List<Row> rowsOf(String code) {
        return byCode.getOrDefault(code, List.of());
    }

    /** @param day the message's date; null if unknown, which only tables without dates allow */
    Optional<TextNode> canonical(String code, @Nullable LocalDate day) {
        return first(byCode.get(code), day).map(Row::canonicalNode);
    }

    /** The code to send for a meaning: the preferred row, else the first in the file. */
    Optional<TextNode> code(String canonical, @Nullable LocalDate day) {
        return first(byCanonical.get(canonical), day).map(Row::codeNode);
    }

    /** The party's Chinese name for a meaning, from the row that {@link #code} takes. */
    Optional<TextNode> label(String canonical, @Nullable LocalDate day) {
        return first(byCanonical.get(canonical), day).map(Row::labelNode);
    }

    private static Optional<Row> first(@Nullable List<Row> candidates, @Nullable LocalDate day) {
        if (candidates != null) {
            for (Row row : candidates) {
                if (row.validOn(day)) {
                    return Optional.of(row);
                }
            }
        }
        return Optional.empty();
    }
}
