package cn.tongban.hub.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the history.
 *
 * @param digest of the bundle, 64 hex digits
 * @param label of the bundle, empty for none
 * @param replaces digest of the bundle that was active when it was asked for; null for the first
 * @param state proposed, active, replaced or rejected
 * @param decidedBy who approved or rejected it; empty where nobody had to
 * @param activeAt null while it never was active
 */
public record Deployment(
        long no, String digest, String label, @Nullable String replaces, String kind, String state, String askedBy,
        Instant askedAt, String reason, String decidedBy, @Nullable Instant decidedAt, String decision,
        @Nullable Instant activeAt, @Nullable Instant endedAt) {
    static final String PROPOSED = "proposed";
    static final String ACTIVE = "active";
    static final String REJECTED = "rejected";
}
