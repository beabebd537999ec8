package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource.SourceTable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One state of one row: the contract's columns, each as text, the same whichever way it was read. */
record Row(SourceTable table, SortedMap<String, @Nullable String> values) {
    Row {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    String text(String column) {
        String value = column.isEmpty() ? null : values.get(column);
        return value == null ? "" : value;
    }

    /** Rows hold personal data. */
    @Override
    public String toString() {
        return "Row[" + table.name() + "]";
    }
}
