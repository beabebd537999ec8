package cn.tongban.hub.promise;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One promise of a case.
 *
 * @param no counts the promises of the case from 1
 * @param materialId empty when the submission lists no material of that name
 * @param promisedOn null for a debt of before this was kept
 * @param dueDate last day on which it is kept, or checked
 * @param toldBy the submission's message
 * @param paidBy the message of the material that paid it, null where none did
 * @param late the material came after it was due
 * @param remindedAt when the window was reminded, null before
 * @param decisions how often a person decided about it; the rest is of the last time
 */
public record Promise(
        String caseNo,
        int no,
        PromiseKind kind,
        PromiseStatus status,
        String materialId,
        @Nullable LocalDate promisedOn,
        LocalDate dueDate,
        UUID toldBy,
        @Nullable UUID paidBy,
        boolean late,
        @Nullable Instant remindedAt,
        int decisions,
        @Nullable Instant decidedAt,
        String decidedBy,
        String decidedWhy,
        PromiseFacts facts) {
    Promise with(PromiseFacts words) {
        return new Promise(caseNo, no, kind, status, materialId, promisedOn, dueDate, toldBy, paidBy, late, remindedAt,
                decisions, decidedAt, decidedBy, decidedWhy, words);
    }
}
