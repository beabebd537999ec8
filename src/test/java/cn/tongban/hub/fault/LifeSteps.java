package cn.tongban.hub.fault;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps of a case that is under review, as many as wished: into the special procedure and out of it again, each a
 * little later than the one before, all after the acceptance of a synthetic case.
 */
final class LifeSteps {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final OffsetDateTime start =
            OffsetDateTime.now(Clock.system(ZONE)).minusMinutes(3).truncatedTo(ChronoUnit.SECONDS);
    private int given;

    /** The body of a {@code plan} command with the next {@code count} steps; the first of all opens the review. */
    String next(int count) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String time = start.plus(given * 50L, ChronoUnit.MILLIS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            steps.add("{\"status\":\"%s\",\"statusTime\":\"%s\"}".formatted(status(given), time));
            given++;
        }
        return "{\"steps\":[" + String.join(",", steps) + "]}";
    }

    private static String status(int number) {
        if (number == 0) {
            return "07";
        }
        return number % 2 == 1 ? "08" : "09";
    }
}
