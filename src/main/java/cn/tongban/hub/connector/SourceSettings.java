package cn.tongban.hub.connector;

/**
 * How the hub itself reads what one outside system has to say.
 *
 * @param kind which adapter reads
 */
public record SourceSettings(SourceKind kind) {}
