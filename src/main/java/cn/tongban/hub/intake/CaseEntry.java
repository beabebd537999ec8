package cn.tongban.hub.intake;

import cn.tongban.hub.cases.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message means for its case.
 */
public sealed interface CaseEntry {
    /** The steps it reports, in their order. */
    List<Step> steps();

    /** By what a repeat of it is known in the timeline. */
    default List<Step> marks() {
        return steps();
    }

    /**
     * A case is handed in, or a newer version of it.
     *
     * @param version 1 for the first; a version that is known already must have the same content
     * @param instant decided at once (即办件)
     */
    record Submission(int version, String taskCode, boolean instant, List<Step> steps) implements CaseEntry {
        public Submission {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Something happened to a case.
     *
     * @param opening what the reporter knows of a case that the hub may not know yet; null where the case must exist
     */
    record Progress(Step step, @Nullable Opening opening) implements CaseEntry {
        /** A step of a case that must exist. */
        public Progress(Step step) {
            this(step, null);
        }

        @Override
        public List<Step> steps() {
            return List.of(step);
        }
    }

    /**
     * The desk wants a case back that was handed over, or the side that decides answers.
     *
     * @param id the desk's id of its wish, the same in the answer
     * @param mark key, time and content as the timeline keeps them; its target says nothing
     */
    record TakeBack(String id, Phase phase, Step mark) implements CaseEntry {
        /** Who speaks, and what is said. */
        public enum Phase {
            REQUESTED,
            GRANTED,
            REFUSED
        }

        @Override
        public List<Step> steps() {
            return List.of();
        }

        @Override
        public List<Step> marks() {
            return List.of(mark);
        }
    }

    /**
     * How a case began that was handed in elsewhere. Its reporter is both its desk and the side that decides it.
     *
     * @param received the reception that comes before the step
     * @param instant decided at once (即办件)
     */
    record Opening(int version, String taskCode, boolean instant, Step received) {}
}
