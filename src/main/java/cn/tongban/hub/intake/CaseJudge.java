package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Side;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.StepJudge;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.cases.Verdict;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** What one message makes of its case, who hears of it, and what cannot be recorded at all; without a database. */
final class CaseJudge {
    private final Function<String, StepProfile> profiles;
    private final Listeners listeners;
    private final TakeBacks takeBacks;

    CaseJudge(Function<String, StepProfile> profiles, Listeners listeners, TakeBacks takeBacks) {
        this.profiles = profiles;
        this.listeners = listeners;
        this.takeBacks = takeBacks;
    }

    /** What the message makes of the materials and parcels of its case, and of what was promised about them. */
    interface Belongings {
        /** @throws HubException CASE_ENDED, MATERIALS_TOO_MANY or MATERIALS_TOO_LARGE: nothing was changed */
        void supply(CaseEntry.Supply supply, CaseDraft draft, List<String> destinations);

        /** What the submission says is owed, or committed to, is the last word about that. */
        void promise();

        /** @throws HubException NOT_FOUND or NOT_POSSIBLE_NOW: nothing was changed */
        void act(CaseEntry.PromiseStep step, CaseDraft draft, List<String> destinations);

        /**
         * @param source the carrier; its destinations hear of what follows for the case
         * @throws HubException CASE_UNKNOWN if another carrier has the parcel
         */
        void track(CaseEntry.Tracking tracking, CaseDraft draft, CaseDraft.Source source);
    }

    /** @throws HubException when the message cannot be recorded; then nothing was changed */
    void judge(Recording recording, UUID messageId, Map<String, CaseDraft> drafts, Belongings belongings, Instant now) {
        CaseDraft draft = drafts.get(recording.caseNo());
        // The hub may have concluded it, when a carrier took the order, before who made the licence reports it.
        StepProfile profile = profiles.apply(recording.connector()).repeating(CaseState.ISSUED);
        if (draft == null) {
            draft = open(recording);
            drafts.put(recording.caseNo(), draft);
        } else if (recording.entry() instanceof CaseEntry.Submission submission) {
            admitNewer(draft, submission, recording);
        } else if (!(recording.entry() instanceof CaseEntry.TakeBack
                || recording.entry() instanceof CaseEntry.PromiseStep)) {
            admit(draft, recording, profile);
        }
        if (recording.entry() instanceof CaseEntry.PromiseStep step) {
            belongings.act(step, draft, destinations(recording, draft.stored()));
            return;
        }
        if (recording.entry() instanceof CaseEntry.Supply supply) {
            belongings.supply(supply, draft, destinations(recording, draft.stored()));
            return;
        }
        if (recording.entry() instanceof CaseEntry.Report report) {
            draft.noteOnce(report, recording.reporter(), messageId);
            return;
        }
        if (recording.entry() instanceof CaseEntry.Rejection rejection) {
            RejectedLater.take(draft, rejection, recording.reporter(), messageId);
            return;
        }
        CaseDraft.Source source = new CaseDraft.Source(messageId, recording.type(), recording.reporter(),
                destinations(recording, draft.stored()), profile);
        if (recording.entry() instanceof CaseEntry.Tracking tracking) {
            belongings.track(tracking, draft, source);
        } else if (recording.entry() instanceof CaseEntry.TakeBack said) {
            takeBacks.take(draft, said, recording.reporter(), source, now);
        } else if (recording.entry() instanceof CaseEntry.Submission submission && isHandedInAgain(draft, submission)) {
            draft.handIn(submission, handler(recording), source, now);
            belongings.promise();
        } else {
            if (take(draft, (CaseEntry) recording.entry(), source, now)) {
                belongings.promise();
            }
            TakeBacks.endIfDecided(draft, now);
        }
    }

