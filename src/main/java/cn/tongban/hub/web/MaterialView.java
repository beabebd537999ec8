package cn.tongban.hub.web;

import java.time.Instant;
import java.util.UUID;

/**
 * One version of a material as it is shown.
 *
 * @param name masked where the schema says that it is personal, as is {@code fileName}
 * @param stored whether its bytes are here; false when only the fact was told
 */
public record MaterialView(
        String materialId,
        int version,
        String name,
        String fileName,
        String mediaType,
        long size,
        String getType,
        String status,
        Instant suppliedAt,
        UUID messageId,
        boolean stored) {}
