package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Side;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.StepJudge;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.cases.Verdict;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.dao.ConcurrencyFailureException;

/** The cases' part of a group commit: lock, judge, write. */
final class CaseCommit {
    private final CaseRepository cases;
    private final DataKeys keys;
    private final Vault vault;
    private final Function<String, StepProfile> profiles;
    private final TakeBacks takeBacks;
    private final MaterialCommit materials;
    private final Clock clock;

    CaseCommit(CaseRepository cases, DataKeys keys, Vault vault, Function<String, StepProfile> profiles,
            TakeBacks takeBacks, MaterialCommit materials, Clock clock) {
        this.cases = cases;
        this.keys = keys;
        this.vault = vault;
        this.profiles = profiles;
        this.takeBacks = takeBacks;
        this.materials = materials;
        this.clock = clock;
    }

    /** Cases that the group touches, and members that cannot be recorded. */
    record Outcome(
            Collection<CaseDraft> drafts, Map<Pending, HubException> refusals, MaterialCommit.Round materials) {}

    Outcome judge(List<Pending> group) {
        Set<String> caseNos = new TreeSet<>(group.stream().map(p -> p.recording.caseNo()).toList());
        List<Step> arriving = group.stream().flatMap(p -> p.recording.entry().marks().stream()).toList();
        Map<String, CaseDraft> drafts = new LinkedHashMap<>();
        cases.lock(caseNos, arriving).forEach((caseNo, stored) -> drafts.put(caseNo, new CaseDraft(stored, false)));
        Map<Pending, HubException> refusals = new HashMap<>();
        MaterialCommit.Round round = materials.begin(group);
        Instant now = clock.instant();
        for (Pending pending : group) {
            try {
                judge(pending, drafts, round, now);
            } catch (HubException refused) {
                refusals.put(pending, refused);
            }
        }
        return new Outcome(drafts.values(), refusals, round);
    }

    private void judge(Pending pending, Map<String, CaseDraft> drafts, MaterialCommit.Round round, Instant now) {
        Recording recording = pending.recording;
        CaseDraft draft = drafts.get(recording.caseNo());
        StepProfile profile = profiles.apply(recording.connector());
        if (draft == null) {
            draft = open(recording);
            drafts.put(recording.caseNo(), draft);
        } else if (recording.entry() instanceof CaseEntry.Submission submission) {
            admitNewer(draft, submission, recording);
        } else if (!(recording.entry() instanceof CaseEntry.TakeBack)) {
            admit(draft, recording, profile);
        }
        if (recording.entry() instanceof CaseEntry.Supply supply) {
            round.supply(pending, supply, draft, destinations(recording, draft.stored()));
            return;
        }
        if (recording.entry() instanceof CaseEntry.Report report) {
            draft.noteOnce(report, recording.reporter(), pending.messageId);
            return;
        }
        CaseDraft.Source source = new CaseDraft.Source(pending.messageId, recording.type(), recording.reporter(),
                destinations(recording, draft.stored()), profile);
        if (recording.entry() instanceof CaseEntry.TakeBack said) {
            takeBacks.take(draft, said, recording.reporter(), source, now);
        } else if (recording.entry() instanceof CaseEntry.Submission submission && isHandedInAgain(draft, submission)) {
            draft.handIn(submission, handler(recording), source, now);
            round.owe(pending);
        } else {
            if (take(draft, recording.entry(), source, now)) {
                round.owe(pending);
            }
            TakeBacks.endIfDecided(draft, now);
        }
    }

    /** False for what was known already. */
    private static boolean take(CaseDraft draft, CaseEntry entry, CaseDraft.Source source, Instant now) {
        if (entry instanceof CaseEntry.Submission submission) {
            draft.version(Math.max(submission.version(), draft.stored().file().version()));
        }
        for (Step step : steps(entry, draft)) {
            Verdict verdict = draft.take(step, source, now);
            if (verdict instanceof Verdict.Repeated) {
                return false;
            }
        }
        return true;
    }

    private static void admitNewer(CaseDraft draft, CaseEntry.Submission submission, Recording recording) {
        if (!recording.reporter().equals(draft.stored().origin()) || isKnownVersion(draft, submission)) {
            throw new HubException(ErrorCode.CASE_VERSION_CONFLICT, recording.caseNo());
        }
    }

    /** After a take-back the desk hands a case over anew, perhaps to somebody else. */
    private static boolean isHandedInAgain(CaseDraft draft, CaseEntry.Submission submission) {
        CaseState state = draft.stored().file().state();
        return state != null && state.isBeforeDecision() && draft.stored().handler().isEmpty()
                && submission.version() > draft.stored().file().version();
    }

    private static String handler(Recording recording) {
        return recording.address() instanceof Address.To to ? to.destinations().get(0) : "";
    }

    /** A stranger hears what it would hear if the case were not there. */
    private static void admit(CaseDraft draft, Recording recording, StepProfile profile) {
        Side side = Side.of(recording.reporter(), draft.stored(), profile)
                .orElseThrow(() -> new HubException(ErrorCode.CASE_UNKNOWN, recording.caseNo()));
        for (Step step : recording.entry().steps()) {
            if (!side.mayReport(step.target())) {
                throw new HubException(ErrorCode.CASE_STEP_IMPOSSIBLE, step.target().name());
            }
        }
        if (side == Side.DECIDING) {
            draft.isHeld();
        }
    }

    /** A step that begins a case needs no reception before it; for a known case its opening says nothing new. */
    private static List<Step> steps(CaseEntry entry, CaseDraft draft) {
        if (entry instanceof CaseEntry.Progress progress && progress.opening() != null
                && draft.stored().file().state() == null && !StepJudge.begins(progress.step())) {
            return List.of(progress.opening().received(), progress.step());
        }
        return entry.steps();
    }

