package cn.tongban.hub.connector;

/** The {@code source:} section of a {@code connector.yaml}: what the hub reads by itself, as long as it runs. */
public sealed interface SourceSettings permits TableSource, AmqpSource, PullSource {
    SourceKind kind();
}
