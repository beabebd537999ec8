package cn.tongban.hub.account;

import java.time.Instant;

/** Somebody at a browser. */
public record Session(Account account, Stage stage, Instant createdAt, Instant seenAt) {}
