package cn.tongban.hub.flow;

import cn.tongban.hub.cases.CaseState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers a party that asks how one of its cases stands. */
@FunctionalInterface
public interface CaseLookup {
    /** The case if this connector handed it in or handles it; empty for a case of others, as if it were not there. */
    Optional<CaseView> find(String connector, String caseNo);

    /**
     * @param since when the case came into its state
     * @param steps oldest first
     */
    record CaseView(String caseNo, CaseState state, Instant since, List<StepView> steps) {
        public CaseView {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param at when it happened, null for a derived step: the hub makes up no time
     * @param decision what became of the step, for example {@code APPLIED}
     */
    record StepView(CaseState state, @Nullable Instant at, String decision) {}
}
