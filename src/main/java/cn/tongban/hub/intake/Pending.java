package cn.tongban.hub.intake;

import cn.tongban.hub.journal.InboxEntry;
import cn.tongban.hub.vault.DataKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A recording on its way into a commit. All that costs time and needs no transaction was done by the caller's thread:
 * digests, keys and sealing.
 */
final class Pending {
    final Recording recording;
    final UUID messageId;
    final Instant recordedAt;
    final InboxEntry entry;
    final List<Long> indexes;
    final byte[] nonceDigest;
    final CompletableFuture<Receipt> answer = new CompletableFuture<>();
    private DataKey key;
    private byte[] original;
    private byte[] canonical;

    Pending(Recording recording, UUID messageId, Instant recordedAt, InboxEntry entry, List<Long> indexes,
            byte[] nonceDigest, DataKey key, Sealer sealer) {
        this.recording = recording;
        this.messageId = messageId;
        this.recordedAt = recordedAt;
        this.entry = entry;
        this.indexes = indexes;
        this.nonceDigest = nonceDigest;
        this.key = key;
        seal(sealer);
    }

    /** Seals the payloads of one message. */
    interface Sealer {
        byte[] seal(DataKey key, UUID messageId, String part, byte[] plain);
    }

    /** The key under which the payloads are sealed now. */
    DataKey key() {
        return key;
    }

    /** The case has another key after all: seal again. */
    void rekey(DataKey right, Sealer sealer) {
        if (right != key) {
            key = right;
            seal(sealer);
        }
    }

    byte[] sealedOriginal() {
        return original;
    }

    byte[] sealedCanonical() {
        return canonical;
    }

    private void seal(Sealer sealer) {
        original = sealer.seal(key, messageId, "original", recording.original());
        canonical = sealer.seal(key, messageId, "canonical", recording.canonical());
    }
}
