package cn.tongban.hub.flow;

/** Answers in place of partners and of the broker. Asked on the thread of the trial. */
@FunctionalInterface
public interface TrialReplies {
    /** Of every request only that it left is known: what a dry run of a delivery can say. */
    TrialReplies NONE = sent -> new TrialReply.Lost();

    TrialReply to(TrialSent sent);
}
