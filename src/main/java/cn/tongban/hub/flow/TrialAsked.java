package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.ProbeAnswer;
import java.util.List;
import java.util.Optional;

/** What became of a question about a delivery whose answer was lost; see {@link TrialCarried}. */
public record TrialAsked(
        Optional<String> route, ProbeAnswer answer, List<TrialSent> sent, List<TrialStation> stations) {
    public TrialAsked {
        sent = List.copyOf(sent);
        stations = List.copyOf(stations);
    }
}
