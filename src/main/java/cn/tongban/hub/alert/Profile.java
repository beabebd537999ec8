package cn.tongban.hub.alert;

import cn.tongban.hub.mapping.WorkDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a flow usually brings, by kind of day and hour: what its weak hours brought. Of ten days of a kind the weakest one does
 * not count, of twenty the two weakest, so that an outage is not learned as usual, and a busy day does not raise what is asked
 * of the others.
 */
final class Profile {
    private static final int OF = 10;

    private final Map<FlowDay, int[]> usual = new EnumMap<>(FlowDay.class);
    private final Map<FlowDay, Integer> days = new EnumMap<>(FlowDay.class);
    private final Instant lastHour;
    private final int samples;

    private Profile(Instant lastHour, int samples) {
        this.lastHour = lastHour;
        this.samples = samples;
    }

    /**
     * Learns from whole days only: from the one after the first message up to the day of the last one, because the days of a
     * silence say nothing of what is usual.
     *
     * @param hours messages by hour, hours without any may be missing; not empty
     * @param today not learned from
     * @param samples days of a kind that are needed
     */
    static Profile of(Map<Instant, Long> hours, WorkDays calendar, LocalDate today, int samples) {
        Instant first = hours.keySet().stream().min(Instant::compareTo).orElseThrow();
        Instant last = hours.keySet().stream().max(Instant::compareTo).orElseThrow();
        Profile profile = new Profile(last, samples);
        LocalDate until = FlowHours.day(last).plusDays(1);
        LocalDate end = until.isAfter(today) ? today : until;
        LocalDate begin = FlowHours.day(first).plusDays(1);
        Map<FlowDay, List<LocalDate>> kinds = begin.isBefore(end)
                ? begin.datesUntil(end).collect(Collectors.groupingBy(date -> FlowDay.of(date, calendar)))
                : Map.of();
        kinds.forEach((kind, dates) -> {
            profile.days.put(kind, dates.size());
            int[] low = new int[24];
            for (int hour = 0; hour < 24; hour++) {
                low[hour] = low(dates, hour, hours);
            }
            profile.usual.put(kind, low);
        });
        return profile;
    }

    private static int low(List<LocalDate> dates, int hour, Map<Instant, Long> hours) {
        long[] counts = dates.stream()
                .mapToLong(date -> hours.getOrDefault(date.atTime(hour, 0).atZone(FlowHours.ZONE).toInstant(), 0L)).toArray();
        Arrays.sort(counts);
        return (int) Math.min(Integer.MAX_VALUE, counts[counts.length / OF]);
    }

    /** Empty while too little is known of that kind of day. */
    OptionalInt usual(FlowDay day, int hour) {
        int[] low = usual.get(day);
        return low == null || days(day) < samples ? OptionalInt.empty() : OptionalInt.of(low[hour]);
    }

    /** Of how many days of the kind it knows. */
    int days(FlowDay day) {
        return days.getOrDefault(day, 0);
    }

    /** The last hour in which something came, as far as is known. */
    Instant lastHour() {
        return lastHour;
    }
}
