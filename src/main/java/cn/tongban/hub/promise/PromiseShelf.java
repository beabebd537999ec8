package cn.tongban.hub.promise;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The promises of a case while a commit works on it; its row is locked by who reads this. */
public final class PromiseShelf {
    /**
     * A promise as far as a commit needs it.
     *
     * @param name keyed digest of the material's name in hexadecimal
     * @param mark keyed digest of all that it says in hexadecimal
     */
    public record Held(
            int no, PromiseKind kind, String materialId, String name, String mark, PromiseStatus status, LocalDate due) {
        private Held as(PromiseStatus other) {
            return new Held(no, kind, materialId, name, mark, other, due);
        }
    }

    private final Map<Integer, Held> held = new TreeMap<>();

    void hold(Held promise) {
        held.put(promise.no(), promise);
    }

    /** Pays the debt that this material is owed for, by its id, else by its name; empty if it is owed for none. */
    public Optional<Held> pay(String materialId, String name) {
        Optional<Held> owing = owed().stream().filter(debt -> debt.materialId().equals(materialId)).findFirst()
                .or(() -> owed().stream().filter(debt -> debt.name().equals(name)).findFirst());
        owing.ifPresent(debt -> hold(debt.as(PromiseStatus.SUPPLIED)));
        return owing;
    }

    /** Whether a debt waits for this material. */
    public boolean owes(String materialId, String name) {
        return owed().stream().anyMatch(debt -> debt.materialId().equals(materialId) || debt.name().equals(name));
    }

    private List<Held> owed() {
        return held.values().stream().filter(promise -> promise.status().isOwed()).toList();
    }

    /**
     * Something happens to a promise.
     *
     * @throws HubException NOT_FOUND, or NOT_POSSIBLE_NOW naming how it stands
     */
    public void act(int no, PromiseAct act) {
        Held promise = held.get(no);
        if (promise == null || promise.kind() != act.kind()) {
            throw new HubException(ErrorCode.NOT_FOUND, Integer.toString(no));
        }
        if (!act.isPossible(promise.kind(), promise.status())) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, promise.status().name());
        }
        hold(promise.as(act.to()));
    }

    /** Whether the promise stands already, so that a newer submission only repeats it. */
    public boolean stands(PromiseKind kind, String mark) {
        return held.values().stream().anyMatch(
                promise -> promise.kind() == kind && promise.mark().equals(mark) && promise.status().isStanding());
    }

    /** Replaces the promises of this kind that a newer submission does not repeat, and tells their numbers. */
    public List<Integer> replaceAllBut(PromiseKind kind, List<String> marks) {
        List<Integer> replaced = new ArrayList<>();
        for (Held promise : List.copyOf(held.values())) {
            if (promise.kind() == kind && promise.status().isReplaceable() && !marks.contains(promise.mark())) {
                hold(promise.as(PromiseStatus.REPLACED));
                replaced.add(promise.no());
            }
        }
        return replaced;
    }

    /** A new promise, numbered. */
    public int promise(PromiseKind kind, String materialId, String name, String mark, LocalDate due) {
        int no = held.keySet().stream().max(Integer::compare).orElse(0) + 1;
        hold(new Held(no, kind, materialId, name, mark, kind == PromiseKind.DEBT ? PromiseStatus.OPEN : PromiseStatus.SIGNED,
                due));
        return no;
    }
}
