package cn.tongban.hub.fault;

/** Something that a partner tells the hub: one key and one document, told as often and as badly as a scenario wants. */
interface Arrival {
    /** How it is told. */
    enum Form {
        WELL,
        /** Cut short, or against the contract where the protocol allows no torn document. */
        MALFORMED,
        /** By somebody who cannot prove who he is. */
        WRONG_SIGNATURE,
        /** In bytes of another charset than the agreed ones. */
        WRONG_CHARSET
    }

    /** What the partner made of the hub's answer. */
    enum Verdict {
        TAKEN,
        REFUSED,
        /** No answer came, or the protocol has none. */
        UNTOLD
    }

    /** @param words the answer's bytes as text; empty for none */
    record Heard(Verdict verdict, String words) {
        static final Heard NOTHING = new Heard(Verdict.UNTOLD, "");
    }

    /** The case that it is about. */
    String caseNo();

    /** Whether its bytes are kept for a person when they are refused: only of a sender who could prove himself. */
    default boolean isKept(Form form) {
        return form != Form.WRONG_SIGNATURE;
    }

    /** Tells it once more; well-formed, it is the same key and the same bytes each time. */
    Heard say(Form form);
}