    /** A version that was there before may only come again with the same content, which the judge finds to be a repeat. */
    private static boolean isKnownVersion(CaseDraft draft, CaseEntry.Submission submission) {
        Step first = submission.steps().get(0);
        return submission.version() <= draft.stored().file().version()
                && !draft.stored().file().known().contains(first.content());
    }

    private static CaseDraft open(Recording recording) {
        StoredCase blank;
        if (recording.entry() instanceof CaseEntry.Submission submission) {
            blank = StoredCase.blank(recording.reporter(), handler(recording), submission.taskCode(),
                    CaseFile.blank(recording.caseNo(), submission.version(), submission.instant()));
        } else if (recording.entry() instanceof CaseEntry.Progress progress && progress.opening() != null) {
            CaseEntry.Opening opening = progress.opening();
            blank = StoredCase.blank(recording.reporter(), recording.reporter(), opening.taskCode(),
                    CaseFile.blank(recording.caseNo(), opening.version(), opening.instant()));
        } else {
            throw new HubException(ErrorCode.CASE_UNKNOWN, recording.caseNo());
        }
        return new CaseDraft(blank, true);
    }

    /** Who of the case's two sides is addressed, unless it is the one that speaks. */
    private static List<String> destinations(Recording recording, StoredCase stored) {
        return destinations(recording.address(), recording.reporter(), stored);
    }

    private static List<String> destinations(Address address, String reporter, StoredCase stored) {
        if (address instanceof Address.To to) {
            return to.destinations();
        }
        if (address instanceof Address.Also also) {
            return Stream.concat(destinations(also.first(), reporter, stored).stream(), also.others().stream())
                    .distinct().toList();
        }
        String one = address instanceof Address.CaseOrigin ? stored.origin() : stored.handler();
        return one.isEmpty() || one.equals(reporter) ? List.of() : List.of(one);
    }

    /**
     * Writes the cases and seals the group's payloads under the right keys.
     *
     * @throws ConcurrencyFailureException if another transaction opened one of the cases meanwhile: run the group again
     */
    void write(List<Pending> kept, Outcome outcome) {
        List<StoredCase> fresh = outcome.drafts().stream().filter(CaseDraft::isFresh).map(CaseDraft::stored)
                .filter(stored -> stored.file().state() != null || stored.steps() > 0).toList();
        if (!fresh.isEmpty() && cases.insert(fresh) < fresh.size()) {
            throw new ConcurrencyFailureException("A case was opened by another transaction");
        }
        List<CaseDraft> changed = outcome.drafts().stream().filter(d -> !d.isFresh() && d.isChanged()).toList();
        if (!changed.isEmpty()) {
            cases.update(changed.stream().map(CaseDraft::stored).toList());
        }
        settleKeys(kept, outcome);
        outcome.materials().write(kept);
        writeTrace(outcome.drafts());
        List<CaseRepository.IndexEntry> index = new ArrayList<>();
        kept.stream().filter(p -> describesItsCase(p, outcome)).forEach(
                p -> p.indexes.forEach(d -> index.add(new CaseRepository.IndexEntry(d, p.recording.caseNo()))));
        if (!index.isEmpty()) {
            cases.insertIndex(index);
        }
    }

    /** Whose case it is, is said by submissions and by a step that opens a case, not by later ones. */
    private static boolean describesItsCase(Pending pending, Outcome outcome) {
        return !(pending.recording.entry() instanceof CaseEntry.Progress progress) || progress.opening() == null
                || outcome.drafts().stream().anyMatch(
                        d -> d.isFresh() && d.stored().file().caseNo().equals(pending.recording.caseNo()));
    }

    void writeTrace(Collection<CaseDraft> drafts) {
        List<StoredCase.Line> lines = drafts.stream().flatMap(d -> d.lines.stream()).toList();
        if (!lines.isEmpty()) {
            cases.insertLines(lines);
        }
        for (CaseDraft draft : drafts) {
            draft.releases.forEach(r -> cases.release(r.caseNo(), r.no(), r.decision()));
            draft.tasks.forEach(t -> cases.insertTask(Ids.next(clock.instant()), t.caseNo(), t.kind(), t.detail()));
        }
    }

    /** A new case gets the key under which its first message was sealed; all others are sealed under the stored one. */
    private void settleKeys(List<Pending> kept, Outcome outcome) {
        Map<String, DataKey> right = new HashMap<>();
        Map<String, DataKey> fresh = new HashMap<>();
        Set<String> freshCases = new TreeSet<>(
                outcome.drafts().stream().filter(CaseDraft::isFresh).map(d -> d.stored().file().caseNo()).toList());
        for (Pending pending : kept) {
            if (freshCases.contains(pending.recording.caseNo())) {
                fresh.putIfAbsent(pending.recording.caseNo(), pending.key());
            }
        }
        if (!fresh.isEmpty()) {
            keys.insert(fresh);
            right.putAll(fresh);
        }
        List<String> others = kept.stream().map(p -> p.recording.caseNo()).filter(no -> !right.containsKey(no))
                .filter(no -> !rememberCached(no, right)).distinct().toList();
        if (!others.isEmpty()) {
            right.putAll(keys.findAll(others));
        }
        kept.forEach(p -> p.rekey(right.get(p.recording.caseNo()), vault::seal));
    }

    private boolean rememberCached(String caseNo, Map<String, DataKey> right) {
        DataKey cached = keys.cached(caseNo);
        if (cached != null) {
            right.put(caseNo, cached);
        }
        return cached != null;
    }
}
