package cn.tongban.hub.security;

import java.time.Instant;
import java.util.UUID;

/**
 * One act of a person or a program with a token.
 *
 * @param action what was done, for example {@code delivery.replay}
 * @param subject to what: an id, never a personal identifier
 * @param reason why, in the words of who did it; may be empty where no reason is asked for
 */
public record AuditEvent(UUID id, Instant at, String actor, UUID tokenId, String action, String subject, String reason) {}
