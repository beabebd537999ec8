package cn.tongban.hub.replay;

import java.util.Comparator;

/**
 * Where something differs, and how.
 *
 * @param where the route, for example {@code in case-intake.record}
 * @param field JSON Pointer with {@code *} for positions in lists; {@code @name} for what is beside the document
 */
public record Spot(String where, String field, Kind kind) implements Comparable<Spot> {
    private static final Comparator<Spot> ORDER =
            Comparator.comparing(Spot::where).thenComparing(Spot::field).thenComparing(Spot::kind);

    @Override
    public int compareTo(Spot other) {
        return ORDER.compare(this, other);
    }
}
