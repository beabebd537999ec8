package cn.tongban.hub.journal;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Messages in which the hub itself says something: what it concluded from what others told, or what a person decided here.
 * They came through no door, so what is kept as received is the canonical document.
 */
public final class OwnMessages {
    /** Stands where other messages name the connector that they came from; no connector has this id. */
    public static final String SOURCE = "hub";

    /** Of what is kept as received where nothing was: the canonical document. */
    public static final String MEDIA_TYPE = "application/vnd.tongban.canonical+json";

    private final JournalRepository journal;
    private final DataKeys keys;
    private final Vault vault;

    public OwnMessages(JournalRepository journal, DataKeys keys, Vault vault) {
        this.journal = journal;
        this.keys = keys;
        this.vault = vault;
    }

    /**
     * What is said.
     *
     * @param type CloudEvents type
     * @param document the canonical schema
     * @param canonical JSON in UTF-8
     * @param bundle digest of the bundle that was at work, empty where none was
     */
    public record Said(
            UUID id, String type, String caseNo, String document, byte[] canonical, String bundle, Instant at) {}

    /** Writes what is said of cases that are stored, within the transaction that holds them. */
    public void insert(List<Said> said) {
        if (!said.isEmpty()) {
            journal.insert(said.stream().map(one -> seal(one, keys.find(one.caseNo()))).toList());
        }
    }

    private NewMessage seal(Said said, DataKey key) {
        return new NewMessage(said.id(), SOURCE, said.type(), said.caseNo(), said.caseNo(), said.document(), MEDIA_TYPE,
                traceparent(said.id()), said.bundle(), said.at(), Digests.sha256(said.canonical()),
                vault.seal(key, said.id(), "original", said.canonical()),
                vault.seal(key, said.id(), "canonical", said.canonical()));
    }

    private static String traceparent(UUID id) {
        HexFormat hex = HexFormat.of();
        String high = hex.toHexDigits(id.getMostSignificantBits());
        return "00-" + high + hex.toHexDigits(id.getLeastSignificantBits()) + "-" + high + "-01";
    }
}
