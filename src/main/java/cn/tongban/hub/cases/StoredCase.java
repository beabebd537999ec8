package cn.tongban.hub.cases;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as it lies in the database, its row locked by the reader.
 *
 * @param origin connector of the desk that took it in
 * @param custody who decides it and whether it lies there
 * @param hearing who hears of it besides its sides
 * @param steps how many lines its timeline has
 * @param parked what its parked steps will bring along once they are applied
 */
public record StoredCase(
        String origin,
        Custody custody,
        String taskCode,
        Hearing hearing,
        CaseFile file,
        int steps,
        List<ParkedMessage> parked) {

    public StoredCase {
        parked = List.copyOf(parked);
    }

    /** Connector of the side that decides, empty for none. */
    public String handler() {
        return custody.handler();
    }

    /** A case of which nothing is known yet but where it came from and who decides it. */
    public static StoredCase blank(String origin, String handler, String taskCode, CaseFile file) {
        return new StoredCase(origin, Custody.of(handler), taskCode, Hearing.NONE, file, 0, List.of());
    }

    public StoredCase with(Custody other) {
        return new StoredCase(origin, other, taskCode, hearing, file, steps, parked);
    }

    public StoredCase with(CaseFile other, int lines) {
        return new StoredCase(origin, custody, taskCode, hearing, other, lines, parked);
    }

    public StoredCase with(Hearing other) {
        return new StoredCase(origin, custody, taskCode, other, file, steps, parked);
    }

    public StoredCase ofItem(String code) {
        return new StoredCase(origin, custody, code, hearing, file, steps, parked);
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
     * @param connector who said it; empty for what the hub concluded, which has no time of its own
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
