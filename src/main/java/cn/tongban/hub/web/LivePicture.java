package cn.tongban.hub.web;

import cn.tongban.hub.web.Overview.ConnectorState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How everything stands as parts for a stream: names, numbers and states, no case and no person. */
@Component
final class LivePicture implements Supplier<Map<String, ?>> {
    private final Overview overview;
    private final Rates rates;

    LivePicture(Overview overview, Rates rates) {
        this.overview = overview;
        this.rates = rates;
    }

    /** @param dead dead letters of all systems; {@code doubtful} and {@code waiting} likewise */
    record Hub(String light, String bundle, long waiting, long doubtful, long dead) {}

    /** What comes from a system. */
    record In(String system, double perMinute, long recordedToday) {}

    /**
     * What goes to a system.
     *
     * @param oldest recorded at; null when nothing waits
     * @param circuit of this node; empty when it sends nothing there
     */
    record Out(String system, String light, double perMinute, long waiting, long doubtful, long dead,
            @Nullable Instant oldest, String circuit, boolean paused, boolean open, boolean left) {}

    @Override
    public Map<String, ?> get() {
        Overview.Standing standing = overview.now();
        Rates.Now flowing = rates.now();
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("hub", hub(standing));
        for (ConnectorState one : standing.connectors()) {
            // Parties are reached, but what comes from them comes by their connector.
            if (!one.left() && !one.id().contains(".")) {
                parts.put("in:" + one.id(), new In(one.id(), round(flowing.in().get(one.id())), one.recorded()));
            }
            if (one.open() != null) {
                parts.put("out:" + one.id(), out(one, round(flowing.out().get(one.id()))));
            }
        }
        return parts;
    }

    private static Hub hub(Overview.Standing standing) {
        long waiting = 0;
        long doubtful = 0;
        long dead = 0;
        for (ConnectorState one : standing.connectors()) {
            if (one.open() != null) {
                waiting += one.open().waiting();
                doubtful += one.open().doubtful();
                dead += one.open().dead();
            }
        }
        return new Hub(standing.light().key(), standing.bundle(), waiting, doubtful, dead);
    }

    private static Out out(ConnectorState one, double perMinute) {
        var open = one.open();
        var sending = one.sending();
        return new Out(one.id(), one.light().key(), perMinute, open.waiting(), open.doubtful(), open.dead(), open.oldest(),
                sending == null ? "" : sending.circuit(), sending != null && sending.pausedAt() != null,
                sending != null && sending.open(), one.left());
    }

    private static double round(@Nullable Double perMinute) {
        return perMinute == null ? 0 : Math.round(perMinute * 10) / 10.0;
    }
}
