package cn.tongban.hub.flow;

import cn.tongban.hub.support.HubException;
import java.util.List;
import java.util.Optional;

/**
 * What became of a question of the hub's own.
 *
 * @param answer as its mapping read it, JSON in UTF-8; empty when there was none
 * @param problem why there was none
 */
public record TrialAnswered(
        Optional<byte[]> answer, Optional<HubException> problem, List<TrialSent> sent, List<TrialStation> stations) {
    public TrialAnswered {
        sent = List.copyOf(sent);
        stations = List.copyOf(stations);
    }
}
