package cn.tongban.hub.clock;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseSummary;
import cn.tongban.hub.cases.TimelineEntry;
import cn.tongban.hub.flow.ActiveBundle;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clocks of cases: that of one case counted when it is asked for, those of lists as they are kept. */
public final class Clocks {
    private final CaseQueries cases;
    private final ClockRepository repository;
    private final ActiveBundle active;
    private final Clock clock;

    Clocks(CaseQueries cases, ClockRepository repository, ActiveBundle active, Clock clock) {
        this.cases = cases;
        this.repository = repository;
        this.active = active;
        this.clock = clock;
    }

    /** What the clock of a case shows now. */
    public ClockReading reading(CaseSummary summary) {
        return now(summary).reading();
    }

    /** The same, and each date day by day. */
    public ClockExplanation explain(CaseSummary summary) {
        return ClockExplanation.of(now(summary));
    }

    /** Clocks of cases on their way, soonest deadline first. */
    public List<KeptClock> page(ClockFilter filter, int limit) {
        return repository.page(filter, limit);
    }

    /** Of all cases on their way those at risk; {@code most} of them by name. */
    public ClockRisks risks(int most) {
        Map<ClockLight, Long> counts = repository.atRisk();
        List<KeptClock> soonest = repository.page(new ClockFilter(null, null, null, null, null, null), most).stream()
                .filter(kept -> kept.light() != null && kept.light() != ClockLight.GREEN).toList();
        return new ClockRisks(counts.getOrDefault(ClockLight.RED, 0L), counts.getOrDefault(ClockLight.YELLOW, 0L), soonest);
    }

    /** The clocks of these cases, as far as they are kept already. */
    public List<KeptClock> kept(Collection<String> caseNos) {
        return repository.of(caseNos);
    }

    private CaseClock now(CaseSummary summary) {
        Map<String, List<TimelineEntry>> moves = cases.moves(List.of(summary.caseNo()));
        return clock(summary, moves, ClockRules.of(active.bundle()), LocalDate.ofInstant(clock.instant(), Pause.ZONE));
    }

    /** Digest of the bundle at work here, empty when there is none. */
    String bundle() {
        return active.digest().orElse("");
    }

    /** By what clocks are counted now; empty while the hub starts or stops. */
    Optional<ClockRules> rules() {
        return active.digest().map(digest -> ClockRules.of(active.bundle()));
    }

    /** What is to be kept of these cases; one that is not there is left out. */
    List<ClockRepository.Row> count(List<String> caseNos, ClockRules rules, LocalDate today) {
        Map<String, List<TimelineEntry>> moves = cases.moves(caseNos);
        return cases.find(caseNos).stream().map(summary -> {
            ClockReading reading = clock(summary, moves, rules, today).reading();
            boolean live = summary.state().isBeforeDecision() || reading.provisional();
            return new ClockRepository.Row(KeptClock.of(summary.caseNo(), reading), live);
        }).toList();
    }

    private static CaseClock clock(
            CaseSummary summary, Map<String, List<TimelineEntry>> moves, ClockRules rules, LocalDate today) {
        return CaseClock.of(rules, summary.taskCode(), summary.state(), moves.getOrDefault(summary.caseNo(), List.of()),
                today);
    }
}
