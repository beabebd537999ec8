package cn.tongban.hub.material;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A material to be written.
 *
 * @param blob null when only the fact was told
 * @param facts sealed for {@code messageId}
 */
public record NewMaterial(
        String caseNo,
        String materialId,
        int version,
        UUID messageId,
        @Nullable String blob,
        long size,
        String mediaType,
        String getType,
        Instant suppliedAt,
        byte[] facts) {}
