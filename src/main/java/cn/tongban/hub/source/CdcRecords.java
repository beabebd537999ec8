package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.connector.TableSource.SourceTable;
import io.debezium.data.VariableScaleDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Reads Debezium's records. What they hold of a row becomes the same texts that a query gives. */
final class CdcRecords {
    /** Stands for a large value that an update did not touch; PostgreSQL does not log it again. */
    private static final String UNTOUCHED = "__debezium_unavailable_value";

    private final TableSource settings;
    private final Map<String, SourceTable> tables;

    CdcRecords(TableSource settings) {
        this.settings = settings;
        this.tables = settings.tables().stream().collect(Collectors.toMap(SourceTable::name, Function.identity()));
    }

    sealed interface Read {
        record Whole(Row row) implements Read {}

        /** The event lacks something; the row has to be read by its key. */
        record Partly(SourceTable table, String key) implements Read {}

        record Beat(long millis) implements Read {}

        record Nothing() implements Read {}
    }

    Read read(SourceRecord record) {
        if (!(record.value() instanceof Struct value)) {
            return new Read.Nothing();
        }
        if (value.schema().field("message") != null) {
            return beat(value.getStruct("message"));
        }
        if (value.schema().field("after") == null || value.getStruct("after") == null) {
            return new Read.Nothing();
        }
        SourceTable table = tables.get(value.getStruct("source").getString("table"));
        return table == null ? new Read.Nothing() : row(table, value.getStruct("after"));
    }

    /** The end of the last transaction that this record knows of as complete, 0 when it does not say. */
    static long committed(SourceRecord record) {
        Object lsn = record.sourceOffset().get("lsn_commit");
        return lsn instanceof Number number ? number.longValue() : 0;
    }

    private static Read beat(Struct message) {
        if (!SlotRepository.BEAT.equals(message.getString("prefix"))) {
            return new Read.Nothing();
        }
        Object content = message.get("content");
        byte[] bytes = content instanceof ByteBuffer buffer ? buffer.array() : (byte[]) content;
        return new Read.Beat(Long.parseLong(new String(bytes, StandardCharsets.UTF_8)));
    }

    private Read row(SourceTable table, Struct after) {
        SortedMap<String, @Nullable String> values = new TreeMap<>();
        boolean whole = true;
        for (String column : table.columns()) {
            Field field = after.schema().field(column);
            if (field == null || UNTOUCHED.equals(after.get(field))) {
                whole = false;
            } else {
                values.put(column, ColumnText.of(plain(field.schema(), after.get(field))));
            }
        }
        Row row = new Row(table, values);
        return whole ? new Read.Whole(row) : new Read.Partly(table, row.text(settings.columns().key()));
    }

    private static @Nullable Object plain(Schema schema, @Nullable Object value) {
        String name = Optional.ofNullable(schema.name()).orElse("");
        if (value == null || name.isEmpty()) {
            return value;
        }
        return switch (name) {
            case "io.debezium.time.Date" -> LocalDate.ofEpochDay(((Number) value).longValue());
            case "io.debezium.time.Timestamp" -> local(Duration.ofMillis((Long) value));
            case "io.debezium.time.MicroTimestamp" -> local(micros((Long) value));
            case "io.debezium.time.NanoTimestamp" -> local(Duration.ofNanos((Long) value));
            case "io.debezium.time.ZonedTimestamp" -> OffsetDateTime.parse((String) value);
            case "io.debezium.time.Time" -> LocalTime.ofNanoOfDay(((Number) value).longValue() * 1_000_000);
            case "io.debezium.time.MicroTime" -> LocalTime.ofNanoOfDay((Long) value * 1_000);
            case "io.debezium.time.NanoTime" -> LocalTime.ofNanoOfDay((Long) value);
            case VariableScaleDecimal.LOGICAL_NAME -> VariableScaleDecimal.toLogical((Struct) value)
                    .getDecimalValue().map(Object.class::cast).orElse("NaN");
            default -> value;
        };
    }

    private static Duration micros(long micros) {
        return Duration.ofSeconds(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    private static LocalDateTime local(Duration sinceEpoch) {
        return LocalDateTime.ofEpochSecond(sinceEpoch.getSeconds(), sinceEpoch.getNano(), ZoneOffset.UTC);
    }
}
