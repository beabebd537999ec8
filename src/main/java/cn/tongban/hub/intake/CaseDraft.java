package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Custody;
import cn.tongban.hub.cases.Hearing;
import cn.tongban.hub.cases.Judged;
import cn.tongban.hub.cases.ParkedStep;
import cn.tongban.hub.cases.Progress;
import cn.tongban.hub.cases.Provenance;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.StepJudge;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.cases.StoredCase.Line;
import cn.tongban.hub.cases.StoredCase.ParkedMessage;
import cn.tongban.hub.cases.TimelineDecision;
import cn.tongban.hub.cases.Transition;
import cn.tongban.hub.cases.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One case while a commit works on it: takes steps in and collects what must be written. */
final class CaseDraft {
    /** Whoever gives a case back has ended what it was doing with it. */
    private static final StepProfile GIVING_BACK = new StepProfile(Set.of(CaseState.IN_REVIEW), Duration.ofHours(24), false);

    private final boolean fresh;
    private StoredCase stored;
    private boolean changed;
    private final Map<String, ParkedMessage> parked = new HashMap<>();
    final List<Line> lines = new ArrayList<>();
    final List<Release> releases = new ArrayList<>();
    private final Onwards onward;
    final List<Task> tasks = new ArrayList<>();
    final List<RejectedLater> rejections = new ArrayList<>();

    /** A parked line that gets its final decision. */
    record Release(String caseNo, int no, TimelineDecision decision) {}

    /** Something that a person must look at. */
    record Task(String caseNo, String kind, String detail) {}

    /** A message as a source of steps. */
    record Source(UUID messageId, String type, String connector, List<String> destinations, StepProfile profile) {}

    /**
     * What says that the desk has a case back.
     *
     * @param connector who said it; empty if the hub concluded it
     * @param messageId that its desk is told of
     */
    record Back(Step mark, String connector, UUID messageId) {
        static Back concluded(UUID messageId, Instant now) {
            Step mark = Step.of("hub/take-back/" + messageId, CaseState.FORWARDED, now).by(Provenance.DERIVED);
            return new Back(mark, "", messageId);
        }
    }

    CaseDraft(StoredCase stored, boolean fresh, Listeners listeners) {
        this.stored = stored;
        this.onward = new Onwards(listeners);
        this.fresh = fresh;
        this.changed = fresh;
        stored.parked().forEach(p -> parked.put(p.stepKey(), p));
    }

    StoredCase stored() {
        return stored;
    }

    boolean isFresh() {
        return fresh;
    }

    boolean isChanged() {
        return changed;
    }

    /** A submission of this version, or of one before it, is taken in. */
    void version(CaseEntry.Submission submission) {
        if (submission.version() >= stored.file().version()) {
            stored = stored.with(stored.hearing().by(submission.deliveryWay()));
            replace(stored.file().withSubmission(submission.version(), stored.file().instantItem()), stored.steps());
        }
    }

    List<Onwards.Onward> onward() {
        return onward.all();
    }

    /** The handler has shown that the case is there. */
    void isHeld() {
        replace(stored.custody().taken());
    }

    /** Hands a case in again that lies with its desk: whatever its state says already is only noted. */
    void handIn(CaseEntry.Submission submission, String handler, Source source, Instant now) {
        stored = stored.ofItem(submission.taskCode()).with(stored.hearing().by(submission.deliveryWay()));
        replace(stored.custody().addressed(handler));
        replace(stored.file().withSubmission(submission.version(), submission.instant()), stored.steps());
        for (Step step : submission.steps()) {
            if (StepJudge.judge(stored.file(), step, source.profile(), now) instanceof Verdict.Applied) {
                take(step, source, now);
            } else {
                note(step, TimelineDecision.HANDED_IN_AGAIN, source.connector(), source.messageId());
            }
        }
        passOn(source.messageId(), source.type(), source.destinations());
    }

    /**
     * Gives the case back to its desk, by its listed edge where it was handed over; steps of the former handler that waited
     * lead nowhere any more.
     *
     * @return false if the table does not have it; then nothing was changed
     */
    boolean backAtDesk(Back back, Instant now) {
        if (stored.file().isHandedOver()) {
            Instant asOf = placeOf(back);
            CaseState to = stored.file().stateBeforeForward();
            Step cancel = to == null ? null : Step.of(back.mark().stepKey() + "/back", to, asOf).asCancel();
            if (cancel == null || !(StepJudge.judge(stored.file(), cancel, GIVING_BACK, now) instanceof Verdict.Applied)) {
                return false;
            }
            dropParked();
            Progress progress = StepJudge.take(stored.file(), cancel, GIVING_BACK, now);
            replace(progress.file(), stored.steps());
            derived(progress.judged().get(0));
        } else {
            dropParked();
        }
        replace(stored.custody().backAtDesk());
        note(back.mark(), TimelineDecision.TAKE_BACK_GRANTED, back.connector(),
                back.connector().isEmpty() ? null : back.messageId());
        return true;
    }

    /** A conclusion has no time of its own; and a clock that is behind must not make a giving back look like a late step. */
    private Instant placeOf(Back back) {
        Instant newest = stored.file().newestStepAt();
        boolean own = newest == null || !back.connector().isEmpty() && back.mark().at().isAfter(newest);
        return own ? back.mark().at() : newest;
    }

    private void dropParked() {
        for (ParkedStep waiting : stored.file().parked()) {
            String key = waiting.step().stepKey();
            release(Optional.ofNullable(parked.remove(key)).orElseThrow().no(), TimelineDecision.IMPOSSIBLE);
            tasks.add(new Task(stored.file().caseNo(), "impossible-step",
                    stored.file().state() + " -> " + waiting.step().target()));
            replace(stored.file().unpark(key), stored.steps());
        }
    }

