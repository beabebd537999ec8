package cn.tongban.hub.connector;

import java.util.Locale;

/** How the environment names a connector's settings and secrets: upper case, hyphens as underscores. */
final class EnvironmentNames {
    private EnvironmentNames() {}

    static String setting(String connector, String setting) {
        return "HUB_CONNECTOR_" + upper(connector) + "_" + upper(setting);
    }

    static String secret(String connector, String secret) {
        return "HUB_SECRET_" + upper(connector) + "_" + upper(secret);
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
