package cn.tongban.hub.intake;

import cn.tongban.hub.cases.Step;
import cn.tongban.hub.material.MaterialFacts;
import java.time.Instant;
import java.time.LocalDate;
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
     * @param debts materials that are owed (容缺); only with a step that says so
     */
    record Submission(int version, String taskCode, boolean instant, List<Step> steps, List<Owed> debts)
            implements CaseEntry {
        public Submission {
            steps = List.copyOf(steps);
            debts = List.copyOf(debts);
        }

        public Submission(int version, String taskCode, boolean instant, List<Step> steps) {
            this(version, taskCode, instant, steps, List.of());
        }
    }

    /**
     * A material that is owed.
     *
     * @param materialId empty when the submission lists no material of this name
     */
    record Owed(String materialId, String name, LocalDate dueDate) {}

    /**
     * A material of a case that must exist.
     *
     * @param blob address of its bytes, null when only the fact is told
     * @param maxCount materials that the case may have
     * @param maxSize bytes that they may have together
     */
    record Supply(
            String materialId,
            @Nullable String blob,
            long size,
            String mediaType,
            String getType,
            Instant suppliedAt,
            MaterialFacts facts,
            int maxCount,
            long maxSize)
            implements CaseEntry {
        @Override
        public List<Step> steps() {
            return List.of();
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
     * A side of a case that must exist tells how something of it stands there. It moves nothing and is told to nobody.
     *
     * @param mark key, time and content as the timeline keeps them; its target says nothing
     * @param retracted what an earlier report was about that is taken back by this one, empty for none: a person looks
     */
    record Report(Step mark, String retracted) implements CaseEntry {
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
