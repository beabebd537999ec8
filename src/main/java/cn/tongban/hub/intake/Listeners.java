package cn.tongban.hub.intake;

import cn.tongban.hub.cases.StoredCase;
import java.util.List;

/** Who hears of a message besides those to whom its route addresses it; given by whoever knows the connectors. */
@FunctionalInterface
public interface Listeners {
    /** Where nobody listens. */
    Listeners NOBODY = (type, stored) -> List.of();

    /** @param stored the case as the message leaves it */
    List<Listener> of(String type, StoredCase stored);

    /** @param once told the first time only */
    record Listener(String destination, boolean once) {}
}
