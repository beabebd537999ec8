package cn.tongban.hub.bulk;

import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.Vault;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** Field patches of tasks: new values may be personal, so each is sealed under a key of its own. */
final class SealedPatches {
    private static final String PART = "bulk-patch";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Vault vault;

    SealedPatches(Vault vault) {
        this.vault = vault;
    }

    record Sealed(byte[] wrappedKey, byte[] bytes) {}

    Sealed seal(UUID task, FieldPatch patch) {
        DataKey key = vault.newDataKey();
        try {
            return new Sealed(key.wrapped(), vault.seal(key, task, PART, JSON.writeValueAsBytes(patch)));
        } catch (IOException e) {
            throw new UncheckedIOException("A field patch can be written as JSON", e);
        }
    }

    FieldPatch open(UUID task, Sealed sealed) {
        try {
            return JSON.readValue(vault.open(vault.unwrap(sealed.wrappedKey()), task, PART, sealed.bytes()), FieldPatch.class);
        } catch (IOException e) {
            throw new UncheckedIOException("A field patch was written as JSON", e);
        }
    }
}
