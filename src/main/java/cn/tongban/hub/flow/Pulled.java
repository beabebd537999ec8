package cn.tongban.hub.flow;

import java.util.List;
import java.util.Optional;

/**
 * What waited at a partner.
 *
 * @param items in the partner's order
 * @param position where the next question goes on; empty when the partner keeps that itself
 * @param more whether the partner has more at once
 */
public record Pulled(List<SourceItem> items, Optional<String> position, boolean more) {
    public Pulled {
        items = List.copyOf(items);
    }
}
