package cn.tongban.hub.bulk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a group.
 *
 * @param expected what the person was told; when more than that would be touched, nothing begins
 * @param perSecond 1 to {@value BulkTasks#FASTEST}
 * @param patch for a look or a correction
 */
public record BulkOrder(BulkAction action, BulkGroup group, int expected, int perSecond, String reason,
        @Nullable FieldPatch patch) {
    /** Who asks: a token or an account, and its name. */
    public record By(UUID id, String name) {}

    /** A replay or a discard. */
    public static BulkOrder of(BulkAction action, BulkGroup group, int expected, int perSecond, String reason) {
        return new BulkOrder(action, group, expected, perSecond, reason, null);
    }
}
