package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorSettings;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spi.PropertiesSource;
import org.jspecify.annotations.Nullable;

/**
 * What {@code {{connector.setting}}} means in a bundle: settings of connectors and nothing else. Not the environment and
 * not the JVM's properties, for secrets live there.
 */
final class SettingsSource implements PropertiesSource {
    private final ConnectorSettings settings;

    private SettingsSource(ConnectorSettings settings) {
        this.settings = settings;
    }

    static PropertiesComponent only(ConnectorSettings settings) {
        PropertiesComponent properties = new PropertiesComponent();
        properties.setAutoDiscoverPropertiesSources(false);
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        properties.addPropertiesSource(new SettingsSource(settings));
        for (String name : new String[] {"env", "sys", "service", "service.name", "service.host", "service.port", "bean"}) {
            properties.addPropertiesFunction(new Refused(name));
        }
        return properties;
    }

    @Override
    public String getName() {
        return "connector-settings";
    }

    @Override
    public @Nullable String getProperty(String name) {
        return settings.find(name).orElse(null);
    }

    /** Stands in the place of one of Camel's functions that reach out of the bundle. */
    private record Refused(String name) implements PropertiesFunction {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public String apply(String remainder) {
            throw new IllegalArgumentException("{{" + name + ":...}} is not for bundles; declare a setting");
        }
    }
}
