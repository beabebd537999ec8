package cn.tongban.hub.flow;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a {@code Retry-After} header, seconds or a date; at most a day, whatever the partner says. */
final class RetryAfter {
    private static final Duration MAX = Duration.ofDays(1);

    private RetryAfter() {}

    static Optional<Duration> parse(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        if (header.strip().matches("\\d{1,9}")) {
            return Optional.of(capped(Duration.ofSeconds(Long.parseLong(header.strip()))));
        }
        try {
            Instant date = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(capped(Duration.between(now, date)));
        } catch (DateTimeException unreadable) {
            // A header that nobody can read says nothing; the connector's own policy then holds.
            return Optional.empty();
        }
    }

    private static Duration capped(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
