package cn.tongban.hub.cases;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as it lies in the database, its row locked by the reader.
 *
 * @param origin connector of the desk that took it in
 * @param handler connector of the side that decides
 * @param steps how many lines its timeline has
 * @param parked what its parked steps will bring along once they are applied
 */
public record StoredCase(
        String origin, String handler, String taskCode, CaseFile file, int steps, List<ParkedMessage> parked) {

    public StoredCase {
        parked = List.copyOf(parked);
    }

    /**
     * The message behind a parked step.
     *
     * @param no its line in the timeline
     * @param type CloudEvents type
     * @param destinations who hears of it when it is applied
     */
    public record ParkedMessage(String stepKey, int no, UUID messageId, String type, List<String> destinations) {
        public ParkedMessage {
            destinations = List.copyOf(destinations);
        }
    }

    /**
     * A line to be added to a timeline.
     *
     * @param decision name of the verdict, see {@link TimelineDecision}
     * @param messageId null for a derived step
     */
    public record Line(
            String caseNo,
            int no,
            Step step,
            String connector,
            TimelineDecision decision,
            @Nullable UUID messageId,
            List<String> destinations,
            java.time.@Nullable Instant parkUntil) {}
}
