package cn.tongban.hub.promise;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which promises are wanted.
 *
 * @param statuses empty for all that are not settled
 * @param due those due on that day or earlier, null for all
 * @param after where the page before ended, null for the first
 */
public record PromiseFilter(
        PromiseKind kind, Set<PromiseStatus> statuses, @Nullable LocalDate due, @Nullable After after) {
    public PromiseFilter {
        statuses = Set.copyOf(statuses);
    }

    /** The last promise of a page. */
    public record After(LocalDate due, String caseNo, int no) {}
}
