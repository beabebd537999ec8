package cn.tongban.hub.delivery;

import org.jspecify.annotations.Nullable;

/** What a destination says when asked whether it has a delivery. */
public sealed interface ProbeAnswer {
    record Found(@Nullable String receiptNo) implements ProbeAnswer {}

    record Absent() implements ProbeAnswer {}

    record Unknown(String reason) implements ProbeAnswer {}
}
