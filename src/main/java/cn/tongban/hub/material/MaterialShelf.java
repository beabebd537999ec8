package cn.tongban.hub.material;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a case has and owes, while a commit works on it; its row is locked by who reads this. */
public final class MaterialShelf {
    /** The newest version of a material. */
    record Held(int version, long size) {}

    /** A material that is owed; {@code name} is its keyed digest in hexadecimal. */
    public record Debt(int no, String materialId, String name) {}

    private final Map<String, Held> held = new HashMap<>();
    private final Map<Integer, Debt> debts = new HashMap<>();
    private int lastDebt;

    void hold(String materialId, int version, long size) {
        held.put(materialId, new Held(version, size));
    }

    void owe(Debt debt, boolean open) {
        lastDebt = Math.max(lastDebt, debt.no());
        if (open) {
            debts.put(debt.no(), debt);
        }
    }

    /** How many materials the case would have with this one. */
    public int countWith(String materialId) {
        return held.size() + (held.containsKey(materialId) ? 0 : 1);
    }

    /** How many bytes the newest versions would have together. */
    public long sizeWith(String materialId, long size) {
        long others = held.entrySet().stream().filter(e -> !e.getKey().equals(materialId))
                .mapToLong(e -> e.getValue().size()).sum();
        return others + size;
    }

    /** Puts a material on the shelf and tells its version. */
    public int put(String materialId, long size) {
        Held before = held.get(materialId);
        int version = before == null ? 1 : before.version() + 1;
        held.put(materialId, new Held(version, size));
        return version;
    }

    /** The open debt that this material would pay: by its id, else by its name. */
    public Optional<Debt> owing(String materialId, String name) {
        return debts.values().stream().filter(debt -> debt.materialId().equals(materialId)).findFirst()
                .or(() -> debts.values().stream().filter(debt -> debt.name().equals(name)).findFirst());
    }

    /** The debt is open no more. */
    public void paid(Debt debt) {
        debts.remove(debt.no());
    }

    /** Numbers of the open debts, which a newer acceptance replaces. */
    public List<Integer> openDebts() {
        return List.copyOf(debts.keySet());
    }

    /** A new debt, numbered. */
    public Debt owe(String materialId, String name) {
        Debt debt = new Debt(++lastDebt, materialId, name);
        debts.put(debt.no(), debt);
        return debt;
    }

    /** Forgets the open debts. */
    public void clearDebts() {
        debts.clear();
    }
}
