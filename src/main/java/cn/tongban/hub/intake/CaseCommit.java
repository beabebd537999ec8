package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.cases.Step;
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
import org.springframework.dao.ConcurrencyFailureException;

/** The cases' part of a group commit: lock, judge, write. */
final class CaseCommit {
    private final CaseRepository cases;
    private final DataKeys keys;
    private final Vault vault;
    private final Function<String, StepProfile> profiles;
    private final Clock clock;

    CaseCommit(CaseRepository cases, DataKeys keys, Vault vault, Function<String, StepProfile> profiles, Clock clock) {
        this.cases = cases;
        this.keys = keys;
        this.vault = vault;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** Cases that the group touches, and members that cannot be recorded. */
    record Outcome(Collection<CaseDraft> drafts, Map<Pending, HubException> refusals) {}

    Outcome judge(List<Pending> group) {
        Set<String> caseNos = new TreeSet<>(group.stream().map(p -> p.recording.caseNo()).toList());
        List<Step> arriving = group.stream().flatMap(p -> p.recording.entry().steps().stream()).toList();
        Map<String, CaseDraft> drafts = new LinkedHashMap<>();
        cases.lock(caseNos, arriving).forEach((caseNo, stored) -> drafts.put(caseNo, new CaseDraft(stored, false)));
        Map<Pending, HubException> refusals = new HashMap<>();
        Instant now = clock.instant();
        for (Pending pending : group) {
            try {
                judge(pending, drafts, now);
            } catch (HubException refused) {
                refusals.put(pending, refused);
            }
        }
        return new Outcome(drafts.values(), refusals);
    }

    private void judge(Pending pending, Map<String, CaseDraft> drafts, Instant now) {
        Recording recording = pending.recording;
        CaseDraft draft = drafts.get(recording.caseNo());
        if (recording.entry() instanceof CaseEntry.Submission submission) {
            if (draft == null) {
                draft = open(recording, submission);
                drafts.put(recording.caseNo(), draft);
            } else if (isKnownVersion(draft, submission)) {
                throw new HubException(ErrorCode.CASE_VERSION_CONFLICT, recording.caseNo());
            } else {
                draft.version(Math.max(submission.version(), draft.stored().file().version()));
            }
        } else if (draft == null) {
            throw new HubException(ErrorCode.CASE_UNKNOWN, recording.caseNo());
        }
        CaseDraft.Source source = new CaseDraft.Source(pending.messageId, recording.type(), recording.connector(),
                destinations(recording.address(), draft.stored()), profiles.apply(recording.connector()));
        for (Step step : recording.entry().steps()) {
            Verdict verdict = draft.take(step, source, now);
            if (verdict instanceof Verdict.Repeated) {
                return;
            }
        }
    }

    /** A version that was there before may only come again with the same content, which the judge finds to be a repeat. */
    private static boolean isKnownVersion(CaseDraft draft, CaseEntry.Submission submission) {
        Step first = submission.steps().get(0);
        return submission.version() <= draft.stored().file().version()
                && !draft.stored().file().known().contains(first.content());
    }

    private static CaseDraft open(Recording recording, CaseEntry.Submission submission) {
        String handler = recording.address() instanceof Address.To to ? to.destinations().get(0) : "";
        CaseFile blank = CaseFile.blank(recording.caseNo(), submission.version(), submission.instant());
        return new CaseDraft(
                new StoredCase(recording.connector(), handler, submission.taskCode(), blank, 0, List.of()), true);
    }

    private static List<String> destinations(Address address, StoredCase stored) {
        if (address instanceof Address.To to) {
            return to.destinations();
        }
        String one = address instanceof Address.CaseOrigin ? stored.origin() : stored.handler();
        return one.isEmpty() ? List.of() : List.of(one);
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
        writeTrace(outcome.drafts());
        List<CaseRepository.IndexEntry> index = new ArrayList<>();
        kept.forEach(p -> p.indexes.forEach(d -> index.add(new CaseRepository.IndexEntry(d, p.recording.caseNo()))));
        if (!index.isEmpty()) {
            cases.insertIndex(index);
        }
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
