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
     * @param after the case as it would be, empty for a message that is about none
     * @param decisions one for each line of its timeline, in order
     * @param onward what goes to whom, in order
     */
    public record Judged(Optional<StoredCase> after, List<TimelineDecision> decisions, List<Onward> onward) {
        public Judged {
            decisions = List.copyOf(decisions);
            onward = List.copyOf(onward);
        }
    }

    /** @param type of the message as this destination hears of it */
    public record Onward(String destination, String type) {}

    /**
     * What was not taken yet of a case is taken back at once, limits of materials are not asked, and of a parcel nothing is
     * known.
     *
     * @param known the case before, empty when the hub does not know it
     * @throws HubException when the message cannot be recorded
     */
    public static Judged judge(Recording recording, Optional<StoredCase> known, Function<String, StepProfile> profiles,
            Listeners listeners, UUID messageId, Instant now) {
        if (recording.entry() instanceof RegisterEntry) {
            return new Judged(Optional.empty(), List.of(), recording.address().named().stream()
                    .map(to -> new Onward(to, recording.type())).toList());
        }
        Map<String, CaseDraft> drafts = new HashMap<>();
        known.ifPresent(stored -> drafts.put(recording.caseNo(), new CaseDraft(stored, false, listeners)));
        TakeBacks takeBacks = new TakeBacks((destination, caseNo, actor, why) -> true);
        new CaseJudge(profiles, listeners, takeBacks).judge(
                recording, messageId, drafts, new NoShelves(recording, messageId, profiles, now), now);
        CaseDraft draft = drafts.get(recording.caseNo());
        return new Judged(
                Optional.of(draft.stored()),
                draft.lines.stream().map(StoredCase.Line::decision).toList(),
                draft.onward().stream()
                        .flatMap(onward -> onward.destinations().stream().map(to -> new Onward(to, onward.type())))
                        .toList());
    }

    private record NoShelves(
            Recording recording, UUID messageId, Function<String, StepProfile> profiles, Instant now)
            implements CaseJudge.Belongings {
        @Override
        public void supply(CaseEntry.Supply supply, CaseDraft draft, List<String> destinations) {
            draft.passOn(messageId, recording.type(), destinations);
        }

        @Override
        public void promise() {
            // Promises are the database's.
        }

        @Override
        public void act(CaseEntry.PromiseStep step, CaseDraft draft, List<String> destinations) {
            // Only the hub itself says so, never a route.
        }

        @Override
        public void track(CaseEntry.Tracking tracking, CaseDraft draft, CaseDraft.Source source) {
            new ParcelTracking(profiles)
                    .heard(null, tracking, source, new ParcelTracking.Telling(draft, recording.bundle(), now));
        }
    }
}
