package cn.tongban.hub.account;

import cn.tongban.hub.security.Caller;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in.
 *
 * @param login lower case
 * @param name as colleagues call the person
 * @param local whether there is a password; others come in by the identity provider
 * @param passwordAt since when the password is what it is, null without one
 * @param mustChange whether the password was given by somebody else
 * @param secondFactor whether codes of a second factor are asked for
 * @param lockedUntil in the future after too many wrong passwords, else past or null
 */
public record Account(
        UUID id,
        String login,
        String name,
        Set<Role> roles,
        boolean local,
        @Nullable Instant passwordAt,
        boolean mustChange,
        boolean secondFactor,
        @Nullable Instant lockedUntil,
        @Nullable Instant disabledAt,
        @Nullable Instant loginAt,
        Instant createdAt,
        String createdBy) {
    public Account {
        roles = Set.copyOf(roles);
    }

    /** As whom the use cases know this person. */
    public Caller caller() {
        return new Caller(id, login, Role.scopes(roles));
    }

    boolean lockedAt(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }
}
