package cn.tongban.hub.connector;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/**
 * Open on these days from {@code from} until just before {@code to} (Asia/Shanghai), over midnight when {@code to} is
 * earlier; {@link LocalTime#MAX} stands for 24:00.
 */
public record OpeningHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public OpeningHours {
        days = Set.copyOf(days);
    }
}
