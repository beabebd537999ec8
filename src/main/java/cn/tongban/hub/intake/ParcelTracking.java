package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Provenance;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.journal.OwnMessages;
import cn.tongban.hub.parcel.CaseTurns;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.ParcelCourse;
import cn.tongban.hub.parcel.ParcelEvent;
import cn.tongban.hub.parcel.ParcelFile;
import cn.tongban.hub.parcel.ParcelPurpose;
import cn.tongban.hub.parcel.Signer;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What orders and events of parcels mean for their cases; without a database. A result that a carrier took is issued, which
 * is concluded; its delivery, and the taking back of a delivery, are steps at the carrier's own times. They are judged like
 * every other step, and the hub tells of them in messages of its own.
 */
final class ParcelTracking {
    static final String THIRD_PARTY = "parcel-third-party";
    static final String RETURNED = "parcel-returned";
    static final String LOST = "parcel-lost";

    private final Function<String, StepProfile> profiles;

    ParcelTracking(Function<String, StepProfile> profiles) {
        this.profiles = profiles;
    }

    /**
     * A parcel after an order or an event, and what is told of its case.
     *
     * @param said messages that must be written with it
     */
    record Tracked(ParcelFile file, List<OwnMessages.Said> said) {}

    /** Where what happens to the case is collected, and under what it is told. */
    record Telling(CaseDraft draft, String bundle, Instant now) {}

    /**
     * The carrier took the order.
     *
     * @param waybillNo the carrier's number, empty if it said none
     */
    Tracked ordered(ParcelFile known, String waybillNo, Telling telling) {
        ParcelFile file = known.ordered(waybillNo, telling.now());
        List<OwnMessages.Said> said = new ArrayList<>();
        StoredCase stored = telling.draft().stored();
        issue(file.parcel().orderNo(), telling.now(), List.of(stored.origin()), telling).ifPresent(said::add);
        return new Tracked(file, said);
    }

    /**
     * An event came; one that is known changes nothing.
     *
     * @param known null for a parcel whose order's answer has not come yet
     */
    Tracked heard(@Nullable ParcelFile known, CaseEntry.Tracking event, CaseDraft.Source source, Telling telling) {
        ParcelFile file = known == null
                ? ParcelFile.blank(event.orderNo(), source.connector(), event.waybillNo(), telling.now())
                : known;
        if (!file.parcel().carrier().equals(source.connector())) {
            throw new HubException(ErrorCode.CASE_UNKNOWN, event.orderNo().caseNo());
        }
        if (file.knows(event.event().id())) {
            return new Tracked(file, List.of());
        }
        List<OwnMessages.Said> said = new ArrayList<>();
        if (known == null) {
            issue(event.orderNo(), event.event().at(), source.destinations(), telling).ifPresent(said::add);
        }
        file = file.with(event.event(), event.waybillNo(), telling.now());
        tasks(file, event.event(), telling.draft());
        List<ParcelCourse.Turn> turns =
                event.orderNo().purpose() == ParcelPurpose.RESULT ? file.untold() : List.of();
        for (ParcelCourse.Turn turn : turns) {
            said.add(step(CaseTurns.step(event.orderNo(), turn), source, telling));
        }
        return new Tracked(file.telling(turns.stream().map(turn -> turn.by().id()).toList()), said);
    }

    private OwnMessages.Said step(Step step, CaseDraft.Source source, Telling telling) {
        UUID id = Ids.next(telling.now());
        CaseDraft draft = telling.draft();
        draft.take(step, new CaseDraft.Source(id, step.target().eventType(), source.connector(),
                hearing(source.destinations(), step.target(), draft.stored()), source.profile()), telling.now());
        return CaseTurns.said(id, draft.stored().file().caseNo(), step, telling.bundle(), telling.now());
    }

    /** A result that is on its way was made; nobody said when, so the message gives the time at which its carrier had it. */
    private Optional<OwnMessages.Said> issue(OrderNo orderNo, Instant at, List<String> destinations, Telling telling) {
        CaseDraft draft = telling.draft();
        CaseFile file = draft.stored().file();
        Instant asOf = file.newestStepAt() == null ? telling.now() : file.newestStepAt();
        Step step = Step.of("hub/issued/" + orderNo, CaseState.ISSUED, asOf).by(Provenance.DERIVED);
        if (orderNo.purpose() != ParcelPurpose.RESULT || !draft.conclude(step, StepProfile.STRICT, telling.now())) {
            return Optional.empty();
        }
        UUID id = Ids.next(telling.now());
        draft.passOn(id, CaseState.ISSUED.eventType(), hearing(destinations, CaseState.ISSUED, draft.stored()));
        Step told = Step.of(step.stepKey(), CaseState.ISSUED, at);
        return Optional.of(CaseTurns.said(id, file.caseNo(), told, telling.bundle(), telling.now()));
    }

    /** Besides, the side that decides, where it wants to hear of such a step. */
    private List<String> hearing(List<String> destinations, CaseState target, StoredCase stored) {
        boolean wants = !stored.handler().isEmpty() && profiles.apply(stored.handler()).hears().contains(target);
        return wants
                ? Stream.concat(destinations.stream(), Stream.of(stored.handler())).distinct().toList()
                : destinations;
    }

    private static void tasks(ParcelFile file, ParcelEvent event, CaseDraft draft) {
        if (!file.course().stands(event)) {
            return;
        }
        OrderNo orderNo = file.parcel().orderNo();
        Signer signer = event.signer();
        switch (event.kind()) {
            case DELIVERED, COLLECTED -> {
                if (orderNo.purpose() == ParcelPurpose.RESULT && signer != null && signer.isThirdParty()) {
                    task(draft, THIRD_PARTY, orderNo + " " + signer);
                }
            }
            case RETURNED -> task(draft, RETURNED, orderNo.toString());
            case LOST -> task(draft, LOST, orderNo.toString());
            default -> {
                // Nothing that a person must look at.
            }
        }
    }

    private static void task(CaseDraft draft, String kind, String detail) {
        draft.tasks.add(new CaseDraft.Task(draft.stored().file().caseNo(), kind, detail));
    }
}
