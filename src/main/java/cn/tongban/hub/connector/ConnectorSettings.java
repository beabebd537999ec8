package cn.tongban.hub.connector;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The plain settings of all connectors under {@code <connector>.<setting>}: what connector.yaml says, overridden by
 * {@code HUB_CONNECTOR_<ID>_<SETTING>}. Secrets are never among them.
 */
public final class ConnectorSettings {
    private final Map<String, String> values;
    private final Set<String> overridden;

    private ConnectorSettings(Map<String, String> values, Set<String> overridden) {
        this.values = Collections.unmodifiableMap(values);
        this.overridden = Set.copyOf(overridden);
    }

    /** @param environment a variable's value, or null when it is not set */
    public static ConnectorSettings of(ConnectorCatalogue catalogue, Function<String, String> environment) {
        Map<String, String> values = new TreeMap<>();
        Set<String> overridden = new HashSet<>();
        for (ConnectorDescriptor descriptor : catalogue.all()) {
            descriptor.settings().forEach((name, fallback) -> {
                String override = environment.apply(EnvironmentNames.setting(descriptor.id(), name));
                String key = descriptor.id() + "." + name;
                boolean given = override != null && !override.isBlank();
                values.put(key, given ? override : fallback);
                if (given) {
                    overridden.add(key);
                }
            });
        }
        return new ConnectorSettings(values, overridden);
    }

    public Optional<String> find(String connector, String setting) {
        return find(connector + "." + setting);
    }

    /** @param key {@code <connector>.<setting>}, as in a route's placeholder */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Whether whoever runs the hub gave the value, not whoever wrote the bundle. */
    public boolean isOverridden(String connector, String setting) {
        return overridden.contains(connector + "." + setting);
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
