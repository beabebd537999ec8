package cn.tongban.hub.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case as people ask for it; nothing personal.
 *
 * @param origin connector of the desk that took it in
 * @param handler connector of the side that decides, empty for none
 * @param result null before a decision
 * @param newestStepAt source time of the newest applied step
 */
public record CaseSummary(
        String caseNo,
        String origin,
        String handler,
        String taskCode,
        int version,
        CaseState state,
        @Nullable CaseResult result,
        int openDebts,
        int parked,
        @Nullable Instant newestStepAt,
        Instant createdAt,
        Instant updatedAt) {}
