package cn.tongban.hub.intake;

import cn.tongban.hub.cases.Step;
import java.util.List;

/**
 * What a message means for its case.
 */
public sealed interface CaseEntry {
    /** The steps it reports, in their order. */
    List<Step> steps();

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

    /** Something happened to a case that must exist. */
    record Progress(Step step) implements CaseEntry {
        @Override
        public List<Step> steps() {
            return List.of(step);
        }
    }
}
