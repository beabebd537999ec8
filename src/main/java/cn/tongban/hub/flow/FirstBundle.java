package cn.tongban.hub.flow;

/** Which bundle this node starts with. */
@FunctionalInterface
public interface FirstBundle {
    /** @throws cn.tongban.hub.support.HubException BUNDLE_INVALID with places, or SECRET_MISSING */
    Bundle read();
}
