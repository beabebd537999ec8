package cn.tongban.hub.cli;

import java.nio.file.Path;
import java.util.Map;

/** The variables that configure commands as they configure the hub; an empty one counts as not set. */
record Environment(Map<String, String> variables) {
    String get(String name, String otherwise) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** Where the master key lies. */
    Path masterKey() {
        return Path.of(get("HUB_MASTER_KEY_FILE", data().resolve("master.key").toString()));
    }

    /** The folder that holds all state of the hub. */
    Path data() {
        return Path.of(get("HUB_DATA", "data"));
    }
}
