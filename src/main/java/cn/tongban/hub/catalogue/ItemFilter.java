package cn.tongban.hub.catalogue;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which items are wanted; null leaves a field out.
 *
 * @param text part of the name or the beginning of a task code
 * @param level of exercise
 * @param refused only those whose cases are refused, or only the others
 */
public record ItemFilter(@Nullable String text, @Nullable String level, @Nullable ItemState state, @Nullable PairStatus pair,
        @Nullable Boolean refused) {
    boolean takes(ItemRow row) {
        return (text == null || row.taskCode().startsWith(text.toUpperCase(Locale.ROOT))
                        || Folded.of(row.name()).contains(Folded.of(text)))
                && (level == null || row.level().equals(level))
                && (state == null || row.state() == state)
                && (pair == null || row.pair() == pair)
                && (refused == null || refused != row.refusal().isEmpty());
    }
}
