package cn.tongban.hub.web;

import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.OpenDeliveries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a connector stands, mildest first. Shown as a shape, a colour and a word together. */
public enum Light {
    /** ● 正常 */
    GOOD,
    /** ◌ 等待: closed or paused on purpose */
    WAITING,
    /** ▲ 注意: doubts, or a circuit that is open */
    CARE,
    /** ■ 故障: dead letters wait for a person */
    BAD;

    static Light of(OpenDeliveries.@Nullable Open open, Destinations.@Nullable Status sending) {
        if (open != null && open.dead() > 0) {
            return BAD;
        }
        boolean doubts = open != null && open.doubtful() > 0;
        boolean broken = sending != null && !sending.circuit().equals("closed");
        if (doubts || broken) {
            return CARE;
        }
        return sending != null && (sending.pausedAt() != null || !sending.open()) ? WAITING : GOOD;
    }

    /** Key of the word in the message files; the class of the shape and colour in the style sheet. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
