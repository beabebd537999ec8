package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What became of a delivery.
 *
 * @param route that carried it, empty where there is none
 * @param sent what would have left, in order
 */
public record TrialCarried(
        Optional<String> route, Outcome outcome, List<TrialSent> sent, List<TrialStation> stations) {
    public TrialCarried {
        sent = List.copyOf(sent);
        stations = List.copyOf(stations);
    }
}
