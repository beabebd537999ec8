package cn.tongban.hub.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as the hub knows it: everything but the secret.
 *
 * @param name who or what uses it; stands as actor in the audit record
 * @param createdBy name of the token that gave it, {@code bootstrap} for the first
 * @param expiresAt null for no end
 * @param revokedAt null while it is good
 */
public record ApiToken(
        UUID id,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    public ApiToken {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it opens anything at {@code now}. */
    public boolean goodAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
