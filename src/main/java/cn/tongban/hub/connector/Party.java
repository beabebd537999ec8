package cn.tongban.hub.connector;

/**
 * One of several organisations behind a connector.
 *
 * @param id unique within the connector
 * @param secret name of the secret with which it logs in
 */
public record Party(String id, Bilingual name, String secret) {}
