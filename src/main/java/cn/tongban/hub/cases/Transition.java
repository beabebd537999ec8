package cn.tongban.hub.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case's timeline.
 *
 * @param from null for the first
 * @param at source time; null exactly when the transition is derived: nobody said when it happened
 */
public record Transition(
        @Nullable CaseState from, CaseState to, Provenance provenance, @Nullable Instant at) {}
