package cn.tongban.hub.connector;

import java.time.Duration;

/** After {@code failures} unreachable attempts in a row nothing is sent for {@code open}, then one delivery tries. */
public record Circuit(int failures, Duration open) {}
