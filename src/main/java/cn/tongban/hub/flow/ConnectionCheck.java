package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import java.util.List;

/**
 * One way of finding out whether an outside system can be reached, step by step. Every bean of this type is asked, so that
 * a new kind of transport brings its own. It goes only to addresses of the connector's own settings, and changes nothing
 * there.
 */
public interface ConnectionCheck {
    /** What was found, in order; empty when this way is not one of the connector's. */
    List<CheckStep> run(Bundle bundle, ConnectorDescriptor connector);
}
