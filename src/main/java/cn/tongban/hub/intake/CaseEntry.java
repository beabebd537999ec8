package cn.tongban.hub.intake;

import cn.tongban.hub.cases.Step;
import cn.tongban.hub.material.MaterialFacts;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.ParcelEvent;
import cn.tongban.hub.promise.PromiseAct;
import cn.tongban.hub.promise.PromiseFacts;
import cn.tongban.hub.promise.PromiseKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message means for its case.
 */
public sealed interface CaseEntry extends Entry {
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
     * @param promises materials that are owed (容缺), only with a step that says so, and letters of commitment (告知承诺)
     * @param deliveryWay how the result is to be handed over, canonical; empty where the desk does not say
     */
    record Submission(
            int version, String taskCode, boolean instant, List<Step> steps, List<Promised> promises, String deliveryWay)
            implements CaseEntry {
        public Submission {
            steps = List.copyOf(steps);
            promises = List.copyOf(promises);
        }

        public Submission(int version, String taskCode, boolean instant, List<Step> steps) {
            this(version, taskCode, instant, steps, List.of());
        }

        public Submission(int version, String taskCode, boolean instant, List<Step> steps, List<Promised> promises) {
            this(version, taskCode, instant, steps, promises, "");
        }
    }

    /**
     * Something that the applicant promises.
     *
     * @param place counts the promises of this kind in the document from 0
     * @param materialId empty when the submission lists no material of this name
     * @param dueDate last day on which it is kept, or checked
     */
    record Promised(
            PromiseKind kind, int place, String materialId, LocalDate promisedOn, LocalDate dueDate, PromiseFacts facts) {}

    /**
     * Something happens to a promise of a case that must exist; only the hub itself says so, by its clock or for a person.
     *
     * @param no of the promise in its case
     * @param by who decided, empty for the hub's own clock
     * @param why a person's reason, empty for the hub's own clock
     */
    record PromiseStep(int no, PromiseAct act, Instant at, String by, String why) implements CaseEntry {
        @Override
        public List<Step> steps() {
            return List.of();
        }
    }

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
     * A carrier tells of a parcel of a case that must exist.
     *
     * @param waybillNo the carrier's number
     */
    record Tracking(OrderNo orderNo, String waybillNo, ParcelEvent event) implements CaseEntry {
        @Override
        public List<Step> steps() {
            return List.of();
        }
    }

    /**
     * A system that had taken something of a case rejects it afterwards. It moves nothing and is told to nobody; what was
     * taken is refused from now on, and a person mends it.
     *
     * @param mark key, time and content as the timeline keeps them; its target says nothing
     * @param delivery by which the system got it
     * @param part what was rejected, in a word
     * @param atDesk whether the desk can mend it, or the side that decides
     * @param reason why, nothing personal
     */
    record Rejection(Step mark, UUID delivery, String part, boolean atDesk, String reason) implements CaseEntry {
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
