package cn.tongban.hub.web;

import cn.tongban.hub.parcel.EventKind;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.Parcel;
import cn.tongban.hub.parcel.ParcelCourse;
import cn.tongban.hub.parcel.ParcelDesk;
import cn.tongban.hub.parcel.ParcelEvent;
import cn.tongban.hub.parcel.ParcelState;
import cn.tongban.hub.parcel.Parcels;
import cn.tongban.hub.parcel.Signer;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.web.ConnectorController.Reason;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Parcels of cases and what their carriers told. Nothing personal: a carrier's own words are in the messages only. */
@RestController
@RequestMapping("/api/v1/parcels")
class ParcelController {
    private final Parcels parcels;
    private final ParcelDesk desk;
    private final BundleAtWork bundle;
    private final Acts acts;

    ParcelController(Parcels parcels, ParcelDesk desk, BundleAtWork bundle, Acts acts) {
        this.parcels = parcels;
        this.desk = desk;
        this.bundle = bundle;
        this.acts = acts;
    }

    /**
     * @param at when it happened, by the carrier
     * @param signer who took the parcel; null where the event says nothing about it
     * @param failure why it was not delivered, empty for none
     * @param takenBack a later event took this one back
     * @param messageId the message that brought it
     */
    record EventView(
            String id,
            EventKind event,
            Instant at,
            Instant recordedAt,
            @Nullable Signer signer,
            String failure,
            String office,
            String place,
            boolean takenBack,
            UUID messageId) {}

    /** @param events in the order in which they happened */
    record ParcelDetail(ParcelView parcel, List<EventView> events) {}

    @GetMapping
    @Requires(Scope.READ)
    @Operation(summary = "Parcels, newest first")
    Page<ParcelView> list(
            @RequestParam(name = "case", required = false) @Nullable String caseNo,
            @RequestParam(required = false) @Nullable ParcelState state,
            @ParameterObject PageRequest page) {
        List<String> before = page.beforeParts(2);
        Parcels.Filter filter = before.isEmpty()
                ? new Parcels.Filter(caseNo, state, null, null)
                : new Parcels.Filter(caseNo, state, instant(before.get(0)), before.get(1));
        return Page.of(
                parcels.page(filter, page.sizeAndOne()),
                page.size(),
                row -> PageRequest.cursor(row.createdAt(), row.parcel().orderNo()),
                row -> ParcelView.of(row.parcel()));
    }

    @GetMapping("/{orderNo}")
    @Requires(Scope.READ)
    @Operation(summary = "One parcel with all that its carrier told of it")
    ParcelDetail one(@PathVariable String orderNo) {
        OrderNo number = number(orderNo);
        Parcel parcel = parcels.find(number).orElseThrow(() -> unknown(orderNo));
        return new ParcelDetail(ParcelView.of(parcel), events(parcels.events(number)));
    }

    @PostMapping("/{orderNo}/reorder")
    @Requires(Scope.OPERATE)
    @Operation(
            summary = "Order another parcel in the place of one that was cancelled, returned or lost",
            description = "From the same carrier, under the next order number; answers with the new parcel")
    ParcelView reorder(
            Caller caller,
            @PathVariable String orderNo,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Reason why) {
        Act act = new Act(caller, key, "parcel.reorder", orderNo, why);
        return acts.once(act, why.words(), ParcelView.class, () -> ParcelView.of(
                desk.reorder(number(orderNo), bundle.parts().files().digest(), why.words())));
    }

    private static List<EventView> events(List<Parcels.Heard> heard) {
        ParcelCourse course = ParcelCourse.of(heard.stream().map(Parcels.Heard::event).toList());
        return heard.stream()
                .sorted(Comparator.comparingInt(one -> course.events().indexOf(one.event())))
                .map(one -> view(one, course))
                .toList();
    }

    private static EventView view(Parcels.Heard heard, ParcelCourse course) {
        ParcelEvent event = heard.event();
        return new EventView(
                event.id(),
                event.kind(),
                event.at(),
                heard.recordedAt(),
                event.signer(),
                event.failure(),
                event.office(),
                event.place(),
                course.takenBack().contains(event.id()),
                heard.messageId());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw PageRequest.invalid("before", "cursor");
        }
    }

    private static OrderNo number(String text) {
        return OrderNo.parse(text).orElseThrow(() -> unknown(text));
    }

    private static HubException unknown(String orderNo) {
        return new HubException(ErrorCode.PARCEL_UNKNOWN, orderNo);
    }
}
