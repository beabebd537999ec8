package cn.tongban.hub.catalogue;

import java.time.Instant;
import java.util.List;

/**
 * The last comparison with a publisher that came to its end.
 *
 * @param same whether counts and digests of the whole were equal
 * @param open what is not settled yet, by task code, the first thousand
 */
public record CatalogueComparison(
        String connector, Instant at, boolean same, Side theirs, Side ours, List<OpenDifference> open) {
    public CatalogueComparison {
        open = List.copyOf(open);
    }

    /** How many items a side has, and their digest. */
    public record Side(int count, String digest) {}

    /** An item that the two sides do not both have in the same form. */
    public record OpenDifference(String taskCode, DifferenceKind kind, Instant since) {}
}
