package cn.tongban.hub.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Days that a special procedure (特别程序) touches, be it for an hour: none of them counts. Both ends included. */
record Pause(LocalDate first, LocalDate last) {
    /** Where the authorities are; days begin and end there, whatever the machine's zone. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    static Pause between(Instant from, Instant to) {
        ZonedDateTime end = to.atZone(ZONE);
        // A procedure that ends at midnight has not touched the day that begins then.
        boolean untouched = end.toLocalTime().equals(LocalTime.MIDNIGHT) && to.isAfter(from);
        LocalDate last = untouched ? end.toLocalDate().minusDays(1) : end.toLocalDate();
        return new Pause(day(from), last);
    }

    boolean covers(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    static LocalDate day(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }
}
