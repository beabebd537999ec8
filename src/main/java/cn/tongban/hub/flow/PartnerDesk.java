package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.connector.SecretLoader;
import java.util.List;

/** What people do with one outside system of the active bundle: find out whether it can be reached, exchange its keys. */
public final class PartnerDesk {
    private final ActiveBundle active;
    private final SecretLoader secrets;
    private final List<ConnectionCheck> checks;

    PartnerDesk(ActiveBundle active, SecretLoader secrets, List<ConnectionCheck> checks) {
        this.active = active;
        this.secrets = secrets;
        this.checks = List.copyOf(checks);
    }

    /**
     * @param id of a connector, or of one of its parties
     * @throws cn.tongban.hub.support.HubException CONNECTOR_UNKNOWN
     */
    public List<CheckStep> test(String id) {
        Bundle bundle = active.bundle();
        ConnectorDescriptor connector = bundle.connectors().get(Destination.of(id).connector());
        return checks.stream().flatMap(check -> check.run(bundle, connector).stream()).toList();
    }

    /**
     * Reads the secrets of one connector again, on this node.
     *
     * @return names of those that are new, changed or gone
     * @throws cn.tongban.hub.support.HubException CONNECTOR_UNKNOWN; SECRET_MISSING, and then the old ones stay
     */
    public List<String> reloadSecrets(String id) {
        Bundle bundle = active.bundle();
        return secrets.reload(bundle.connectors().get(id), bundle.secrets());
    }
}
