package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.material.MaterialFacts;
import cn.tongban.hub.material.MaterialRepository;
import cn.tongban.hub.material.MaterialShelf;
import cn.tongban.hub.material.NewMaterial;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.vault.Vault;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The materials' part of a group commit: what a case may still take, and which version it is. */
final class MaterialCommit {
    private static final Set<CaseState> ENDED =
            EnumSet.of(CaseState.NOT_ACCEPTED, CaseState.WITHDRAWN, CaseState.TERMINATED, CaseState.REVOKED);
    /** Decided to the end; only what is owed still comes (容缺办结). */
    private static final Set<CaseState> SETTLED = EnumSet.of(CaseState.CLOSED, CaseState.ISSUED, CaseState.DELIVERED);

    private final MaterialRepository repository;
    private final PromiseCommit promises;
    private final Vault vault;

    MaterialCommit(MaterialRepository repository, PromiseCommit promises, Vault vault) {
        this.repository = repository;
        this.promises = promises;
        this.vault = vault;
    }

    /** For one group whose cases are locked. */
    Round begin(List<Pending> group) {
        Set<String> caseNos = new TreeSet<>();
        for (Pending pending : group) {
            if (pending.recording.entry() instanceof CaseEntry.Supply) {
                caseNos.add(pending.recording.caseNo());
            }
        }
        return new Round(caseNos.isEmpty() ? Map.of() : repository.shelves(caseNos), promises.begin(group));
    }

    /** What one group does to the shelves. */
    final class Round {
        private final Map<String, MaterialShelf> shelves;
        private final Map<Pending, Integer> versions = new LinkedHashMap<>();
        private final PromiseCommit.Round promised;

        Round(Map<String, MaterialShelf> shelves, PromiseCommit.Round promised) {
            this.shelves = shelves;
            this.promised = promised;
        }

        /** What the submission says is owed, or committed to, is the last word about that. */
        void promise(Pending pending) {
            promised.restate(pending);
        }

        /** @throws HubException NOT_FOUND or NOT_POSSIBLE_NOW: nothing was changed */
        void act(Pending pending, CaseEntry.PromiseStep step, CaseDraft draft, List<String> destinations) {
            promised.act(pending, step, draft);
            draft.passOn(pending.messageId, pending.recording.type(), destinations);
        }

        /** @throws HubException CASE_ENDED, MATERIALS_TOO_MANY or MATERIALS_TOO_LARGE: nothing was changed */
        void supply(Pending pending, CaseEntry.Supply supply, CaseDraft draft, List<String> destinations) {
            MaterialShelf shelf = shelves.get(pending.recording.caseNo());
            check(supply, shelf);
            CaseState state = draft.stored().file().state();
            if (ENDED.contains(state) || SETTLED.contains(state) && !promised.owes(pending, supply)) {
                throw new HubException(ErrorCode.CASE_ENDED, pending.recording.caseNo());
            }
            versions.put(pending, shelf.put(supply.materialId(), supply.size()));
            draft.passOn(pending.messageId, pending.recording.type(), destinations);
            promised.pay(pending, supply, draft);
        }

        private void check(CaseEntry.Supply supply, MaterialShelf shelf) {
            if (shelf.countWith(supply.materialId()) > supply.maxCount()) {
                throw new HubException(ErrorCode.MATERIALS_TOO_MANY, Integer.toString(supply.maxCount()));
            }
            if (shelf.sizeWith(supply.materialId(), supply.size()) > supply.maxSize()) {
                throw new HubException(ErrorCode.MATERIALS_TOO_LARGE, supply.maxSize() + " bytes");
            }
        }

        /** Writes what the kept members brought; their keys are settled. */
        void write(List<Pending> kept) {
            List<NewMaterial> fresh = kept.stream().filter(versions::containsKey).map(this::row).toList();
            if (!fresh.isEmpty()) {
                repository.insert(fresh);
            }
            promised.write();
        }

        private NewMaterial row(Pending pending) {
            CaseEntry.Supply supply = (CaseEntry.Supply) pending.recording.entry();
            byte[] facts = vault.seal(pending.key(), pending.messageId, MaterialFacts.PART, supply.facts().toJson());
            return new NewMaterial(pending.recording.caseNo(), supply.materialId(), versions.get(pending),
                    pending.messageId, supply.blob(), supply.size(), supply.mediaType(), supply.getType(),
                    supply.suppliedAt(), facts);
        }
    }
}
