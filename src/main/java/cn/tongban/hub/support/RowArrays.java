package cn.tongban.hub.support;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementSetter;

/**
 * Binds many rows as one array per column, for {@code insert … select … from unnest(?::text[], …)} or
 * {@code where id = any(?)}: one short statement whatever the number of rows, a fifth of the driver's work of a JDBC batch.
 *
 * @param <T> a row
 */
public final class RowArrays<T> implements PreparedStatementSetter {
    private final List<T> rows;
    private final List<Column> columns = new ArrayList<>();

    private record Column(String type, Object[] values) {}

    private RowArrays(List<T> rows) {
        this.rows = rows;
    }

    public static <T> RowArrays<T> of(Collection<T> rows) {
        return new RowArrays<>(List.copyOf(rows));
    }

    public RowArrays<T> text(Function<T, String> field) {
        return column("text", rows.stream().map(field).toArray(String[]::new));
    }

    public RowArrays<T> uuid(Function<T, @Nullable UUID> field) {
        return column("uuid", rows.stream().map(field).toArray(UUID[]::new));
    }

    public RowArrays<T> bytes(Function<T, byte[]> field) {
        return column("bytea", rows.stream().map(field).toArray(byte[][]::new));
    }

    public RowArrays<T> integer(ToIntFunction<T> field) {
        return column("integer", rows.stream().map(field::applyAsInt).toArray(Integer[]::new));
    }

    public RowArrays<T> bigint(ToLongFunction<T> field) {
        return column("bigint", rows.stream().map(field::applyAsLong).toArray(Long[]::new));
    }

    public RowArrays<T> nullableBigint(Function<T, @Nullable Long> field) {
        return column("bigint", rows.stream().map(field).toArray(Long[]::new));
    }

    public RowArrays<T> bool(Function<T, Boolean> field) {
        return column("boolean", rows.stream().map(field).toArray(Boolean[]::new));
    }

    /** As microseconds since the epoch, to be turned back by the SQL function {@code at_micros(bigint)}. */
    public RowArrays<T> instant(Function<T, @Nullable Instant> field) {
        return column("bigint", rows.stream().map(field).map(RowArrays::micros).toArray(Long[]::new));
    }

    @Override
    public void setValues(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            statement.setArray(i + 1, statement.getConnection().createArrayOf(column.type(), column.values()));
        }
    }

    private RowArrays<T> column(String type, Object[] values) {
        columns.add(new Column(type, values));
        return this;
    }

    private static @Nullable Long micros(@Nullable Instant at) {
        return at == null ? null : at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
    }
}
