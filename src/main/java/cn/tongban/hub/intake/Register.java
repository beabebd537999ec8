package cn.tongban.hub.intake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who keeps a register of something that is not a case; its rows become durable in the commit of their messages. */
public interface Register {
    /** As {@link RegisterEntry#register()} names it. */
    String name();

    /**
     * Writes what the messages say, in their order, in the transaction that is open. An entry that says nothing new changes
     * nothing; none is refused here, for all are recorded already.
     */
    void write(List<Arrived> entries);

    /**
     * A message about one entry.
     *
     * @param key of the entry
     * @param connector that told of it
     * @param original bytes as they came
     * @param canonical the canonical document, JSON in UTF-8
     */
    record Arrived(
            UUID messageId, Instant recordedAt, String connector, String key, byte[] original, byte[] canonical) {}
}
