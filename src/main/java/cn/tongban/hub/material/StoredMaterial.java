package cn.tongban.hub.material;

import cn.tongban.hub.blob.BlobId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One version of a material of a case, its facts opened. */
public record StoredMaterial(
        String caseNo,
        String materialId,
        int version,
        UUID messageId,
        Optional<BlobId> blob,
        long size,
        String mediaType,
        String getType,
        String status,
        Instant suppliedAt,
        MaterialFacts facts) {}
