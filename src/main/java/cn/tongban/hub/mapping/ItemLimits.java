package cn.tongban.hub.mapping;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the kind and the limits of an item from its row; catalogues without these columns have neither. */
final class ItemLimits {
    private static final Set<String> KINDS = Set.of("", "instant", "promise");
    private static final Set<String> UNITS = Set.of("workday", "natural");

    private final CsvFile.Row row;

    ItemLimits(CsvFile.Row row) {
        this.row = row;
    }

    /** What is wrong, or nothing. */
    String fault() {
        if (!KINDS.contains(row.get("case_kind"))) {
            return "case_kind is instant or promise.";
        }
        String limits = Stream.of("promised", "statutory").map(this::fault).filter(fault -> !fault.isEmpty())
                .findFirst().orElse("");
        if (!limits.isEmpty()) {
            return limits;
        }
        if (isInstantKind() && !row.get("promised_limit").isEmpty()) {
            return "An instant item is decided on its day; promised_limit stays empty.";
        }
        Limit promised = promised();
        Limit statutory = statutory();
        boolean longer = promised != null && statutory != null && promised.unit() == statutory.unit()
                && promised.days() > statutory.days();
        return longer ? "The promised limit is longer than the statutory one." : "";
    }

    private String fault(String which) {
        String days = row.get(which + "_limit");
        String unit = row.get(which + "_unit");
        if (days.isEmpty() && unit.isEmpty()) {
            return "";
        }
        return days.matches("[1-9][0-9]{0,2}") && UNITS.contains(unit) ? ""
                : which + "_limit is 1 to 999 and " + which + "_unit workday or natural, or both are empty.";
    }

    /** {@code instant} = yes is how catalogues said it that had no {@code case_kind}. */
    boolean instant() {
        return row.cells().containsKey("case_kind") ? isInstantKind() : row.get("instant").equals("yes");
    }

    @Nullable Limit promised() {
        return isInstantKind() ? Limit.SAME_DAY : limit("promised");
    }

    @Nullable Limit statutory() {
        return limit("statutory");
    }

    private boolean isInstantKind() {
        return row.get("case_kind").equals("instant");
    }

    private @Nullable Limit limit(String which) {
        String days = row.get(which + "_limit");
        return days.isEmpty() ? null
                : new Limit(Integer.parseInt(days), Limit.Unit.valueOf(row.get(which + "_unit").toUpperCase(Locale.ROOT)));
    }
}
