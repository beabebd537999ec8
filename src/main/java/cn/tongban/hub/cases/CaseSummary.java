package cn.tongban.hub.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case as people ask for it; nothing personal.
 *
 * @param origin connector of the desk that took it in
 * @param handler connector of the side that decides, empty for none: never addressed, or taken back
 * @param formerHandler who handled it before its desk took it back, empty if nobody did
 * @param takeBack id of a take-back that waits for the handler's answer, empty if none does
 * @param result null before a decision
 * @param newestStepAt source time of the newest applied step
 */
public record CaseSummary(
        String caseNo,
        String origin,
        String handler,
        String formerHandler,
        String takeBack,
        String taskCode,
        int version,
        CaseState state,
        @Nullable CaseResult result,
        int openDebts,
        int parked,
        @Nullable Instant newestStepAt,
        Instant createdAt,
        Instant updatedAt) {}
