package cn.tongban.hub.broker;

import java.util.Collection;

/** Who may log in at the broker; given by whoever knows the connectors. */
@FunctionalInterface
public interface Parties {
    Collection<PartyAccount> accounts();
}
