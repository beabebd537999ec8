package cn.tongban.hub.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One item as of a day.
 *
 * @param item the canonical document {@code item.published} of the version that applies, else of the newest
 * @param pairs how it stands with its other side
 */
public record ItemDetail(ItemRow summary, JsonNode item, List<PairCheck> pairs) {
    public ItemDetail {
        pairs = List.copyOf(pairs);
    }
}
