package cn.tongban.hub.web;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.PersonalFields;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the API shows of the bundle that is at work. */
interface ActiveBundle {
    String digest();

    /** Since when it is at work on this node. */
    Instant since();

    List<Route> routes();

    Collection<ConnectorDescriptor> connectors();

    /** A connector's plain settings, the environment's word included; never a secret. */
    Map<String, String> settings(String connector);

    PersonalFields personal();

    ContractLibrary contracts();

    /**
     * A route as people know it.
     *
     * @param from where it starts, without options
     */
    record Route(String id, String group, String description, String from) {}
}
