package cn.tongban.hub.parcel;

import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.delivery.DeliveryBook;
import cn.tongban.hub.delivery.NewDelivery;
import cn.tongban.hub.journal.OwnMessages;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** What people decide about parcels. */
public final class ParcelDesk {
    /** Type and document of the message by which a carrier is given an order that replaces another one. */
    public static final String REQUESTED = "parcel.order-requested";

    private final ParcelRepository parcels;
    private final CaseRepository cases;
    private final OwnMessages messages;
    private final DeliveryBook book;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ParcelDesk(ParcelRepository parcels, CaseRepository cases, OwnMessages messages, DeliveryBook book,
            TransactionTemplate transaction, Clock clock) {
        this.parcels = parcels;
        this.cases = cases;
        this.messages = messages;
        this.book = book;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Orders another parcel in the place of one that will not arrive, from the same carrier, under the next order number.
     *
     * @param bundle digest of the bundle at work
     * @return the new parcel; its carrier has not answered yet
     * @throws HubException PARCEL_UNKNOWN; NOT_POSSIBLE_NOW while it may still arrive, or when it was replaced already;
     *     REASON_MISSING
     */
    public Parcel reorder(OrderNo orderNo, String bundle, String why) {
        if (why.isBlank()) {
            throw new HubException(ErrorCode.REASON_MISSING);
        }
        return transaction.execute(status -> {
            cases.lock(List.of(orderNo.caseNo()), List.of());
            Parcel lost = Optional.ofNullable(parcels.find(List.of(orderNo)).get(orderNo)).map(ParcelFile::parcel)
                    .orElseThrow(() -> new HubException(ErrorCode.PARCEL_UNKNOWN, orderNo.toString()));
            boolean newest = parcels.newest(orderNo.caseNo(), orderNo.purpose()).filter(orderNo::equals).isPresent();
            if (!lost.state().mayBeReplaced() || !newest || orderNo.number() == OrderNo.MOST) {
                throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, newest ? lost.state().name() : "replaced");
            }
            return order(lost, bundle, clock.instant());
        });
    }

    private Parcel order(Parcel lost, String bundle, Instant now) {
        Parcel next = Parcel.fresh(lost.orderNo().next(), lost.carrier(), "", now);
        String caseNo = next.orderNo().caseNo();
        UUID id = Ids.next(now);
        parcels.save(List.of(next));
        messages.insert(List.of(new OwnMessages.Said(id, REQUESTED, caseNo, REQUESTED, document(lost, next, now), bundle, now)));
        book.enter(List.of(new NewDelivery(Ids.next(now), id, next.carrier(), caseNo, caseNo, REQUESTED, now)));
        return next;
    }

    private static byte[] document(Parcel lost, Parcel next, Instant now) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("caseNo", next.orderNo().caseNo());
        document.put("orderNo", next.orderNo().toString());
        document.put("purpose", next.orderNo().purpose().name());
        document.put("replaces", lost.orderNo().toString());
        document.put("at", CaseTurns.time(now));
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
