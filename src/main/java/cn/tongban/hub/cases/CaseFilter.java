package cn.tongban.hub.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which cases; null means any. The two last say where the page before ended, both or neither. */
public record CaseFilter(
        @Nullable CaseState state,
        @Nullable String origin,
        @Nullable String handler,
        @Nullable Instant before,
        @Nullable String beforeCaseNo) {}
