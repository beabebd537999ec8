package cn.tongban.hub.alert;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as the application binds them. */
final class Settings {
    private Settings() {}

    /** Those that nobody set, and these pairs of name and value. */
    static AlertProperties with(String... namesAndValues) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put("hub.alert." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("hub.alert", AlertProperties.class);
    }
}
