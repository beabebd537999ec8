package cn.tongban.hub.web;

import cn.tongban.hub.promise.PromiseFilter;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.promise.PromiseStatus;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which debts or commitments somebody wants to see.
 *
 * @param state null for all that are not settled
 * @param due those due on that day or earlier
 */
record PromiseListQuery(@Nullable PromiseStatus state, @Nullable LocalDate due) {
    PromiseFilter filter(PromiseKind kind, PageRequest page) {
        return new PromiseFilter(kind, state == null ? Set.of() : Set.of(state), due, after(page));
    }

    private static PromiseFilter.@Nullable After after(PageRequest page) {
        List<String> parts = page.beforeParts(3);
        try {
            return parts.isEmpty() ? null
                    : new PromiseFilter.After(LocalDate.parse(parts.get(0)), parts.get(1), Integer.parseInt(parts.get(2)));
        } catch (DateTimeException | NumberFormatException e) {
            throw PageRequest.invalid("before", "cursor");
        }
    }
}
