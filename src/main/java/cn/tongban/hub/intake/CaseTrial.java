package cn.tongban.hub.intake;

import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.cases.TimelineDecision;
import cn.tongban.hub.support.HubException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Judges a message by the rules of the one commit, against a case that a test describes, and writes nothing. */
public final class CaseTrial {
    private CaseTrial() {}

    /**
     * @param after the case as it would be
     * @param decisions one for each line of its timeline, in order
     * @param onward what goes to whom, in order
     */
    public record Judged(StoredCase after, List<TimelineDecision> decisions, List<Onward> onward) {
        public Judged {
            decisions = List.copyOf(decisions);
            onward = List.copyOf(onward);
        }
    }

    /** @param type of the message as this destination hears of it */
    public record Onward(String destination, String type) {}

    /**
     * What was not taken yet of a case is taken back at once, and limits of materials are not asked.
     *
     * @param known the case before, empty when the hub does not know it
     * @throws HubException when the message cannot be recorded
     */
    public static Judged judge(Recording recording, Optional<StoredCase> known, Function<String, StepProfile> profiles,
            UUID messageId, Instant now) {
        Map<String, CaseDraft> drafts = new HashMap<>();
        known.ifPresent(stored -> drafts.put(recording.caseNo(), new CaseDraft(stored, false)));
        TakeBacks takeBacks = new TakeBacks((destination, caseNo, actor, why) -> true);
        new CaseJudge(profiles, takeBacks).judge(recording, messageId, drafts, new AllMaterials(recording, messageId), now);
        CaseDraft draft = drafts.get(recording.caseNo());
        return new Judged(
                draft.stored(),
                draft.lines.stream().map(StoredCase.Line::decision).toList(),
                draft.onward.stream()
                        .flatMap(onward -> onward.destinations().stream().map(to -> new Onward(to, onward.type())))
                        .toList());
    }

    private record AllMaterials(Recording recording, UUID messageId) implements CaseJudge.Materials {
        @Override
        public void supply(CaseEntry.Supply supply, CaseDraft draft, List<String> destinations) {
            draft.passOn(messageId, recording.type(), destinations);
        }

        @Override
        public void owe() {
            // Debts are the database's.
        }
    }
}
