package cn.tongban.hub.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a step. Every step is kept in the trace, whatever the verdict. */
public sealed interface Verdict {

    /** The case moves. At least one transition; the last one is the step itself, those before it are derived. */
    record Applied(List<Transition> transitions) implements Verdict {
        public Applied {
            transitions = List.copyOf(transitions);
        }
    }

    /** Known already, by key or by content: nothing changes. */
    record Repeated() implements Verdict {}

    /** Older than the newest applied step: the case stays where it is. */
    record Late() implements Verdict {}

    /** A step before it is missing but possible. After {@code until} a person is asked. */
    record Parked(Instant until) implements Verdict {}

    /** No way leads there: quarantine and a task that names both states. {@code from} is null for a new case. */
    record Impossible(@Nullable CaseState from, CaseState to) implements Verdict {}

    /** Whether other parties hear of the step now. */
    default boolean passedOn() {
        return this instanceof Applied;
    }
}
