package cn.tongban.hub.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Conditions of a list in SQL, of which those do not count that somebody gave no value for. */
public final class Where {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * @param condition the hub's own text, never somebody's
     * @param of what stands for its question marks, in order; with a null among them the condition is left out
     */
    public Where and(String condition, @Nullable Object... of) {
        if (Arrays.stream(of).allMatch(Objects::nonNull)) {
            conditions.add(condition);
            values.addAll(Arrays.asList(of));
        }
        return this;
    }

    /** {@code  where …}, or nothing. */
    public String sql() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /** The values in the order of their question marks, then these. */
    public Object[] values(Object... more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }
}
