package cn.tongban.hub.delivery;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/** When a destination takes requests. No window means always; a maintenance period closes it whatever the windows say. */
public record OpeningHours(List<Window> windows, List<Maintenance> maintenance) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public static final OpeningHours ALWAYS = new OpeningHours(List.of(), List.of());

    /** Open on these days from {@code from} until just before {@code to}; a window over midnight has {@code to < from}. */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        boolean covers(ZonedDateTime at) {
            LocalTime time = at.toLocalTime();
            if (from.isBefore(to)) {
                return days.contains(at.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
            }
            boolean evening = days.contains(at.getDayOfWeek()) && !time.isBefore(from);
            boolean morning = days.contains(at.getDayOfWeek().minus(1)) && time.isBefore(to);
            return evening || morning;
        }
    }

    /** Closed from {@code from} until just before {@code to}. */
    public record Maintenance(Instant from, Instant to) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    public boolean openAt(Instant at) {
        ZonedDateTime local = at.atZone(ZONE);
        return maintenance.stream().noneMatch(period -> period.covers(at))
                && (windows.isEmpty() || windows.stream().anyMatch(window -> window.covers(local)));
    }
}