    /** A line that tells of something that moved nothing by itself. */
    void note(Step mark, TimelineDecision decision, String connector, @Nullable UUID messageId) {
        line(mark.at(Optional.ofNullable(stored.file().state()).orElseThrow()), connector, decision, messageId, List.of(),
                null);
    }

    /** The same, of what is no step; told again it is a repeat. */
    void noteOnce(CaseEntry.Report report, String connector, UUID messageId) {
        boolean known = stored.file().known().contains(report.mark().stepKey());
        boolean retracts = !report.retracted().isEmpty();
        TimelineDecision fresh = retracts ? TimelineDecision.RETRACTED : TimelineDecision.NOTED;
        note(report.mark(), known ? TimelineDecision.REPEATED : fresh, connector, messageId);
        if (retracts && !known) {
            tasks.add(new Task(stored.file().caseNo(), "report-retracted", report.retracted()));
        }
    }

    /** Takes one step of a message in, and whatever parked steps it releases. */
    Verdict take(Step step, Source source, Instant now) {
        Progress progress = StepJudge.take(stored.file(), step, source.profile(), now);
        Judged own = progress.judged().get(0);
        replace(progress.file(), stored.steps());
        note(own, source);
        for (Judged released : progress.judged().subList(1, progress.judged().size())) {
            released(released);
        }
        return own.verdict();
    }

    /**
     * Concludes from a receipt where the case is. It has no time of its own: the newest step's time only places it among
     * the others. Where the case has moved on already, nothing happens.
     *
     * @return whether the case moved by it
     */
    boolean conclude(Step step, StepProfile profile, Instant now) {
        if (!(StepJudge.judge(stored.file(), step, profile, now) instanceof Verdict.Applied)) {
            return false;
        }
        Progress progress = StepJudge.take(stored.file(), step, profile, now);
        replace(progress.file(), stored.steps());
        line(step, "", TimelineDecision.DERIVED, null, List.of(), null);
        progress.judged().stream().skip(1).forEach(this::released);
        return true;
    }

    /** A material that was owed is there; a decision that waited for it goes on. */
    void payDebt() {
        CaseFile owing = stored.file();
        Progress progress = StepJudge.release(owing.withOpenDebts(Math.max(0, owing.openDebts() - 1)));
        replace(progress.file(), stored.steps());
        progress.judged().forEach(this::released);
    }

    /** These destinations hear of a message, and whoever listens. */
    void passOn(UUID messageId, String type, List<String> destinations) {
        Hearing after = onward.add(messageId, type, destinations, stored);
        changed |= !after.equals(stored.hearing());
        stored = stored.with(after);
    }

    private void note(Judged judged, Source source) {
        TimelineDecision decision = TimelineDecision.of(judged.verdict());
        derived(judged);
        Instant until = judged.verdict() instanceof Verdict.Parked p ? p.until() : null;
        int no = line(judged.step(), source.connector(), decision, source.messageId(), source.destinations(), until);
        if (decision == TimelineDecision.PARKED) {
            parked.put(judged.step().stepKey(), new ParkedMessage(
                    judged.step().stepKey(), no, source.messageId(), source.type(), source.destinations()));
        }
        onwardOrTask(judged, source.messageId(), source.type(), source.destinations());
    }

    private void released(Judged judged) {
        ParkedMessage message = Optional.ofNullable(parked.remove(judged.step().stepKey())).orElseThrow();
        derived(judged);
        release(message.no(), TimelineDecision.of(judged.verdict()));
        onwardOrTask(judged, message.messageId(), message.type(), message.destinations());
    }

    /** The line may have been added in this very commit; then it is corrected before it is written. */
    private void release(int no, TimelineDecision decision) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.no() == no) {
                lines.set(i, new Line(line.caseNo(), no, line.step(), line.connector(), decision, line.messageId(),
                        line.destinations(), null));
                return;
            }
        }
        releases.add(new Release(stored.file().caseNo(), no, decision));
    }

    private void derived(Judged judged) {
        if (judged.verdict() instanceof Verdict.Applied applied) {
            List<Transition> passed = applied.transitions().subList(0, applied.transitions().size() - 1);
            for (Transition transition : passed) {
                Step step = Step.of(judged.step().stepKey() + "/" + transition.to(), transition.to(),
                                judged.step().at()).by(transition.provenance());
                line(step, "", TimelineDecision.DERIVED, null, List.of(), null);
            }
        }
    }

    private void onwardOrTask(Judged judged, UUID messageId, String type, List<String> destinations) {
        if (judged.verdict().passedOn()) {
            passOn(messageId, type, destinations);
        } else if (judged.verdict() instanceof Verdict.Impossible impossible) {
            tasks.add(new Task(stored.file().caseNo(), "impossible-step", impossible.from() + " -> " + impossible.to()));
        }
    }

    private int line(Step step, String connector, TimelineDecision decision, @Nullable UUID messageId,
            List<String> destinations, @Nullable Instant parkUntil) {
        int no = stored.steps() + 1;
        lines.add(new Line(stored.file().caseNo(), no, step, connector, decision, messageId, destinations, parkUntil));
        replace(stored.file(), no);
        return no;
    }

    private void replace(CaseFile file, int steps) {
        stored = stored.with(file, steps);
        changed = true;
    }

    void replace(Custody custody) {
        if (!custody.equals(stored.custody())) {
            stored = stored.with(custody);
            changed = true;
        }
    }
}
