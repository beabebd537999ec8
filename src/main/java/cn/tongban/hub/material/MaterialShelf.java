package cn.tongban.hub.material;

import java.util.HashMap;
import java.util.Map;

/** What a case has, while a commit works on it; its row is locked by who reads this. */
public final class MaterialShelf {
    /** The newest version of a material. */
    record Held(int version, long size) {}

    private final Map<String, Held> held = new HashMap<>();

    void hold(String materialId, int version, long size) {
        held.put(materialId, new Held(version, size));
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
}
