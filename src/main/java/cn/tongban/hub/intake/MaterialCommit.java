package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.material.MaterialFacts;
import cn.tongban.hub.material.MaterialRepository;
import cn.tongban.hub.material.MaterialShelf;
import cn.tongban.hub.material.NewMaterial;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.vault.Vault;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The materials' part of a group commit: what a case may still take, which version it is, which debt it pays. */
final class MaterialCommit {
    private static final Set<CaseState> ENDED =
            EnumSet.of(CaseState.NOT_ACCEPTED, CaseState.WITHDRAWN, CaseState.TERMINATED, CaseState.REVOKED);
    /** Decided to the end; only what is owed still comes (容缺办结). */
    private static final Set<CaseState> SETTLED = EnumSet.of(CaseState.CLOSED, CaseState.ISSUED, CaseState.DELIVERED);

    private final MaterialRepository repository;
    private final Vault vault;

    MaterialCommit(MaterialRepository repository, Vault vault) {
        this.repository = repository;
        this.vault = vault;
    }

    /** For one group whose cases are locked. */
    Round begin(List<Pending> group) {
        Set<String> caseNos = new TreeSet<>();
        for (Pending pending : group) {
            CaseEntry entry = pending.recording.entry();
            boolean owes = entry instanceof CaseEntry.Submission submission && !submission.debts().isEmpty();
            if (owes || entry instanceof CaseEntry.Supply) {
                caseNos.add(pending.recording.caseNo());
            }
        }
        return new Round(caseNos.isEmpty() ? Map.of() : repository.shelves(caseNos));
    }

    /** What one group does to the shelves. */
    final class Round {
        private final Map<String, MaterialShelf> shelves;
        private final Map<Pending, Integer> versions = new LinkedHashMap<>();
        private final Map<Pending, MaterialShelf.Debt> paid = new LinkedHashMap<>();
        private final List<MaterialRepository.NewDebt> owed = new ArrayList<>();
        private final Map<String, Collection<Integer>> replaced = new LinkedHashMap<>();

        Round(Map<String, MaterialShelf> shelves) {
            this.shelves = shelves;
        }

        /** The part of one member. */
        CaseJudge.Materials of(Pending pending) {
            return new CaseJudge.Materials() {
                @Override
                public void supply(CaseEntry.Supply supply, CaseDraft draft, List<String> destinations) {
                    Round.this.supply(pending, supply, draft, destinations);
                }

                @Override
                public void owe() {
                    Round.this.owe(pending);
                }
            };
        }

        /** @throws HubException CASE_ENDED, MATERIALS_TOO_MANY or MATERIALS_TOO_LARGE: nothing was changed */
        void supply(Pending pending, CaseEntry.Supply supply, CaseDraft draft, List<String> destinations) {
            MaterialShelf shelf = shelves.get(pending.recording.caseNo());
            check(supply, shelf);
            CaseState state = draft.stored().file().state();
            Optional<MaterialShelf.Debt> debt = shelf.owing(supply.materialId(), name(supply.facts().name()));
            if (ENDED.contains(state) || SETTLED.contains(state) && debt.isEmpty()) {
                throw new HubException(ErrorCode.CASE_ENDED, pending.recording.caseNo());
            }
            versions.put(pending, shelf.put(supply.materialId(), supply.size()));
            draft.passOn(pending.messageId, pending.recording.type(), destinations);
            debt.ifPresent(found -> {
                shelf.paid(found);
                paid.put(pending, found);
                draft.payDebt();
            });
        }

        private void check(CaseEntry.Supply supply, MaterialShelf shelf) {
            if (shelf.countWith(supply.materialId()) > supply.maxCount()) {
                throw new HubException(ErrorCode.MATERIALS_TOO_MANY, Integer.toString(supply.maxCount()));
            }
            if (shelf.sizeWith(supply.materialId(), supply.size()) > supply.maxSize()) {
                throw new HubException(ErrorCode.MATERIALS_TOO_LARGE, supply.maxSize() + " bytes");
            }
        }

        /** A submission that was taken in says what is owed; it is the last word about that. */
        void owe(Pending pending) {
            if (!(pending.recording.entry() instanceof CaseEntry.Submission submission) || submission.debts().isEmpty()) {
                return;
            }
            String caseNo = pending.recording.caseNo();
            MaterialShelf shelf = shelves.get(caseNo);
            replaced.computeIfAbsent(caseNo, no -> new ArrayList<>()).addAll(shelf.openDebts());
            shelf.clearDebts();
            for (CaseEntry.Owed one : submission.debts()) {
                MaterialShelf.Debt debt = shelf.owe(one.materialId(), name(one.name()));
                owed.add(new MaterialRepository.NewDebt(caseNo, debt.no(), pending.messageId, debt.materialId(),
                        debt.name(), one.dueDate()));
            }
        }

        /** Writes what the kept members brought; their keys are settled. */
        void write(List<Pending> kept) {
            replaced.forEach(repository::replaceDebts);
            if (!owed.isEmpty()) {
                repository.insertDebts(owed);
            }
            List<NewMaterial> fresh = kept.stream().filter(versions::containsKey).map(this::row).toList();
            if (!fresh.isEmpty()) {
                repository.insert(fresh);
            }
            paid.forEach((pending, debt) ->
                    repository.payDebt(pending.recording.caseNo(), debt.no(), pending.messageId));
        }

        private NewMaterial row(Pending pending) {
            CaseEntry.Supply supply = (CaseEntry.Supply) pending.recording.entry();
            byte[] facts = vault.seal(pending.key(), pending.messageId, MaterialFacts.PART, supply.facts().toJson());
            return new NewMaterial(pending.recording.caseNo(), supply.materialId(), versions.get(pending),
                    pending.messageId, supply.blob(), supply.size(), supply.mediaType(), supply.getType(),
                    supply.suppliedAt(), facts);
        }
    }

    /** A keyed digest: who reads the table learns no name, and equal names meet. */
    private String name(String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s+", "");
        return Digests.hex(vault.blind("material-name", normal));
    }
}
