package cn.tongban.hub.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One version of an item, as far as it is needed to say which one applies. A version may come again with a later time of
 * change: corrected, paused or withdrawn under the same number.
 *
 * @param changedAt when its publisher changed it
 * @param level of exercise, for example CITY or COUNTY
 * @param effectiveOn from when it applies
 * @param cancelledOn the first day on which it no longer applies; null when that is not said
 * @param connector who told of it
 * @param digest of the document as it came
 */
public record ItemRevision(
        String taskCode,
        int version,
        Instant changedAt,
        String catalogCode,
        String level,
        String name,
        ItemState state,
        LocalDate effectiveOn,
        @Nullable LocalDate cancelledOn,
        String connector,
        String digest) {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** The higher version replaces; of one version the later change. */
    static final Comparator<ItemRevision> RANK =
            Comparator.comparingInt(ItemRevision::version).thenComparing(ItemRevision::changedAt);

    /**
     * From when on it counts. A pause and a correction begin when they are said, a withdrawal on its day; only a new
     * version may say that it has applied for long.
     *
     * @param first whether it is the first that is known of its version
     */
    LocalDate countsFrom(boolean first) {
        LocalDate said = LocalDate.ofInstant(changedAt, ZONE);
        return switch (state) {
            case WITHDRAWN -> cancelledOn == null ? said : cancelledOn;
            case PAUSED -> said.isAfter(effectiveOn) ? said : effectiveOn;
            default -> first || effectiveOn.isAfter(said) ? effectiveOn : said;
        };
    }

    /** What it says of a day on which it counts. */
    ItemState on(LocalDate day) {
        return cancelledOn != null && !day.isBefore(cancelledOn) ? ItemState.WITHDRAWN : state;
    }
}
