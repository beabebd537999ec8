package cn.tongban.hub.replay;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One piece of recorded traffic. Its bytes are opened only when somebody asks for them. */
sealed interface Recorded {
    UUID id();

    /** When it was recorded, or refused. */
    Instant at();

    /** Opens the bytes; null where their retention has passed or their key was deleted. */
    @FunctionalInterface
    interface Bytes {
        byte @Nullable [] open();
    }

    /**
     * A message that came in.
     *
     * @param document the canonical schema, for example {@code case.step}
     * @param original as received
     * @param canonical as recorded
     */
    record In(UUID id, Instant at, String connector, String type, String caseNo, String document, String mediaType,
            Bytes original, Bytes canonical) implements Recorded {}

    /**
     * A message on its way to one destination.
     *
     * @param id of the delivery
     * @param canonical with the repairs of this delivery
     */
    record Out(UUID id, Instant at, UUID messageId, String destination, String type, String caseNo, Bytes canonical)
            implements Recorded {}

    /**
     * Bytes that were refused at a door or from a source.
     *
     * @param places why, each {@code pointer rule}
     */
    record Refused(UUID id, Instant at, String connector, String code, List<String> places, Bytes body)
            implements Recorded {}
}
