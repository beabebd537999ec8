package cn.tongban.hub.bulk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision on all dead letters of one cause that were there when it was taken.
 *
 * @param type of message; empty for any
 * @param planned how many those were
 * @param perSecond most of them in a second
 * @param done those that it happened to; of a look, those that would pass
 * @param skipped those that somebody or something had moved meanwhile, or that the patch does not concern
 * @param failed those that would not pass, and stay as they are
 * @param nextBelow those with this id and above are behind it
 * @param askedById token or account of who asked; null for tasks of before
 * @param checked the look that came before a correction
 * @param patched whether its field patch is still there
 */
public record BulkTask(
        UUID id,
        BulkAction action,
        String destination,
        String code,
        String type,
        int planned,
        int perSecond,
        int done,
        int skipped,
        int failed,
        UUID nextBelow,
        BulkState state,
        String reason,
        String askedBy,
        @Nullable UUID askedById,
        @Nullable UUID checked,
        boolean patched,
        Instant askedAt,
        Instant movedAt) {
    /** Of a hundred, never more than that. */
    public int percent() {
        return planned == 0 ? 100 : Math.min(100, (int) (100L * seen() / planned));
    }

    /** How many are behind it. */
    public int seen() {
        return done + skipped + failed;
    }

    BulkGroup group() {
        return new BulkGroup(destination, code, type);
    }
}
