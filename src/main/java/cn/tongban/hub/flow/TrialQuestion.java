package cn.tongban.hub.flow;

import java.time.Instant;

/**
 * A question of the hub's own that is tried.
 *
 * @param body JSON with which the route begins
 * @param position where the last answer left off; empty at first
 */
public record TrialQuestion(TrialEntrance.Questions about, byte[] body, String position, Instant at) {}
