package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.journal.OwnMessages;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.Parcel;
import cn.tongban.hub.parcel.ParcelRepository;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Asks carriers where parcels are of which they have told nothing for a while: a push may have been lost for good. Only
 * carriers that can be asked {@code track}; what they answer is recorded like what they push, and is known by the same ids.
 */
final class ParcelQuestions {
    static final String QUESTION = "track";

    private static final Logger log = LoggerFactory.getLogger(ParcelQuestions.class);
    private static final int AT_ONCE = 20;

    private final ParcelRepository parcels;
    private final PartnerAsks asks;
    private final ActiveBundle active;
    private final Intake intake;
    private final Duration after;
    private final Clock clock;

    /** @param after of silence a carrier is asked */
    ParcelQuestions(ParcelRepository parcels, PartnerAsks asks, ActiveBundle active, Intake intake, Duration after,
            Clock clock) {
        this.parcels = parcels;
        this.asks = asks;
        this.active = active;
        this.intake = intake;
        this.after = after;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void look() {
        Instant now = clock.instant();
        try {
            for (Parcel parcel : parcels.untoldSince(now.minus(after), AT_ONCE)) {
                if (canBeAsked(parcel) && parcels.takeAsking(parcel.orderNo(), now.minus(after), now)) {
                    ask(parcel);
                }
            }
        } catch (DataAccessException e) {
            log.warn("Carriers were not asked for parcels, the database did not take it: {}", e.getMessage());
        } catch (HubException e) {
            // Paused, closed, or asked too often; asked again after as long a silence.
            log.atInfo().addKeyValue("code", e.code().code()).log("A carrier was not asked for a parcel");
        }
    }

    private boolean canBeAsked(Parcel parcel) {
        String connector = connector(parcel);
        return active.bundle().connectors().find(connector).isPresent() && asks.questions(connector).contains(QUESTION);
    }

    private void ask(Parcel parcel) {
        JsonNode question = JsonNodeFactory.instance.objectNode()
                .put("orderNo", parcel.orderNo().toString())
                .put("waybillNo", parcel.waybillNo());
        Answered answered = asks.ask(connector(parcel), QUESTION, question);
        JsonNode document = answered.document();
        if (document != null) {
            document.path("events").forEach(event -> record(parcel, event));
        }
    }

    private void record(Parcel parcel, JsonNode event) {
        try {
            Recording recording = recording(parcel.carrier(), parcel.orderNo(), event);
            intake.record(recording);
        } catch (HubException e) {
            if (e.code().kind() == ErrorKind.RETRY) {
                throw e;
            }
            log.atWarn().addKeyValue("code", e.code().code()).addKeyValue("order", parcel.orderNo().toString())
                    .log("An event that a carrier answered could not be recorded");
        }
    }

    private Recording recording(String carrier, OrderNo orderNo, JsonNode event) {
        Bundle bundle = active.bundle();
        String contract = "canonical/" + ParcelEntries.EVENT;
        ContractLibrary.Verdict verdict =
                bundle.contracts().validate(contract, event, clock.instant().atZone(Inbound.ZONE).toLocalDate());
        if (!verdict.isValid() || !event.path("orderNo").asText().equals(orderNo.toString())) {
            throw new HubException(ErrorCode.CONTRACT_VIOLATION, contract, verdict.errors());
        }
        byte[] bytes = JsonBytes.of(event);
        return new Recording(Destination.of(carrier).connector(), carrier,
                QUESTION + "/" + event.path("eventId").asText(), ParcelEntries.EVENT, orderNo.caseNo(),
                ParcelEntries.EVENT, OwnMessages.MEDIA_TYPE, Trace.accept(null, null).toString(), bundle.files().digest(),
                bytes, bytes, new Address.CaseOrigin(), ParcelEntries.of(event), List.of(), null);
    }

    private static String connector(Parcel parcel) {
        return Destination.of(parcel.carrier()).connector();
    }
}
