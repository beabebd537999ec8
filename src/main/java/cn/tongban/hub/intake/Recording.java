package cn.tongban.hub.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verified, validated and mapped message, ready to be made durable.
 *
 * @param connector where it came from; {@link cn.tongban.hub.support.OwnMessages#CONNECTOR} for what the hub itself says
 * @param reporter the destination that speaks: the connector, or one of its parties as {@code <connector>.<party>}
 * @param key idempotency key, unique within the connector
 * @param type CloudEvents type; for a case's step the type that follows its state
 * @param caseNo its case, empty when it is about none
 * @param document the canonical schema, for example {@code case.step}
 * @param mediaType of the original bytes, charset included
 * @param original bytes as received
 * @param canonical canonical JSON in UTF-8
 * @param identifiers by which the case shall be found, normalised
 * @param nonce of the signed request, null where the door has none
 * @param bundle digest of the bundle that handled it
 */
public record Recording(
        String connector,
        String reporter,
        String key,
        String type,
        String caseNo,
        String document,
        String mediaType,
        String traceparent,
        String bundle,
        byte[] original,
        byte[] canonical,
        Address address,
        Entry entry,
        List<Identifier> identifiers,
        @Nullable String nonce) {
    /** In place of a connector for what the hub itself concludes or a person decides in it. */
    public static final String OWN = "tongban-hub";

    /** What its data key and its lanes are named after: the case, or the entry of a register. */
    public String subject() {
        return entry instanceof RegisterEntry registered ? registered.subject() : caseNo;
    }

    /** A message of a connector that is one organisation. */
    public Recording(String connector, String key, String type, String caseNo, String document, String mediaType,
            String traceparent, String bundle, byte[] original, byte[] canonical, Address address, Entry entry,
            List<Identifier> identifiers, @Nullable String nonce) {
        this(connector, connector, key, type, caseNo, document, mediaType, traceparent, bundle, original, canonical, address,
                entry, identifiers, nonce);
    }

    /**
     * A normalised personal identifier; only its keyed digest is stored.
     *
     * @param kind id-number, credit-code, phone or name
     */
    public record Identifier(String kind, String value) {
        @Override
        public String toString() {
            return "Identifier[" + kind + ", hidden]";
        }
    }

    @Override
    public String toString() {
        return "Recording[" + connector + ", " + type + ", " + subject() + "]";
    }
}
