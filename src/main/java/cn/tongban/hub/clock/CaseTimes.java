package cn.tongban.hub.clock;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.TimelineDecision;
import cn.tongban.hub.cases.TimelineEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a timeline says to a clock. Only reported times count: a step that the hub concluded has none.
 *
 * @param accepted day of acceptance, null before it or where nobody reported its time
 * @param pauses special procedures; one that is under way reaches to today
 * @param stopped day on which the case left the way to its decision, null before or where nobody reported its time
 */
record CaseTimes(@Nullable LocalDate accepted, List<Pause> pauses, @Nullable LocalDate stopped) {
    private static final Set<CaseState> ACCEPTANCE = EnumSet.of(CaseState.ACCEPTED, CaseState.TOLERANT_ACCEPTED);
    private static final Set<CaseState> BEFORE_ACCEPTANCE =
            EnumSet.of(CaseState.SUBMITTED, CaseState.RECEIVED, CaseState.CORRECTING);
    // A field left at its zero says 1970 or the year 1; to count from there, day by day, would tell nobody anything.
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    // A parked step is in the timeline where it came in, and counts where it happened.
    private static final Comparator<TimelineEntry> AS_IT_HAPPENED =
            Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::no);

    CaseTimes {
        pauses = List.copyOf(pauses);
    }

    /** @param now where the case stands; has the last word where two steps have the same time */
    static CaseTimes of(CaseState now, List<TimelineEntry> moves, LocalDate today) {
        Walk walk = new Walk();
        moves.stream().filter(move -> isPlausible(move.at(), today)).sorted(AS_IT_HAPPENED).forEach(walk::take);
        return walk.end(now, today);
    }

    private static boolean isPlausible(@Nullable Instant at, LocalDate today) {
        return at != null && !Pause.day(at).isBefore(EARLIEST) && Pause.day(at).isBefore(today.plusYears(1));
    }

    private static final class Walk {
        private @Nullable Instant accepted;
        private @Nullable Instant acceptedLate;
        private @Nullable Instant stopped;
        private @Nullable Instant pausedSince;
        private @Nullable Instant lastPause;
        private final List<Pause> pauses = new ArrayList<>();

        void take(TimelineEntry move) {
            if (move.decision() == TimelineDecision.LATE) {
                takeLate(move);
            } else if (stopped == null) {
                move(move.state(), move.at());
            }
        }

        /** A late step moves nothing; but an acceptance that was overtaken on its way did happen. */
        private void takeLate(TimelineEntry move) {
            if (ACCEPTANCE.contains(move.state()) && acceptedLate == null) {
                acceptedLate = move.at();
            }
        }

        private void move(CaseState state, Instant at) {
            if (BEFORE_ACCEPTANCE.contains(state)) {
                // Taken back to its desk before anybody accepted it: the next acceptance begins anew.
                accepted = null;
                acceptedLate = null;
                pauses.clear();
                pausedSince = null;
            } else if (ACCEPTANCE.contains(state) && accepted == null) {
                accepted = at;
            }
            if (state == CaseState.SUSPENDED) {
                pausedSince = pausedSince == null ? at : pausedSince;
            } else if (pausedSince != null) {
                resume(pausedSince, at);
            }
            if (!state.isBeforeDecision()) {
                stopped = at;
            }
        }

        private void resume(Instant since, Instant at) {
            pauses.add(Pause.between(since, at));
            lastPause = since;
            pausedSince = null;
        }

        CaseTimes end(CaseState now, LocalDate today) {
            if (now == CaseState.SUSPENDED && pausedSince == null && lastPause != null) {
                pausedSince = lastPause;
            } else if (now != CaseState.SUSPENDED && pausedSince != null) {
                resume(pausedSince, pausedSince);
            }
            if (pausedSince != null) {
                LocalDate since = Pause.day(pausedSince);
                pauses.add(new Pause(since, today.isAfter(since) ? today : since));
            }
            Instant begin = accepted == null ? acceptedLate : accepted;
            return new CaseTimes(begin == null ? null : Pause.day(begin), pauses,
                    stopped == null ? null : Pause.day(stopped));
        }
    }
}
