package cn.tongban.hub.connector;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.Map;

/** The secrets of all connectors of a bundle, complete or not there at all. See {@link SecretLoader}. */
public final class Secrets {
    private final Map<String, Secret> values;

    /** @param values by {@code <connector>.<name>} */
    public Secrets(Map<String, Secret> values) {
        this.values = Map.copyOf(values);
    }

    /** @throws HubException BUNDLE_INVALID when the connector does not list that secret */
    public Secret get(String connector, String name) {
        Secret secret = values.get(connector + "." + name);
        if (secret == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "secret " + connector + "." + name + " is not declared");
        }
        return secret;
    }
}
