package cn.tongban.hub.connector;

import java.time.Duration;

/**
 * @param connect to have a connection, TLS included
 * @param answer silence while waiting for the answer or in the middle of it
 * @param total from the first byte to the last, also for an answer that drips
 */
public record Timeouts(Duration connect, Duration answer, Duration total) {}
