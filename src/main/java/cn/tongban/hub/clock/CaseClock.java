package cn.tongban.hub.clock;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.TimelineEntry;
import cn.tongban.hub.mapping.Item;
import cn.tongban.hub.mapping.Limit;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one case on one day.
 *
 * @param promised null if nothing was promised
 * @param statutory null if the catalogue says nothing about the law
 */
record CaseClock(ClockReading reading, @Nullable DayCount promised, @Nullable DayCount statutory) {

    /** @param moves lines of its timeline that moved it, and late ones */
    static CaseClock of(ClockRules rules, String taskCode, CaseState now, List<TimelineEntry> moves, LocalDate today) {
        Optional<Item> item = rules.items().known(taskCode);
        if (item.isEmpty()) {
            return none(NoClock.ITEM_UNKNOWN);
        }
        Limit promise = item.get().promised();
        Limit law = item.get().statutory();
        if (promise == null && law == null) {
            return none(NoClock.NO_LIMIT);
        }
        CaseTimes times = CaseTimes.of(now, moves, today);
        LocalDate accepted = times.accepted();
        if (accepted == null) {
            return none(NoClock.NO_ACCEPTANCE);
        }
        DayCount promised = promise == null ? null : new DayCount(rules.days(), promise, accepted, times.pauses());
        DayCount statutory = law == null ? null : new DayCount(rules.days(), law, accepted, times.pauses());
        return new CaseClock(read(promised, statutory, now, times, today), promised, statutory);
    }

    private static CaseClock none(NoClock why) {
        return new CaseClock(ClockReading.none(why), null, null);
    }

    private static ClockReading read(
            @Nullable DayCount promised, @Nullable DayCount statutory, CaseState now, CaseTimes times, LocalDate today) {
        List<DayCount> both = Stream.of(Optional.ofNullable(promised), Optional.ofNullable(statutory))
                .flatMap(Optional::stream).toList();
        DayCount first = both.get(0);
        boolean stopped = !now.isBeforeDecision();
        LocalDate until = stopped ? times.stopped() : today;
        Integer used = until == null ? null : first.usedOn(until);
        return new ClockReading(
                state(now),
                null,
                first.start(),
                times.stopped(),
                promised == null ? null : promised.due(),
                statutory == null ? null : statutory.due(),
                used,
                used == null ? null : first.limit().days() - used,
                first.limit().unit(),
                stopped ? null : both.stream().map(one -> one.lightOn(today)).max(ClockLight::compareTo).orElse(null),
                stopped && until != null ? outcome(first, until) : null,
                both.stream().anyMatch(DayCount::isProvisional));
    }

    private static ClockState state(CaseState now) {
        if (!now.isBeforeDecision()) {
            return ClockState.STOPPED;
        }
        return now == CaseState.SUSPENDED ? ClockState.PAUSED : ClockState.RUNNING;
    }

    private static ClockOutcome outcome(DayCount limit, LocalDate on) {
        return limit.isMissedOn(on) ? ClockOutcome.MISSED : ClockOutcome.KEPT;
    }
}
