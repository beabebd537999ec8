package cn.tongban.sandbox.wire;

/** What a handler wants sent, and how. */
public record Reply(WireAnswer answer, Manner manner) {
    public static Reply of(WireAnswer answer) {
        return new Reply(answer, Manner.WHOLE);
    }
}
