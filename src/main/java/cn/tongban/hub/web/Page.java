package cn.tongban.hub.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param next give it back as {@code before} for the next older page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {
    static final int DEFAULT_SIZE = 50;
    static final int LARGEST = 200;

    /** @param found up to one more than {@code limit} rows: the extra one only says that there are more */
    static <R, T> Page<T> of(List<R> found, int limit, Function<R, String> cursor, Function<R, T> view) {
        List<R> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? cursor.apply(shown.get(shown.size() - 1)) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }
}
