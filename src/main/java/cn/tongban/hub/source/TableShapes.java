package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.connector.TableSource.SourceTable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether the other side's tables still are what the contract says, and what changed since they were last seen. */
final class TableShapes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String source;
    private final TableSource settings;
    private final SourceRepository sources;

    TableShapes(String source, TableSource settings, SourceRepository sources) {
        this.source = source;
        this.settings = settings;
        this.sources = sources;
    }

    /** The contract does not hold any more; alarms are raised. */
    static final class Drift extends Exception {
        private static final long serialVersionUID = 1L;

        Drift() {
            super("a table or column that the contract needs is not there");
        }
    }

    /** @throws Drift when a table or a column of the contract is missing */
    void check(Term term, PartnerRepository partner) throws SQLException, Drift {
        SortedMap<String, SortedMap<String, String>> now = new TreeMap<>();
        boolean whole = true;
        for (SourceTable table : settings.tables()) {
            SortedMap<String, String> columns = partner.columns(table.name());
            whole &= contract(term, table, columns);
            if (!columns.isEmpty()) {
                now.put(table.name(), columns);
            }
        }
        changes(term, now);
        if (!whole) {
            throw new Drift();
        }
        term.clear(SourceAlarm.TABLE_MISSING);
        term.clear(SourceAlarm.COLUMN_MISSING);
    }

    private static boolean contract(Term term, SourceTable table, SortedMap<String, String> columns) {
        if (columns.isEmpty()) {
            term.raise(SourceAlarm.TABLE_MISSING, table.name());
            return false;
        }
        boolean whole = true;
        for (String column : table.columns()) {
            if (!columns.containsKey(column)) {
                term.raise(SourceAlarm.COLUMN_MISSING, table.name() + "." + column);
                whole = false;
            }
        }
        return whole;
    }

    private void changes(Term term, SortedMap<String, SortedMap<String, String>> now) {
        Optional<Map<String, Map<String, String>>> before = sources.shape(source).flatMap(TableShapes::parse);
        if (before.isPresent() && before.get().equals(now)) {
            return;
        }
        before.ifPresent(old -> now.forEach((table, columns) ->
                Optional.ofNullable(old.get(table)).ifPresent(known -> columns(term, table, known, columns))));
        sources.shape(source, term.epoch(), text(now));
    }

    private static void columns(Term term, String table, Map<String, String> old, Map<String, String> now) {
        now.forEach((column, type) -> {
            String known = old.get(column);
            if (known == null) {
                term.raise(SourceAlarm.COLUMN_ADDED, table + "." + column);
            } else if (!known.equals(type)) {
                term.raise(SourceAlarm.COLUMN_TYPE, table + "." + column + " " + known + " -> " + type);
            }
        });
    }

    private static Optional<Map<String, Map<String, String>>> parse(String text) {
        try {
            return Optional.of(JSON.readValue(text, new TypeReference<Map<String, Map<String, String>>>() {}));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, SortedMap<String, String>> shape) {
        try {
            return JSON.writeValueAsString(shape);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names can be written", e);
        }
    }
}
