package cn.tongban.hub.cases;

import java.util.List;

/**
 * A case after a step was taken in.
 *
 * @param judged the step itself first, then the parked steps that it released, in the order in which they were applied
 */
public record Progress(CaseFile file, List<Judged> judged) {
    public Progress {
        judged = List.copyOf(judged);
    }
}
