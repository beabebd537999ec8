package cn.tongban.hub.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of a list that goes on.
 *
 * @param last where the next older page begins; null when there is none
 */
record Slice<T>(List<T> shown, @Nullable T last) {
    /** @param found up to one more than {@code size}: the extra one only says that there are more */
    static <T> Slice<T> of(List<T> found, int size) {
        List<T> shown = found.subList(0, Math.min(size, found.size()));
        return new Slice<>(shown, found.size() > size ? shown.get(size - 1) : null);
    }
}
