package cn.tongban.hub.cases;

import org.jspecify.annotations.Nullable;

/**
 * All that decides which edges lead on: the state, and for a case that was handed over where it came from.
 *
 * @param state null before the first step
 * @param beforeForward the state to which a taking back returns; only where {@link #isHandedOver} says so
 */
record Standing(@Nullable CaseState state, @Nullable CaseState beforeForward) {
    Standing after(Edge edge) {
        return new Standing(edge.to(), beforeForward(this, edge.to()));
    }

    /** Whether a case in this state lies with who decides, who may give it back. */
    static boolean isHandedOver(@Nullable CaseState state) {
        return state == CaseState.FORWARDED || state == CaseState.IN_REVIEW || state == CaseState.SUSPENDED;
    }

    /** The state to which a taking back returns, once the case has gone from {@code here} to {@code to}. */
    static @Nullable CaseState beforeForward(Standing here, CaseState to) {
        if (!isHandedOver(to)) {
            return null;
        }
        return isHandedOver(here.state) ? here.beforeForward : here.state;
    }
}
