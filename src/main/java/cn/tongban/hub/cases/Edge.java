package cn.tongban.hub.cases;

import org.jspecify.annotations.Nullable;

/**
 * One possible transition.
 *
 * @param from null for the start of a case
 * @param note why the edge exists, in the words of the people who work with it
 */
public record Edge(@Nullable CaseState from, CaseState to, Guard guard, String note) {

    /** What must be true besides the state. */
    public enum Guard {
        /** An ordinary step. */
        NONE,
        /** Ordinary, and also where the sender marks it as a cancel event (撤回). */
        STEP_OR_CANCEL,
        /** Only items that are decided at once (即办件). */
        INSTANT_ITEM,
        /** Only a case that was forwarded before anybody accepted it. */
        FORWARDED_UNACCEPTED,
        /** Only a cancel event. */
        CANCEL_EVENT,
        /** Only a cancel event, and only back to the state in which the case was handed over. */
        TAKEN_BACK
    }

    /** Whether this edge leads out of {@code here} for an item of this kind and such an event. */
    boolean fits(Standing here, boolean instantItem, boolean cancels) {
        return here.state() == from
                && switch (guard) {
                    case NONE -> !cancels;
                    case STEP_OR_CANCEL -> true;
                    case INSTANT_ITEM -> !cancels && instantItem;
                    case FORWARDED_UNACCEPTED -> !cancels && here.beforeForward() == CaseState.RECEIVED;
                    case CANCEL_EVENT -> cancels;
                    case TAKEN_BACK -> cancels && here.beforeForward() == to;
                };
    }

    /** Whether some event could take this edge from {@code here}. */
    boolean possible(Standing here, boolean instantItem) {
        return fits(here, instantItem, false) || fits(here, instantItem, true);
    }
}
