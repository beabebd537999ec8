package cn.tongban.hub.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Spans of time as people write them: {@code 7d}, {@code 12h}, {@code 30m}. */
final class Period {
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,4})([dhm])");

    private Period() {}

    static Duration of(String text, CommandLine command) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            throw new ParameterException(command, "时长写作 7d、12h 或 30m。A span is written 7d, 12h or 30m: " + text);
        }
        long number = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
