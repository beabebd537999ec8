package cn.tongban.hub.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of an item and where it came from.
 *
 * @param changedAt when its publisher changed it
 * @param applies whether it is the one that applies on the day that was asked for
 * @param digest of the document as it came
 * @param messageId the recorded message
 */
public record ItemVersion(
        int version,
        Instant changedAt,
        ItemState state,
        String name,
        LocalDate effectiveOn,
        @Nullable LocalDate cancelledOn,
        boolean applies,
        String connector,
        String digest,
        UUID messageId,
        Instant recordedAt) {
    static ItemVersion of(ItemRepository.Kept kept, boolean applies) {
        ItemRevision revision = kept.revision();
        return new ItemVersion(revision.version(), revision.changedAt(), revision.state(), revision.name(),
                revision.effectiveOn(), revision.cancelledOn(), applies, revision.connector(), revision.digest(),
                kept.messageId(), kept.recordedAt());
    }
}
