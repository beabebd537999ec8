package cn.tongban.hub.connector;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The plain settings of all connectors under {@code <connector>.<setting>}: what connector.yaml says, overridden by
 * {@code HUB_CONNECTOR_<ID>_<SETTING>}. Secrets are never among them.
 */
public final class ConnectorSettings {
    private final Map<String, String> values;

    private ConnectorSettings(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** @param environment a variable's value, or null when it is not set */
    public static ConnectorSettings of(ConnectorCatalogue catalogue, Function<String, String> environment) {
        Map<String, String> values = new TreeMap<>();
        for (ConnectorDescriptor descriptor : catalogue.all()) {
            descriptor.settings().forEach((name, fallback) -> {
                String override = environment.apply(EnvironmentNames.setting(descriptor.id(), name));
                values.put(descriptor.id() + "." + name, override == null || override.isBlank() ? fallback : override);
            });
        }
        return new ConnectorSettings(values);
    }

    public Optional<String> find(String connector, String setting) {
        return find(connector + "." + setting);
    }

    /** @param key {@code <connector>.<setting>}, as in a route's placeholder */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Every setting of one connector by its short name. */
    public Map<String, String> of(String connector) {
        String prefix = connector + ".";
        Map<String, String> own = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), value);
            }
        });
        return own;
    }
}
