package cn.tongban.hub.delivery;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Field patches beside the original: sealed like it, applied in their order before each attempt. */
public final class Repairs {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final RepairRepository repository;
    private final DataKeys keys;
    private final Vault vault;

    Repairs(RepairRepository repository, DataKeys keys, Vault vault) {
        this.repository = repository;
        this.keys = keys;
        this.vault = vault;
    }

    /**
     * @param revision how many repairs there are
     * @param rejections how often the destination rejected afterwards what it had taken
     */
    record Repaired(byte[] canonical, int revision, int rejections) {}

    /** The canonical document with all repairs of this delivery. One without a hop has none, and was never rejected. */
    Repaired apply(Head head, byte[] canonical) {
        if (head.hops() == 0) {
            return new Repaired(canonical, 0, 0);
        }
        List<byte[]> sealed = repository.patches(head.id());
        return new Repaired(patched(head.id(), head.orderKey(), canonical, sealed), sealed.size(),
                repository.rejections(head.id()));
    }

    /** Those of the deliveries that have a repair. */
    public Set<UUID> among(Collection<UUID> deliveries) {
        return repository.among(deliveries);
    }

    /** The canonical document with all repairs of this delivery. */
    public byte[] patched(UUID delivery, String subject, byte[] canonical) {
        return patched(delivery, subject, canonical, repository.patches(delivery));
    }

    private byte[] patched(UUID delivery, String subject, byte[] canonical, List<byte[]> sealed) {
        if (sealed.isEmpty()) {
            return canonical;
        }
        JsonNode document = read(canonical);
        for (byte[] patch : sealed) {
            document = JsonPatch.apply(document, read(vault.open(keys.find(subject), delivery, "repair", patch)));
        }
        return write(document);
    }

    /** How many repairs this delivery has. */
    public int revision(UUID delivery) {
        return repository.revision(delivery);
    }

    /**
     * What a patch would make of a document.
     *
     * @throws HubException PATCH_INVALID with the place
     */
    public static JsonNode applied(JsonNode document, JsonNode patch) {
        return JsonPatch.apply(document, patch);
    }

    /** Checks the patch against the document as it stands now and keeps it; returns the patched document. */
    byte[] add(UUID delivery, String subject, byte[] canonical, JsonNode patch, String actor, String reason) {
        JsonNode after = JsonPatch.apply(read(patched(delivery, subject, canonical)), patch);
        repository.insert(delivery, actor, reason, vault.seal(keys.find(subject), delivery, "repair", write(patch)));
        return write(after);
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored document is not JSON", e);
        }
    }

    private static byte[] write(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new HubException(ErrorCode.INTERNAL, "", e);
        }
    }
}
