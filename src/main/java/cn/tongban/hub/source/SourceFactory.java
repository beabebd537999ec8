package cn.tongban.hub.source;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.SourceKind;
import cn.tongban.hub.flow.Bundle;
import java.util.Map;

/** Makes the readers of one kind of source. A bean of this type is all that a new kind needs. */
public interface SourceFactory {
    SourceKind kind();

    /**
     * The readers of one connector, each with a term, a position and a state of its own.
     *
     * @return by source id: the connector's id, or {@code <connector>.<party>}. Empty when its address is not set
     */
    Map<String, SourceAdapter> open(Bundle bundle, ConnectorDescriptor connector);
}
