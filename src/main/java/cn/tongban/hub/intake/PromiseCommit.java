package cn.tongban.hub.intake;

import cn.tongban.hub.promise.NewPromise;
import cn.tongban.hub.promise.PromiseAct;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.promise.PromiseRepository;
import cn.tongban.hub.promise.PromiseShelf;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.PlainName;
import cn.tongban.hub.vault.Vault;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The promises' part of a group commit: what is said, said anew, paid, and what else happens to it. */
final class PromiseCommit {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final PromiseRepository repository;
    private final Vault vault;

    PromiseCommit(PromiseRepository repository, Vault vault) {
        this.repository = repository;
        this.vault = vault;
    }

    /** For one group whose cases are locked. */
    Round begin(List<Pending> group) {
        Set<String> caseNos = new TreeSet<>();
        for (Pending pending : group) {
            Entry entry = pending.recording.entry();
            boolean promises = entry instanceof CaseEntry.Submission submission && !submission.promises().isEmpty();
            if (promises || entry instanceof CaseEntry.Supply || entry instanceof CaseEntry.PromiseStep) {
                caseNos.add(pending.recording.caseNo());
            }
        }
        return new Round(caseNos.isEmpty() ? Map.of() : repository.shelves(caseNos));
    }

    /** What one group does to the promises. */
    final class Round {
        private final Map<String, PromiseShelf> shelves;
        private final List<NewPromise> fresh = new ArrayList<>();
        private final List<Runnable> writes = new ArrayList<>();

        Round(Map<String, PromiseShelf> shelves) {
            this.shelves = shelves;
        }

        private PromiseShelf shelf(Pending pending) {
            return shelves.get(pending.recording.caseNo());
        }

        boolean owes(Pending pending, CaseEntry.Supply supply) {
            return shelf(pending).owes(supply.materialId(), name(supply.facts().name()));
        }

        /** A material pays what is owed for it; what tells is its own day, not when the hub heard of it. */
        void pay(Pending pending, CaseEntry.Supply supply, CaseDraft draft) {
            shelf(pending).pay(supply.materialId(), name(supply.facts().name())).ifPresent(debt -> {
                boolean late = supply.suppliedAt().atZone(ZONE).toLocalDate().isAfter(debt.due());
                writes.add(() -> repository.pay(pending.recording.caseNo(), debt.no(), pending.messageId, late));
                draft.payDebt();
            });
        }

        /** A submission that was taken in is the last word about what it promises; what it only repeats goes on. */
        void restate(Pending pending) {
            if (!(pending.recording.entry() instanceof CaseEntry.Submission submission)) {
                return;
            }
            for (PromiseKind kind : PromiseKind.values()) {
                List<CaseEntry.Promised> told = submission.promises().stream().filter(one -> one.kind() == kind).toList();
                if (!told.isEmpty()) {
                    String caseNo = pending.recording.caseNo();
                    List<Integer> replaced =
                            shelf(pending).replaceAllBut(kind, told.stream().map(PromiseCommit.this::mark).toList());
                    if (!replaced.isEmpty()) {
                        writes.add(() -> repository.replace(caseNo, replaced));
                    }
                    told.stream().filter(one -> !shelf(pending).stands(kind, mark(one))).forEach(one -> add(pending, one));
                }
            }
        }

        private void add(Pending pending, CaseEntry.Promised told) {
            String name = name(told.facts().materialName());
            String mark = mark(told);
            int no = shelf(pending).promise(told.kind(), told.materialId(), name, mark, told.dueDate());
            fresh.add(new NewPromise(pending.recording.caseNo(), no, told.kind(), pending.messageId, told.materialId(), name,
                    mark, told.promisedOn(), told.dueDate(), told.place()));
        }

        /** @throws cn.tongban.hub.support.HubException NOT_FOUND or NOT_POSSIBLE_NOW: nothing was changed */
        void act(Pending pending, CaseEntry.PromiseStep step, CaseDraft draft) {
            String caseNo = pending.recording.caseNo();
            shelf(pending).act(step.no(), step.act());
            if (step.act().isDecision()) {
                writes.add(() -> repository.decide(caseNo, step.no(), step.act().to(), step.at(), step.by(), step.why()));
            } else if (step.act() == PromiseAct.REMIND) {
                writes.add(() -> repository.remind(caseNo, step.no(), step.at()));
            } else {
                writes.add(() -> repository.become(caseNo, step.no(), step.act().to()));
                draft.tasks.add(new CaseDraft.Task(caseNo, step.act().type().replace('.', '-'),
                        Integer.toString(step.no())));
            }
            if (step.act() == PromiseAct.WAIVE) {
                draft.payDebt();
            }
        }

        void write() {
            if (!fresh.isEmpty()) {
                repository.insert(fresh);
            }
            writes.forEach(Runnable::run);
        }
    }

    /** A keyed digest: who reads the table learns no name, and equal names meet. */
    private String name(String name) {
        return Digests.hex(vault.blind("material-name", PlainName.of(name)));
    }

    private String mark(CaseEntry.Promised told) {
        String all = String.join("\n", told.kind().name(), told.promisedOn().toString(), told.dueDate().toString(),
                told.facts().materialName(), told.facts().text(), told.facts().consequence(), told.facts().signature());
        return Digests.hex(vault.blind("promise", all));
    }
}
