package cn.tongban.hub.cases;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * In whose hands a case is.
 *
 * @param handler destination of the side that decides, empty for none: never addressed, or taken back
 * @param held whether the handler has shown that the case is there: by a receipt for it, or by a step
 * @param former who handled it before it was taken back, empty if nobody did
 * @param takeBack id of the take-back that waits for the handler's answer, empty if none does
 * @param takeBackMessage the message that asked for it
 */
public record Custody(String handler, boolean held, String former, String takeBack, @Nullable UUID takeBackMessage) {
    static Custody of(String handler) {
        return new Custody(handler, false, "", "", null);
    }

    /** The handler has it. */
    public Custody taken() {
        return held ? this : new Custody(handler, true, former, takeBack, takeBackMessage);
    }

    public Custody asked(String id, UUID message) {
        return new Custody(handler, held, former, id, message);
    }

    /** The handler's answer is no longer waited for. */
    public Custody answered() {
        return new Custody(handler, held, former, "", null);
    }

    /** The desk has it again. */
    public Custody backAtDesk() {
        return new Custody("", false, handler, "", null);
    }

    /** The desk handed it in again. */
    public Custody addressed(String to) {
        return new Custody(to, false, former, "", null);
    }

    public boolean isAsked() {
        return !takeBack.isEmpty();
    }
}
