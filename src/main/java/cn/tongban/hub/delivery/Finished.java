package cn.tongban.hub.delivery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A piece of work that came back from a worker: a send with its result, or a probe with its answer. */
record Finished(Head head, @Nullable AttemptResult sent, @Nullable ProbeAnswer answer, int millis) {

    static Finished send(Head head, AttemptResult result, int millis) {
        return new Finished(head, result, null, millis);
    }

    static Finished probe(Head head, ProbeAnswer answer, int millis) {
        return new Finished(head, null, answer, millis);
    }

    boolean delivered() {
        return sent != null ? sent.outcome() instanceof Outcome.Delivered : answer instanceof ProbeAnswer.Found;
    }

    /** What else becomes of it, once the destination has it. */
    SettlementHook.Done done() {
        Outcome.Delivered said = said();
        String number = said.receiptNo() == null ? "" : said.receiptNo();
        return new SettlementHook.Done(head.destination(), head.caseNo(), head.type(), head.messageId(), said.reply(),
                new SettlementHook.Taken(number, said.orderNo(), sent == null ? "" : sent.bundleDigest()));
    }

    private Outcome.Delivered said() {
        if (sent != null) {
            return (Outcome.Delivered) sent.outcome();
        }
        ProbeAnswer.Found found = (ProbeAnswer.Found) Objects.requireNonNull(answer);
        return new Outcome.Delivered(found.receiptNo(), true, found.reply(), found.orderNo());
    }
}
