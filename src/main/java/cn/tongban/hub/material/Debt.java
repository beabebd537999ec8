package cn.tongban.hub.material;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A material that is owed, or was.
 *
 * @param materialId empty when the submission lists no material of that name
 * @param status OPEN, SUPPLIED, or REPLACED by a newer acceptance
 * @param toldBy the submission's message, whose document has its name
 * @param paidBy the message of the material that paid it, null while it is open
 */
public record Debt(int no, String materialId, LocalDate dueDate, String status, UUID toldBy, @Nullable UUID paidBy) {}
