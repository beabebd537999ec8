package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.delivery.Rejections;
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
import org.springframework.dao.ConcurrencyFailureException;

/** The cases' part of a group commit: lock, judge, write. */
final class CaseCommit {
    private final CaseRepository cases;
    private final DataKeys keys;
    private final Vault vault;
    private final Listeners listeners;
    private final CaseJudge judge;
    private final MaterialCommit materials;
    private final ParcelCommit parcels;
    private final Rejections rejections;
    private final Clock clock;

    CaseCommit(CaseRepository cases, DataKeys keys, Vault vault, CaseJudge judge, Listeners listeners, MaterialCommit materials,
            ParcelCommit parcels, Rejections rejections, Clock clock) {
        this.cases = cases;
        this.keys = keys;
        this.vault = vault;
        this.listeners = listeners;
        this.judge = judge;
        this.materials = materials;
        this.parcels = parcels;
        this.rejections = rejections;
        this.clock = clock;
    }

    /** Cases that the group touches, and members that cannot be recorded. */
    record Outcome(
            Collection<CaseDraft> drafts,
            Map<Pending, HubException> refusals,
            MaterialCommit.Round materials,
            ParcelCommit.Round parcels) {}

    Outcome judge(List<Pending> group) {
        Set<String> caseNos = new TreeSet<>(group.stream().map(p -> p.recording.caseNo()).toList());
        List<Step> arriving = group.stream().flatMap(p -> ((CaseEntry) p.recording.entry()).marks().stream()).toList();
        Map<String, CaseDraft> drafts = new LinkedHashMap<>();
        cases.lock(caseNos, arriving).forEach((caseNo, stored) -> drafts.put(caseNo, draft(stored)));
        Map<Pending, HubException> refusals = new HashMap<>();
        MaterialCommit.Round shelves = materials.begin(group);
        ParcelCommit.Round tracked = parcels.begin(group);
        Instant now = clock.instant();
        for (Pending pending : group) {
            try {
                judge.judge(pending.recording, pending.messageId, drafts,
                        new Belongings(pending, shelves, tracked, now), now);
            } catch (HubException refused) {
                refusals.put(pending, refused);
            }
        }
        return new Outcome(drafts.values(), refusals, shelves, tracked);
    }

    private record Belongings(Pending pending, MaterialCommit.Round shelves, ParcelCommit.Round tracked, Instant now)
            implements CaseJudge.Belongings {
        @Override
        public void supply(CaseEntry.Supply supply, CaseDraft draft, List<String> destinations) {
            shelves.supply(pending, supply, draft, destinations);
        }

        @Override
        public void promise() {
            shelves.promise(pending);
        }

        @Override
        public void act(CaseEntry.PromiseStep step, CaseDraft draft, List<String> destinations) {
            shelves.act(pending, step, draft, destinations);
        }

        @Override
        public void track(CaseEntry.Tracking tracking, CaseDraft draft, CaseDraft.Source source) {
            tracked.track(tracking, draft, source, pending.recording.bundle(), now);
        }
    }

    /** A stored case to be worked on. */
    CaseDraft draft(StoredCase stored) {
        return new CaseDraft(stored, false, listeners);
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
        outcome.parcels().write();
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
            draft.rejections.forEach(this::reject);
            draft.tasks.forEach(t -> cases.insertTask(Ids.next(clock.instant()), t.caseNo(), t.kind(), t.detail()));
        }
    }

    private void reject(RejectedLater rejected) {
        String type = rejections.refuse(rejected.delivery(), rejected.by(), rejected.caseNo(), rejected.reason()).orElse("");
        cases.insertRejection(Ids.next(clock.instant()), rejected.caseNo(), rejected.detail(), rejected.by(), type);
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
