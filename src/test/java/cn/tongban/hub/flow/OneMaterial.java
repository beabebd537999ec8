package cn.tongban.hub.flow;

import cn.tongban.hub.blob.BlobDraft;
import cn.tongban.hub.blob.BlobId;
import cn.tongban.hub.connector.Sm3;
import cn.tongban.hub.material.MaterialFacts;
import cn.tongban.hub.material.MaterialStore;
import cn.tongban.hub.material.StoredMaterial;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A hub with one material, which every message brought. */
final class OneMaterial implements MaterialStore {
    private final byte[] bytes;
    boolean gone;
    boolean away;

    OneMaterial(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public BlobDraft draft(String connector, String caseNo, long room) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkRoom() {}

    @Override
    public Optional<StoredMaterial> ofMessage(UUID messageId) {
        MaterialFacts facts = new MaterialFacts(
                "申请书", "申请书 1.pdf", Digests.hex(Digests.sha256(bytes)), Sm3.hex(bytes));
        return Optional.of(new StoredMaterial("P-1", "M1", 1, messageId, Optional.of(new BlobId("ab".repeat(32))),
                bytes.length, "application/pdf", "UPLOAD", "SUPPLIED", Instant.EPOCH, facts));
    }

    @Override
    public InputStream read(StoredMaterial material) throws IOException {
        if (gone) {
            throw new HubException(ErrorCode.MATERIAL_UNKNOWN, material.materialId());
        }
        if (away) {
            throw new IOException("the store is away");
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public URI link(StoredMaterial material, String destination, UUID deliveryId, Duration life) {
        return URI.create("http://hub.example/materials/" + destination + "-" + deliveryId);
    }
}
