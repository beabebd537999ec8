package cn.tongban.hub.replay;

import java.util.List;
import java.util.UUID;

/**
 * Something that differs, with how often.
 *
 * @param messages pieces of traffic that differ there
 * @param examples a few of them, values masked
 */
public record Finding(String where, String field, Kind kind, long messages, List<Example> examples) {
    /** @param id of the message; of a delivery the delivery's own */
    public record Example(UUID id, String before, String after) {}

    public Spot spot() {
        return new Spot(where, field, kind);
    }
}
