package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds what applicants of one item promise against what is published. It is told of all promises of a submission, then
 * {@link #verdict} refuses, naming every place.
 */
public final class ToleranceJudge {
    private final ToleranceLists lists;
    private final WorkDays workDays;
    private final String taskCode;
    private final List<Fault> faults = new ArrayList<>();

    private record Fault(ErrorCode code, Place place) {}

    /** @param taskCode the item of the submission; one that is on no list may promise nothing */
    public ToleranceJudge(ToleranceLists lists, WorkDays workDays, String taskCode) {
        this.lists = lists;
        this.workDays = workDays;
        this.taskCode = taskCode;
    }

    /**
     * A material is owed (容缺).
     *
     * @param promisedOn day of the promise, by whose list it is judged
     * @param due last day on which the promise is kept
     * @param at pointer of the debt in its document
     */
    public void debt(String materialName, LocalDate promisedOn, LocalDate due, String at) {
        if (isExcluded(at + "/materialName")) {
            return;
        }
        Optional<TolerableMaterial> listed = lists.tolerable(taskCode, materialName, promisedOn);
        if (listed.isEmpty()) {
            fault(ErrorCode.DEBT_NOT_TOLERABLE, at + "/materialName", "published-list", "not on the list of " + promisedOn);
            return;
        }
        LocalDate last = workDays.addWorkdays(promisedOn, listed.get().days());
        if (due.isAfter(last) || due.isBefore(promisedOn)) {
            fault(ErrorCode.DEBT_PROMISE_TOO_LONG, at + "/dueDate", "promise-limit", "from " + promisedOn + ", at most "
                    + listed.get().days() + " working days: until " + last);
        }
    }

    /**
     * A commitment is signed in place of a proof (告知承诺).
     *
     * @param at pointer of the letter in its document
     * @return last day on which it is to be checked; the day of the signature where it is refused
     */
    public LocalDate commitment(String materialName, LocalDate signedOn, String at) {
        if (isExcluded(at + "/materialName")) {
            return signedOn;
        }
        Optional<CommitmentTerms> terms = lists.commitment(taskCode, materialName, signedOn);
        if (terms.isEmpty()) {
            fault(ErrorCode.COMMITMENT_NOT_LISTED, at + "/materialName", "published-list", "not on the list of " + signedOn);
            return signedOn;
        }
        return signedOn.plusDays(terms.get().checkDays());
    }

    /** A material is said to be committed to, and there is no letter for it. */
    public void letterMissing(String at) {
        fault(ErrorCode.COMMITMENT_MISSING, at, "commitment", "no commitment of this materialName");
    }

    /** @throws HubException of the first fault's code, with the places of all faults of that code */
    public void verdict() {
        if (!faults.isEmpty()) {
            ErrorCode first = faults.get(0).code();
            throw new HubException(first, taskCode, faults.stream().filter(fault -> fault.code() == first)
                    .map(Fault::place).toList());
        }
    }

    private boolean isExcluded(String at) {
        Optional<String> category = lists.excluded(taskCode);
        category.ifPresent(one -> fault(ErrorCode.ITEM_EXCLUDED, at, "exclusion", one));
        return category.isPresent();
    }

    private void fault(ErrorCode code, String at, String rule, String detail) {
        faults.add(new Fault(code, new Place(at, rule, detail)));
    }
}
