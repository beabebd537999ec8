package cn.tongban.hub.clock;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deadlines computed another way, for comparison: the notices of the State Council typed in as ranges, all working days of
 * the years made a sorted set once, and a deadline looked up in it.
 */
final class OtherCount {
    private static final String OFF =
            """
            2024-01-01..2024-01-01 2024-02-10..2024-02-17 2024-04-04..2024-04-06 2024-05-01..2024-05-05
            2024-06-10..2024-06-10 2024-09-15..2024-09-17 2024-10-01..2024-10-07
            2025-01-01..2025-01-01 2025-01-28..2025-02-04 2025-04-04..2025-04-06 2025-05-01..2025-05-05
            2025-05-31..2025-06-02 2025-10-01..2025-10-08
            2026-01-01..2026-01-03 2026-02-15..2026-02-23 2026-04-04..2026-04-06 2026-05-01..2026-05-05
            2026-06-19..2026-06-21 2026-09-25..2026-09-27 2026-10-01..2026-10-07
            """;
    private static final String ON =
            """
            2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
            2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
            2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
            """;

    static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    static final LocalDate LAST = LocalDate.of(2026, 12, 31);

    private final NavigableSet<LocalDate> worked = new TreeSet<>();

    OtherCount() {
        // Long enough for 60 days and pauses after the last start; beyond 2026 by the week alone.
        FIRST.datesUntil(LAST.plusYears(1)).filter(day -> !Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)
                .contains(day.getDayOfWeek())).forEach(worked::add);
        for (String range : OFF.strip().split("\\s+")) {
            LocalDate.parse(range.split("\\.\\.")[0]).datesUntil(LocalDate.parse(range.split("\\.\\.")[1]).plusDays(1))
                    .forEach(worked::remove);
        }
        for (String day : ON.strip().split("\\s+")) {
            worked.add(LocalDate.parse(day));
        }
    }

    NavigableSet<LocalDate> worked() {
        return worked;
    }

    /** Sorted working days after each start, so that the n-th is one look-up. */
    LocalDate plus(LocalDate start, int n) {
        return n == 0 ? start : new ArrayList<>(worked.tailSet(start, false)).get(n - 1);
    }

    /** As the handbook says it: the limit, plus the suspended working days up to the date that then results. */
    LocalDate deadline(LocalDate start, int n, Set<LocalDate> paused) {
        List<LocalDate> after = new ArrayList<>(worked.tailSet(start, false));
        int suspended = 0;
        while (true) {
            LocalDate date = after.get(n + suspended - 1);
            int now = (int) after.stream().limit(n + suspended).filter(paused::contains).count();
            if (now == suspended) {
                return date;
            }
            suspended = now;
        }
    }
}
