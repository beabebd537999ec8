package cn.tongban.hub.connector;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parsers of single values; each throws {@link IllegalArgumentException} with a sentence for the file's author. */
final class Values {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern SENDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern MAPPING = Pattern.compile("[a-z][a-z0-9-]*/[a-z][a-z0-9-]*");
    private static final Pattern EVENT = Pattern.compile("[a-z][a-z-]*(\\.[a-z][a-z-]*)+");
    private static final Pattern STATE = Pattern.compile("[A-Z][A-Z_]*");
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern SLOT = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|MB|GB)");
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private Values() {}

    static String text(String text) {
        require(!text.isBlank(), "must not be empty");
        return text;
    }

    static String name(String text) {
        require(NAME.matcher(text).matches() && text.length() <= 64, "lower-case letters, digits and single hyphens");
        return text;
    }

    static String sender(String text) {
        require(SENDER.matcher(text).matches(), "letters, digits, '.', '_', '-', at most 64");
        return text;
    }

    /** A mapping by its full name. */
    static String mapping(String text) {
        require(MAPPING.matcher(text).matches() && text.length() <= 128, "a mapping such as postal/event-to-answer");
        return text;
    }

    static String event(String text) {
        require(EVENT.matcher(text).matches() && text.length() <= 64, "a type such as case.decided");
        return text;
    }

    static String state(String text) {
        require(STATE.matcher(text).matches(), "a state in capitals, for example IN_REVIEW");
        return text;
    }

    /** A table, column or schema of somebody's database, as that database spells it. */
    static String column(String text) {
        require(COLUMN.matcher(text).matches(), "letters, digits and '_', not beginning with a digit, at most 63");
        return text;
    }

    static String slot(String text) {
        require(SLOT.matcher(text).matches(), "lower-case letters, digits and '_', not beginning with a digit");
        return text;
    }

    static Boolean flag(String text) {
        require(text.equals("true") || text.equals("false"), "true or false");
        return text.equals("true");
    }

    static Function<String, Integer> integer(int min, int max) {
        return text -> {
            require(text.matches("\\d{1,9}"), "a whole number from " + min + " to " + max);
            int value = Integer.parseInt(text);
            require(value >= min && value <= max, "from " + min + " to " + max);
            return value;
        };
    }

    static Function<String, Double> decimal(double min, double max) {
        return text -> {
            require(text.matches("\\d{1,6}(\\.\\d{1,6})?"), "a number from " + min + " to " + max);
            double value = Double.parseDouble(text);
            require(value >= min && value <= max, "from " + min + " to " + max);
            return value;
        };
    }

    static Function<String, Duration> duration(Duration min, Duration max) {
        return text -> {
            Matcher matcher = DURATION.matcher(text);
            require(matcher.matches(), "a duration such as 500ms, 2s, 5m, 24h, 7d");
            Duration value = unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
            require(value.compareTo(min) >= 0 && value.compareTo(max) <= 0, "from " + min + " to " + max);
            return value;
        };
    }

    static Function<String, Integer> size(int min, int max) {
        return text -> {
            Matcher matcher = SIZE.matcher(text);
            require(matcher.matches(), "a size such as 64KB or 1MB");
            long value = Long.parseLong(matcher.group(1)) * factor(matcher.group(2));
            require(value >= min && value <= max, "from " + min + "B to " + max + "B");
            return (int) value;
        };
    }

    static Function<String, Long> bytes(long min, long max) {
        return text -> {
            Matcher matcher = SIZE.matcher(text);
            require(matcher.matches(), "a size such as 64KB, 50MB or 2GB");
            long value = Long.parseLong(matcher.group(1)) * factor(matcher.group(2));
            require(value >= min && value <= max, "from " + min + "B to " + max + "B");
            return value;
        };
    }

    private static long factor(String unit) {
        return switch (unit) {
            case "B" -> 1L;
            case "KB" -> 1L << 10;
            case "MB" -> 1L << 20;
            default -> 1L << 30;
        };
    }

    static String pointer(String text) {
        require(text.matches("(/[A-Za-z][A-Za-z0-9_-]{0,63}){1,8}"), "a JSON Pointer of plain names, such as /file/content");
        return text;
    }

    static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> wire(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(type.getEnumConstants()).map(Values::wire).toList()));
    }

    static DayOfWeek day(String text) {
        require(DAYS.contains(text), "one of " + DAYS);
        return DayOfWeek.of(DAYS.indexOf(text) + 1);
    }

    static LocalTime time(String text) {
        require(text.matches("\\d\\d:\\d\\d"), "a time such as \"08:00\"");
        if (text.equals("24:00")) {
            return LocalTime.MAX;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time from 00:00 to 24:00", e);
        }
    }

    static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time with offset such as 2026-03-17T22:00+08:00", e);
        }
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Duration unit(String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
