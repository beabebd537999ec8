package cn.tongban.hub.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hub's own view of one case, immutable.
 *
 * @param state null before the first step
 * @param stateBeforeForward to where a taking back returns a case that is forwarded, in review or suspended; null in
 *     every other state
 * @param newestStepAt source time of the newest applied step, null before the first
 * @param version of the submission, as the sender counts
 * @param openDebts materials still owed
 * @param instantItem whether the item is decided at once (即办件)
 * @param result the newest result that a step reported, null before
 * @param known keys and contents of the steps taken in so far; who loads a file may leave out all that cannot meet the
 *     steps about to be judged
 */
public record CaseFile(
        String caseNo,
        @Nullable CaseState state,
        @Nullable CaseState stateBeforeForward,
        @Nullable Instant newestStepAt,
        int version,
        int openDebts,
        boolean instantItem,
        @Nullable CaseResult result,
        Set<String> known,
        List<ParkedStep> parked) {

    public CaseFile {
        known = Set.copyOf(known);
        parked = List.copyOf(parked);
    }

    /** A case of which nothing is known yet. */
    public static CaseFile blank(String caseNo, int version, boolean instantItem) {
        return new CaseFile(caseNo, null, null, null, version, 0, instantItem, null, Set.of(), List.of());
    }

    /** The file after {@link StepJudge#judge} gave this verdict on this step of a party with this profile. */
    public CaseFile apply(Step step, StepProfile profile, Verdict verdict) {
        if (verdict instanceof Verdict.Repeated) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.remember(step);
        if (verdict instanceof Verdict.Applied applied) {
            applied.transitions().forEach(draft::move);
            draft.take(step);
        } else if (verdict instanceof Verdict.Late) {
            draft.takeLate(step);
        } else if (verdict instanceof Verdict.Parked parkedUntil) {
            draft.parked.add(new ParkedStep(step, profile, parkedUntil.until()));
        }
        return draft.file();
    }

    /** The file of a newer submission. */
    public CaseFile withSubmission(int newer, boolean instant) {
        return new CaseFile(caseNo, state, stateBeforeForward, newestStepAt, newer, openDebts, instant, result, known, parked);
    }

    /** The file after materials that were owed came in or were waived. */
    public CaseFile withOpenDebts(int owed) {
        Draft draft = new Draft(this);
        draft.openDebts = owed;
        return draft.file();
    }

    /** The parked steps whose time is up at {@code now}: each becomes a task for a person. */
    public List<ParkedStep> overdue(Instant now) {
        return parked.stream().filter(p -> !p.until().isAfter(now)).toList();
    }

    /** The file without a parked step; its key stays known. */
    public CaseFile unpark(String stepKey) {
        Draft draft = new Draft(this);
        draft.parked.removeIf(p -> p.step().stepKey().equals(stepKey));
        return draft.file();
    }

    /** Whether it lies with who decides by the table, so that it must be given back to leave it. */
    public boolean isHandedOver() {
        return Standing.isHandedOver(state);
    }

    boolean knows(Step step) {
        return known.contains(step.stepKey()) || known.contains(step.content());
    }

    boolean isNewerThan(Step step) {
        return newestStepAt != null && step.at().isBefore(newestStepAt);
    }

    Standing standing() {
        return new Standing(state, stateBeforeForward);
    }

    /** The one place where a file is changed, field by field. */
    private static final class Draft {
        private final CaseFile old;
        private @Nullable CaseState state;
        private @Nullable CaseState beforeForward;
        private @Nullable Instant newestStepAt;
        private int openDebts;
        private @Nullable CaseResult result;
        private final Set<String> known;
        private final List<ParkedStep> parked;

        Draft(CaseFile old) {
            this.old = old;
            this.state = old.state;
            this.beforeForward = old.stateBeforeForward;
            this.newestStepAt = old.newestStepAt;
            this.openDebts = old.openDebts;
            this.result = old.result;
            this.known = new HashSet<>(old.known);
            this.parked = new ArrayList<>(old.parked);
        }

        void remember(Step step) {
            known.add(step.stepKey());
            known.add(step.content());
        }

        void move(Transition transition) {
            beforeForward = Standing.beforeForward(new Standing(state, beforeForward), transition.to());
            state = transition.to();
        }

        void take(Step step) {
            newestStepAt = step.at();
            takeDebts(step);
            if (step.result() != null) {
                result = step.result();
            }
        }

        /** A late step moves nothing, but an acceptance before the hand-over says what a taking back returns to. */
        void takeLate(Step step) {
            takeDebts(step);
            boolean acceptance =
                    step.target() == CaseState.ACCEPTED || step.target() == CaseState.TOLERANT_ACCEPTED;
            if (acceptance && beforeForward == CaseState.RECEIVED) {
                beforeForward = step.target();
            }
        }

        private void takeDebts(Step step) {
            if (step.target() == CaseState.TOLERANT_ACCEPTED && !step.cancels()) {
                openDebts = step.debts();
            }
        }

        CaseFile file() {
            return new CaseFile(
                    old.caseNo,
                    state,
                    beforeForward,
                    newestStepAt,
                    old.version,
                    openDebts,
                    old.instantItem,
                    result,
                    known,
                    parked);
        }
    }
}
