package cn.tongban.hub.flow;

import cn.tongban.hub.blob.BlobDraft;
import cn.tongban.hub.blob.BlobId;
import cn.tongban.hub.blob.PassingBlobs;
import cn.tongban.hub.material.MaterialFacts;
import cn.tongban.hub.material.MaterialStore;
import cn.tongban.hub.material.StoredMaterial;
import cn.tongban.hub.support.Digests;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** In place of the hub's materials: what the tried document says of one, with the bytes that the trial brought. */
final class TrialMaterials implements MaterialStore, AutoCloseable {
    private static final String NO_DIGEST = "0".repeat(64);

    private final PassingBlobs passing = new PassingBlobs();

    @Override
    public BlobDraft draft(String connector, String caseNo, long room) throws IOException {
        return passing.draft();
    }

    @Override
    public void checkRoom() {
        // What comes in is in memory already.
    }

    @Override
    public Optional<StoredMaterial> ofMessage(UUID messageId) {
        JsonNode document = JsonBytes.canonical(TrialScope.current().canonical());
        if (!document.hasNonNull("materialId")) {
            return Optional.empty();
        }
        MaterialFacts facts = new MaterialFacts(document.path("name").asText(), document.path("fileName").asText(),
                document.path("sha256").asText(NO_DIGEST), document.path("sm3").asText(NO_DIGEST));
        byte[] address = Digests.sha256(facts.sha256().getBytes(StandardCharsets.UTF_8));
        return Optional.of(new StoredMaterial(document.path("caseNo").asText(), document.path("materialId").asText(), 1,
                messageId, Optional.of(new BlobId(Digests.hex(address))), size(document),
                document.path("mediaType").asText("application/octet-stream"), document.path("getType").asText(), "SUPPLIED",
                Instant.EPOCH, facts));
    }

    /** With bytes at hand their own size, so that a request's length and its body agree. */
    private static long size(JsonNode document) {
        return TrialScope.current().options().material().map(bytes -> (long) bytes.length)
                .orElse(document.path("size").asLong(0));
    }

    @Override
    public InputStream read(StoredMaterial material) {
        return new ByteArrayInputStream(TrialScope.current().options().material().orElseGet(() ->
                ("material " + material.materialId() + ", " + material.size() + " bytes, sha256 "
                        + material.facts().sha256()).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public URI link(StoredMaterial material, String destination, UUID deliveryId, Duration life) {
        return URI.create("https://hub.invalid/materials/" + destination + "/" + deliveryId);
    }

    @Override
    public void close() throws IOException {
        passing.close();
    }
}
