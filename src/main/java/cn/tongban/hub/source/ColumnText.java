package cn.tongban.hub.source;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a value. Change capture and queries give different Java types for the same column; a row has to look the
 * same from both, because its key is a digest of its texts.
 */
final class ColumnText {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** {@code yyyy-MM-ddTHH:mm:ss}, and six digits of a second only where there are any. */
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private static final DateTimeFormatter MICROS = new DateTimeFormatterBuilder().append(SECONDS)
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true).toFormatter();

    private ColumnText() {}

    static @Nullable String of(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof LocalDateTime time) {
            return time(time);
        }
        if (value instanceof OffsetDateTime time) {
            return time(time.atZoneSameInstant(ZONE).toLocalDateTime());
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return simple(value);
    }

    private static String simple(Object value) {
        if (value instanceof LocalDate || value instanceof LocalTime) {
            return value.toString();
        }
        return String.valueOf(value);
    }

    static String time(LocalDateTime time) {
        LocalDateTime micros = time.truncatedTo(ChronoUnit.MICROS);
        return (micros.getNano() == 0 ? SECONDS : MICROS).format(micros);
    }
}
