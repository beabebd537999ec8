package cn.tongban.hub.flow;

import cn.tongban.hub.blob.BlobDraft;
import cn.tongban.hub.material.MaterialStore;
import cn.tongban.hub.material.StoredMaterial;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A hub without a single material. */
final class NoMaterials implements MaterialStore {
    @Override
    public BlobDraft draft(String connector, String caseNo, long room) {
        throw new HubException(ErrorCode.CASE_UNKNOWN, caseNo);
    }

    @Override
    public void checkRoom() {}

    @Override
    public Optional<StoredMaterial> ofMessage(UUID messageId) {
        return Optional.empty();
    }

    @Override
    public URI link(StoredMaterial material, String destination, UUID deliveryId, Duration life) {
        throw new HubException(ErrorCode.MATERIAL_UNKNOWN, material.materialId());
    }

    @Override
    public InputStream read(StoredMaterial material) {
        throw new HubException(ErrorCode.MATERIAL_UNKNOWN, material.materialId());
    }
}
