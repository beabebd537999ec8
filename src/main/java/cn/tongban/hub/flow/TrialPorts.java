package cn.tongban.hub.flow;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a trial needs of the world outside.
 *
 * @param clock what signatures and time-outs are told
 * @param ids of the messages in receipts, which nobody stores
 */
public record TrialPorts(Clock clock, Supplier<UUID> ids) {}
