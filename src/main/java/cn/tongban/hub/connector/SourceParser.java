package cn.tongban.hub.connector;

/** Reads the {@code source:} part of {@code connector.yaml}. */
final class SourceParser {
    private SourceParser() {}

    static SourceSettings source(YamlSection section) {
        SourceSettings settings =
                new SourceSettings(section.value("kind", null, SourceKind.JDBC_POLLING, Values.choice(SourceKind.class)));
        section.close();
        return settings;
    }
}
