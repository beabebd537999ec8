package cn.tongban.hub.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case's timeline.
 *
 * @param at source time, null for a derived step
 * @param messageId the message that reported it, null for a derived step
 * @param connector who reported it, empty for a derived step
 * @param parkUntil how long a parked step waits, null otherwise
 */
public record TimelineEntry(
        int no,
        CaseState state,
        @Nullable Instant at,
        Instant recordedAt,
        @Nullable UUID messageId,
        TimelineDecision decision,
        Provenance provenance,
        @Nullable CaseResult result,
        String connector,
        @Nullable Instant parkUntil) {}
