package cn.tongban.hub.drift;

import cn.tongban.hub.flow.Sighting;
import java.time.Instant;

/**
 * The first message that shows something, by its id only.
 *
 * @param message id, or the receipt that names it; empty where nothing was recorded
 * @param refused the code it was refused with, else empty
 */
record Example(Instant at, String message, String refused) {
    static final Example NONE = new Example(Instant.EPOCH, "", "");

    static Example of(Sighting sighting) {
        return new Example(sighting.at(), sighting.message(),
                sighting.refused() == null ? "" : sighting.refused().code().code());
    }
}
