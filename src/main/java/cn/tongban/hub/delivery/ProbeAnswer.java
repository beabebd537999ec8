package cn.tongban.hub.delivery;

import org.jspecify.annotations.Nullable;

/** What a destination says when asked whether it has a delivery. */
public sealed interface ProbeAnswer {
    /** It has it; see {@link Outcome.Delivered}. */
    record Found(@Nullable String receiptNo, Reply reply, String orderNo) implements ProbeAnswer {
        public Found(@Nullable String receiptNo) {
            this(receiptNo, Reply.NONE, "");
        }
    }

    record Absent() implements ProbeAnswer {}

    record Unknown(String reason) implements ProbeAnswer {}
}
