package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Orders, cancellations, and the two questions about them. */
final class OrderDesk {
    private final ParcelBook book;
    private final LifeCycle lifeCycle;
    private final Answers answers;

    OrderDesk(ParcelBook book, LifeCycle lifeCycle, Answers answers) {
        this.book = book;
        this.lifeCycle = lifeCycle;
        this.answers = answers;
    }

    Outcome order(Question question) {
        JsonNode order = question.document();
        String orderNo = order.path("logisticsOrderNo").asText();
        JsonNode receiver = order.path("receiver");
        boolean reachable = !receiver.path("mobile").asText().isEmpty() || !receiver.path("phone").asText().isEmpty();
        boolean complete = !orderNo.isEmpty() && orderNo.length() <= 50 && !receiver.path("name").asText().isEmpty()
                && !receiver.path("address").asText().isEmpty() && reachable;
        if (!complete || question.body().size() != 1) {
            return Outcome.no(RetCode.BODY);
        }
        if (!AddressDesk.isReachable(receiver)) {
            return Outcome.no(RetCode.REFUSED);
        }
        ParcelBook.Taken taken = book.take(orderNo, Answers.text(answers.now()));
        Parcel parcel = taken.parcel();
        return new Outcome(RetCode.OK, told(parcel), taken.repeat() ? "repeat" : "created",
                taken.repeat() ? "" : parcel.waybillNo(), taken.repeat() ? () -> {} : () -> lifeCycle.start(parcel));
    }

    /** As long as nobody has picked it up; a second time it is cancelled still, and no second effect. */
    Outcome cancel(Question question) {
        String orderNo = question.document().path("logisticsOrderNo").asText();
        Optional<Parcel> found = book.find(question.document().path("waybillNo").asText())
                .filter(parcel -> parcel.orderNo().equals(orderNo));
        if (found.isEmpty()) {
            return Outcome.no(RetCode.UNKNOWN);
        }
        Parcel parcel = found.get();
        if (book.stateOf(parcel.waybillNo()).equals("CANCELLED")) {
            return new Outcome(RetCode.OK, told(parcel), "repeat", "", () -> {});
        }
        if (book.isOnItsWay(parcel.waybillNo())) {
            return Outcome.no(RetCode.TOO_LATE);
        }
        book.cancel(parcel.waybillNo());
        return new Outcome(RetCode.OK, told(parcel), "withdrawn", parcel.waybillNo(), () -> lifeCycle.stop(parcel));
    }

    /** Every waybill under the customer's own number, so that a second one shows. */
    Outcome probe(Question question) {
        List<Parcel> known = book.of(question.document().path("logisticsOrderNo").asText());
        ObjectNode body = Json.object();
        body.set("orders", book.toJson(known));
        return known.isEmpty() ? Outcome.no(RetCode.UNKNOWN) : Outcome.told(body);
    }

    Outcome track(Question question) {
        String waybillNo = question.document().path("waybillNo").asText();
        if (book.find(waybillNo).isEmpty()) {
            return Outcome.no(RetCode.UNKNOWN);
        }
        ObjectNode body = Json.object().put("waybillNo", waybillNo);
        book.eventsOf(waybillNo).forEach(event -> body.withArray("responseItems").add(event.document()));
        body.withArray("responseItems");
        return Outcome.told(body);
    }

    private static ObjectNode told(Parcel parcel) {
        return Json.object().put("logisticsOrderNo", parcel.orderNo()).put("waybillNo", parcel.waybillNo());
    }
}
