package cn.tongban.hub.cases;

import org.jspecify.annotations.Nullable;

/**
 * All that decides which edges lead on: the state, and for a forwarded case where it came from.
 *
 * @param state null before the first step
 * @param beforeForward the state that a forwarded case left; null in every other state
 */
record Standing(@Nullable CaseState state, @Nullable CaseState beforeForward) {
    Standing after(Edge edge) {
        return new Standing(edge.to(), edge.to() == CaseState.FORWARDED ? state : null);
    }
}
