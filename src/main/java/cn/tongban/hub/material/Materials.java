package cn.tongban.hub.material;

import cn.tongban.hub.blob.BlobDraft;
import cn.tongban.hub.blob.BlobId;
import cn.tongban.hub.blob.Blobs;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.StorageGauge;
import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.EmptyResultDataAccessException;

/** The materials of cases: a place for new bytes, and the way back to those that are stored. */
public final class Materials implements MaterialStore {
    private static final int MOST = 5000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final MaterialRepository repository;
    private final DataKeys keys;
    private final Vault vault;
    private final Blobs blobs;
    private final MaterialLinks links;
    private final StorageGauge storage;

    Materials(MaterialRepository repository, DataKeys keys, Vault vault, Blobs blobs, MaterialLinks links,
            StorageGauge storage) {
        this.storage = storage;
        this.links = links;
        this.repository = repository;
        this.keys = keys;
        this.vault = vault;
        this.blobs = blobs;
    }

    @Override
    public void checkRoom() {
        if (storage.low()) {
            throw new HubException(ErrorCode.STORAGE_LOW, "", List.of(), RETRY_AFTER, null);
        }
    }

    @Override
    public BlobDraft draft(String connector, String caseNo, long room) throws IOException {
        checkRoom();
        MaterialRepository.Standing standing = repository.standing(caseNo)
                .filter(found -> found.origin().equals(connector))
                .orElseThrow(() -> new HubException(ErrorCode.CASE_UNKNOWN, caseNo));
        if (standing.size() >= room) {
            throw new HubException(ErrorCode.MATERIALS_TOO_LARGE, room + " bytes");
        }
        return blobs.draft(key(caseNo).orElseThrow(() -> new HubException(ErrorCode.CASE_UNKNOWN, caseNo)));
    }

    @Override
    public Optional<StoredMaterial> ofMessage(UUID messageId) {
        return repository.ofMessage(messageId).flatMap(this::opened);
    }

    /** All versions, oldest first, at most 5,000. */
    public List<StoredMaterial> ofCase(String caseNo) {
        return repository.ofCase(caseNo, MOST).stream().flatMap(row -> opened(row).stream()).toList();
    }

    /** @param version null for the newest */
    public Optional<StoredMaterial> find(String caseNo, String materialId, @Nullable Integer version) {
        return repository.version(caseNo, materialId, version).flatMap(this::opened);
    }

    @Override
    public InputStream read(StoredMaterial material) throws IOException {
        BlobId blob = material.blob().orElseThrow(() -> unknown(material.materialId()));
        try {
            return blobs.read(key(material.caseNo()).orElseThrow(() -> unknown(material.materialId())), blob);
        } catch (NoSuchFileException e) {
            throw unknown(material.materialId());
        }
    }

    @Override
    public URI link(StoredMaterial material, String destination, UUID deliveryId, Duration life) {
        return links.link(material, destination, deliveryId, life);
    }

    private static HubException unknown(String materialId) {
        return new HubException(ErrorCode.MATERIAL_UNKNOWN, materialId);
    }

    private Optional<DataKey> key(String caseNo) {
        try {
            return Optional.of(keys.find(caseNo));
        } catch (EmptyResultDataAccessException e) {
            return Optional.empty();
        }
    }

    private Optional<StoredMaterial> opened(MaterialRepository.Row row) {
        return key(row.caseNo()).map(key -> new StoredMaterial(row.caseNo(), row.materialId(), row.version(),
                row.messageId(), Optional.ofNullable(row.blob()).map(BlobId::new), row.size(), row.mediaType(),
                row.getType(), row.status(), row.suppliedAt(),
                MaterialFacts.of(vault.open(key, row.messageId(), MaterialFacts.PART, row.facts()))));
    }
}
