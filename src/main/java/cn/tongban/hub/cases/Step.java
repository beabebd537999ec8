package cn.tongban.hub.cases;

import cn.tongban.hub.support.Digests;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reported step of one case.
 *
 * @param stepKey the sender's id of it, unique within the case
 * @param content digest of what it says without that id: another key with the same content is a repeat
 * @param target the state in which the case is afterwards
 * @param at source time: when it happened, by the party that reports it
 * @param result what was decided, null where the step says nothing about it
 * @param cancels an explicit cancel event: it undoes something (妥投撤销, 转办撤回) and goes back by its listed edge
 * @param debts number of materials still owed; only {@link CaseState#TOLERANT_ACCEPTED} has any
 */
public record Step(
        String stepKey,
        String content,
        CaseState target,
        Instant at,
        @Nullable CaseResult result,
        boolean cancels,
        int debts,
        Provenance provenance) {

    /** A plain step reported by its source; {@code content} is the digest of what its source says, without the step's id. */
    public static Step of(String stepKey, CaseState target, Instant at, String content) {
        return new Step(stepKey, content, target, at, null, false, 0, Provenance.SOURCE);
    }

    /** A plain step reported by its source, its content taken from state and time. */
    public static Step of(String stepKey, CaseState target, Instant at) {
        return new Step(stepKey, "", target, at, null, false, 0, Provenance.SOURCE).withOwnContent();
    }

    public Step withResult(CaseResult decided) {
        return new Step(stepKey, content, target, at, decided, cancels, debts, provenance).withOwnContent();
    }

    public Step asCancel() {
        return new Step(stepKey, content, target, at, result, true, debts, provenance).withOwnContent();
    }

    public Step withDebts(int owed) {
        return new Step(stepKey, content, target, at, result, cancels, owed, provenance).withOwnContent();
    }

    public Step by(Provenance origin) {
        return new Step(stepKey, content, target, at, result, cancels, debts, origin);
    }

    /** What is kept of something that moved nothing: the same, at the state in which the case is. */
    public Step at(CaseState state) {
        return new Step(stepKey, content, state, at, result, cancels, debts, provenance);
    }

    /** The same step with the digest of the whole document that reported it (without the step's id); call it last. */
    public Step withContent(String digest) {
        return new Step(stepKey, digest, target, at, result, cancels, debts, provenance);
    }

    private Step withOwnContent() {
        byte[] digest = Digests.key(
                target.name(), at.toString(), result == null ? "" : result.name(), "" + cancels, "" + debts);
        return withContent(Digests.hex(digest));
    }
}
