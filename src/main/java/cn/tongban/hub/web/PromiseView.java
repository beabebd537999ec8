package cn.tongban.hub.web;

import cn.tongban.hub.promise.PromiseStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A debt or a letter of commitment as it is shown.
 *
 * @param no counts the promises of the case
 * @param materialName masked where the schema says that it is personal; empty for what was promised before names were kept
 * @param promisedOn null where it was not kept
 * @param dueDate last day on which it is kept, or checked
 * @param workdaysLeft of a debt that is owed, below 0 when it is past; null for all others
 * @param provisional counted over days of a year whose holidays are not announced
 * @param late supplied after it was due
 * @param decidedBy empty as long as nobody decided, as is {@code reason}
 * @param toldBy the submission's message
 * @param paidBy the message of the material that paid it
 */
public record PromiseView(
        String caseNo,
        int no,
        PromiseStatus status,
        String materialId,
        String materialName,
        @Nullable LocalDate promisedOn,
        LocalDate dueDate,
        @Nullable Integer workdaysLeft,
        boolean provisional,
        boolean late,
        @Nullable Instant remindedAt,
        @Nullable Instant decidedAt,
        String decidedBy,
        String reason,
        UUID toldBy,
        @Nullable UUID paidBy) {}
