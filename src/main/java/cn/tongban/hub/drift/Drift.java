package cn.tongban.hub.drift;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of what a counterpart sends or answers. Holds names of fields, types, shares and short codes, and the id of a
 * message; no other value of a document.
 *
 * @param counterpart a connector, or one of its parties
 * @param side {@code sent} or {@code answered}
 * @param subject of what is sent the contract, of an answer the mapping that reads it
 * @param variant of an answer the route and the status
 * @param contract that describes it, empty where none does
 * @param place path of the field; {@code []} stands for the entries of an array, {@code {}} for names that are not shown
 * @param item the type, form or value it is about; empty for the field itself, {@code {other}} for a value not shown
 * @param was what was known
 * @param now what is there instead
 * @param since of the first message that shows it
 * @param count looked-at messages that show it
 * @param messageId of the first of them that was recorded or delivered
 * @param refused the code with which the first of them was refused, else empty
 * @param codeTable the table that does not know the value, {@code <system>/<table>}, else empty
 * @param state open, ignored, accepted or over
 */
public record Drift(
        UUID id,
        String connector,
        String counterpart,
        String side,
        String subject,
        String variant,
        String contract,
        DriftKind kind,
        String place,
        String item,
        String was,
        String now,
        Instant since,
        Instant lastAt,
        long count,
        @Nullable UUID messageId,
        String refused,
        String codeTable,
        String state,
        @Nullable Instant until,
        String decidedBy,
        @Nullable Instant decidedAt,
        String reason) {}
