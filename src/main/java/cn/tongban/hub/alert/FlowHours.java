package cn.tongban.hub.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Hours as flows are counted by: those of Shanghai, which begin when those of UTC do. */
final class FlowHours {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Duration HOUR = Duration.ofHours(1);

    private FlowHours() {}

    /** The hour in which it lies, by its beginning. */
    static Instant of(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }

    static int hourOfDay(Instant at) {
        return at.atZone(ZONE).getHour();
    }
}
