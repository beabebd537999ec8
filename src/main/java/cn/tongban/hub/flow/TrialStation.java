package cn.tongban.hub.flow;

import cn.tongban.hub.support.HubException;
import java.util.Optional;

/**
 * A step of a route that a tried message came through.
 *
 * @param id of the step
 * @param uri where the step leads, empty for steps that lead nowhere, as a choice
 * @param body the message's body after it
 * @param problem why the message went no further
 */
public record TrialStation(String id, String uri, byte[] body, Optional<HubException> problem) {
    @Override
    public String toString() {
        return "TrialStation[" + id + "]";
    }
}
