package cn.tongban.hub.skeleton;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A table as {@code create table} describes it; names as written, without quotes. */
record DdlTable(String schema, String name, List<Column> columns, List<String> key) {
    DdlTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * @param type in lower case, without its length
     * @param length 0 when none is given
     * @param comment empty when there is none
     */
    record Column(String name, String type, int length, boolean needed, String comment) {
        boolean isTime() {
            return type.startsWith("timestamp") || type.equals("datetime");
        }
    }

    Optional<Column> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }

    /** The column that tells the row's last change: the one whose name says so, else any time. */
    Optional<Column> changed() {
        return columns.stream().filter(Column::isTime).filter(column -> column.name().toLowerCase(Locale.ROOT)
                        .matches(".*(update|modif|change).*")).findFirst()
                .or(() -> columns.stream().filter(Column::isTime).findFirst());
    }
}
