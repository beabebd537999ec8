package cn.tongban.hub.connector;

import java.time.Instant;

/** An announced closure from {@code from} (inclusive) to {@code to} (exclusive). */
public record Maintenance(Instant from, Instant to) {}
