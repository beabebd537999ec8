package cn.tongban.hub.delivery;

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

    /** What the destination said besides. */
    Reply reply() {
        if (sent != null && sent.outcome() instanceof Outcome.Delivered done) {
            return done.reply();
        }
        return answer instanceof ProbeAnswer.Found found ? found.reply() : Reply.NONE;
    }
}
