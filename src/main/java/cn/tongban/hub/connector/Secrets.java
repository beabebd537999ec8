package cn.tongban.hub.connector;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The secrets of all connectors of a bundle, complete or not there at all. See {@link SecretLoader}. Whoever needs one
 * asks for it each time: those of a connector are exchanged together while the hub runs.
 */
public final class Secrets {
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, Secret> values;

    /** @param values by {@code <connector>.<name>} */
    public Secrets(Map<String, Secret> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * One for each that the connectors name, known to everybody: for trials, whose signatures must be worth nothing. The
     * same bundle always has the same ones.
     */
    public static Secrets standingIn(ConnectorCatalogue connectors) {
        Map<String, Secret> values = new HashMap<>();
        connectors.all().forEach(connector -> connector.secrets().forEach(name ->
                values.put(connector.id() + "." + name, new Secret(connector.formOf(name).standIn(connector.id() + "." + name)))));
        return new Secrets(values);
    }

    /** @throws HubException BUNDLE_INVALID when the connector does not list that secret */
    public Secret get(String connector, String name) {
        return find(connector, name).orElseThrow(() -> new HubException(
                ErrorCode.BUNDLE_INVALID, "secret " + connector + "." + name + " is not declared"));
    }

    /** Empty when the secret is one that may be missing, and is. */
    public Optional<Secret> find(String connector, String name) {
        return Optional.ofNullable(values.get(connector + "." + name));
    }

    /** Hears the id of each connector whose secrets were exchanged. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** All texts, for whoever has to make sure that none of them is in something that leaves. */
    public Stream<String> texts() {
        return values.values().stream().map(secret -> new String(secret.chars()));
    }

    /** From now on the connector has these secrets and no others. */
    synchronized void exchange(String connector, Map<String, Secret> fresh) {
        Map<String, Secret> all = new HashMap<>(values);
        all.keySet().removeIf(key -> key.startsWith(connector + "."));
        all.putAll(fresh);
        values = Map.copyOf(all);
        listeners.forEach(listener -> listener.accept(connector));
    }
}
