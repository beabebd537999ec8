package cn.tongban.hub.delivery;

import java.util.Collection;

/** Which destinations there are and what was promised to each; given by whoever knows the connectors. */
@FunctionalInterface
public interface DeliveryRules {
    Collection<DeliveryPolicy> policies();
}