    /** False for what was known already. */
    private static boolean take(CaseDraft draft, CaseEntry entry, CaseDraft.Source source, Instant now) {
        if (entry instanceof CaseEntry.Submission submission) {
            draft.version(submission);
        }
        for (Step step : steps(entry, draft)) {
            Verdict verdict = draft.take(step, source, now);
            if (verdict instanceof Verdict.Repeated) {
                return false;
            }
        }
        return true;
    }

    private static void admitNewer(CaseDraft draft, CaseEntry.Submission submission, Recording recording) {
        if (!recording.reporter().equals(draft.stored().origin()) || isKnownVersion(draft, submission)) {
            throw new HubException(ErrorCode.CASE_VERSION_CONFLICT, recording.caseNo());
        }
    }

    /** After a take-back the desk hands a case over anew, perhaps to somebody else. */
    private static boolean isHandedInAgain(CaseDraft draft, CaseEntry.Submission submission) {
        CaseState state = draft.stored().file().state();
        return state != null && state.isBeforeDecision() && draft.stored().handler().isEmpty()
                && submission.version() > draft.stored().file().version();
    }

    private static String handler(Recording recording) {
        return recording.address() instanceof Address.To to ? to.destinations().get(0) : "";
    }

    /** A stranger hears what it would hear if the case were not there. */
    private static void admit(CaseDraft draft, Recording recording, StepProfile profile) {
        Side side = Side.of(recording.reporter(), draft.stored(), profile)
                .orElseThrow(() -> new HubException(ErrorCode.CASE_UNKNOWN, recording.caseNo()));
        for (Step step : ((CaseEntry) recording.entry()).steps()) {
            if (!side.mayReport(step.target())) {
                throw new HubException(ErrorCode.CASE_STEP_IMPOSSIBLE, step.target().name());
            }
        }
        if (side == Side.DECIDING) {
            draft.isHeld();
        }
    }

    /** A step that begins a case needs no reception before it; for a known case its opening says nothing new. */
    private static List<Step> steps(CaseEntry entry, CaseDraft draft) {
        if (entry instanceof CaseEntry.Progress progress && progress.opening() != null
                && draft.stored().file().state() == null && !StepJudge.begins(progress.step())) {
            return List.of(progress.opening().received(), progress.step());
        }
        return entry.steps();
    }

    /** A version that was there before may only come again with the same content, which the judge finds to be a repeat. */
    private static boolean isKnownVersion(CaseDraft draft, CaseEntry.Submission submission) {
        Step first = submission.steps().get(0);
        return submission.version() <= draft.stored().file().version()
                && !draft.stored().file().known().contains(first.content());
    }

    private CaseDraft open(Recording recording) {
        StoredCase blank;
        if (recording.entry() instanceof CaseEntry.Submission submission) {
            blank = StoredCase.blank(recording.reporter(), handler(recording), submission.taskCode(),
                    CaseFile.blank(recording.caseNo(), submission.version(), submission.instant()));
        } else if (recording.entry() instanceof CaseEntry.Progress progress && progress.opening() != null) {
            CaseEntry.Opening opening = progress.opening();
            blank = StoredCase.blank(recording.reporter(), recording.reporter(), opening.taskCode(),
                    CaseFile.blank(recording.caseNo(), opening.version(), opening.instant()));
        } else {
            throw new HubException(ErrorCode.CASE_UNKNOWN, recording.caseNo());
        }
        return new CaseDraft(blank, true, listeners);
    }

    /** Who of the case's two sides is addressed, unless it is the one that speaks. */
    private static List<String> destinations(Recording recording, StoredCase stored) {
        return destinations(recording.address(), recording.reporter(), stored);
    }

    private static List<String> destinations(Address address, String reporter, StoredCase stored) {
        if (address instanceof Address.To to) {
            return to.destinations();
        }
        if (address instanceof Address.Also also) {
            return Stream.concat(destinations(also.first(), reporter, stored).stream(), also.others().stream())
                    .distinct().toList();
        }
        String one = address instanceof Address.CaseOrigin ? stored.origin() : stored.handler();
        return one.isEmpty() || one.equals(reporter) ? List.of() : List.of(one);
    }
}
