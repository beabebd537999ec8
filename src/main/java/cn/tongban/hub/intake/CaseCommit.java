package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
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
    private final CaseJudge judge;
    private final MaterialCommit materials;
    private final Clock clock;

    CaseCommit(CaseRepository cases, DataKeys keys, Vault vault, Function<String, StepProfile> profiles,
            TakeBacks takeBacks, MaterialCommit materials, Clock clock) {
        this.cases = cases;
        this.keys = keys;
        this.vault = vault;
        this.judge = new CaseJudge(profiles, takeBacks);
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
                judge.judge(pending.recording, pending.messageId, drafts, round.of(pending), now);
            } catch (HubException refused) {
                refusals.put(pending, refused);
            }
        }
        return new Outcome(drafts.values(), refusals, round);
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
