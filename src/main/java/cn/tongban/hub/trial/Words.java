package cn.tongban.hub.trial;

import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.ProbeAnswer;

/** What tests and dry runs call what becomes of a delivery. */
final class Words {
    private Words() {}

    static String of(Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            return "delivered";
        }
        if (outcome instanceof Outcome.RetryLater) {
            return "retry";
        }
        if (outcome instanceof Outcome.Refused) {
            return "refused";
        }
        if (outcome instanceof Outcome.LeftOut) {
            return "left-out";
        }
        return outcome instanceof Outcome.Doubtful ? "doubtful" : "dead";
    }

    static String code(Outcome outcome) {
        if (outcome instanceof Outcome.RetryLater later) {
            return later.code().code();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused.code().code();
        }
        if (outcome instanceof Outcome.Doubtful doubt) {
            return doubt.code().code();
        }
        if (outcome instanceof Outcome.LeftOut out) {
            return out.code().code();
        }
        return outcome instanceof Outcome.Dead dead ? dead.code().code() : "";
    }

    static String reason(Outcome outcome) {
        if (outcome instanceof Outcome.RetryLater later) {
            return later.reason();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused.reason();
        }
        if (outcome instanceof Outcome.Doubtful doubt) {
            return doubt.reason();
        }
        if (outcome instanceof Outcome.LeftOut out) {
            return out.reason();
        }
        return outcome instanceof Outcome.Dead dead ? dead.reason() : "";
    }

    static String receipt(Outcome outcome) {
        return outcome instanceof Outcome.Delivered done && done.receiptNo() != null ? done.receiptNo() : "";
    }

    static String of(ProbeAnswer answer) {
        if (answer instanceof ProbeAnswer.Found) {
            return "found";
        }
        return answer instanceof ProbeAnswer.Absent ? "absent" : "unknown";
    }

    static String receipt(ProbeAnswer answer) {
        return answer instanceof ProbeAnswer.Found found && found.receiptNo() != null ? found.receiptNo() : "";
    }

    /** What follows for the delivery that was in doubt. */
    static String decision(ProbeAnswer answer) {
        if (answer instanceof ProbeAnswer.Found) {
            return "delivered";
        }
        return answer instanceof ProbeAnswer.Absent ? "send-again" : "ask-again";
    }
}
