package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a door refused, so that a person can look at it. Bounded and encrypted by whoever implements it. */
public interface RefusedBytes {
    /** Best effort: may drop, and must neither throw for a full store nor block for long. */
    void keep(Refusal refusal);

    /**
     * @param door path of the door as its route writes it, or the source's channel
     * @param sender who signed it, null when the signature is what was wrong
     * @param contentType as sent, null if there was none
     * @param places where, without any value of the document
     */
    record Refusal(
            String connector,
            String door,
            @Nullable String sender,
            @Nullable String contentType,
            ErrorCode code,
            List<Place> places,
            String traceId,
            Instant receivedAt,
            byte[] body) {
        public Refusal {
            places = List.copyOf(places);
        }

        static Refusal of(Inbound inbound, HubException e) {
            Arrival arrival = inbound.arrival();
            return new Refusal(
                    arrival.connector(),
                    arrival.entry(),
                    inbound.sender() == null ? null : inbound.sender().sender(),
                    arrival.contentType(),
                    e.code(),
                    e.places(),
                    inbound.trace().traceId(),
                    arrival.receivedAt(),
                    arrival.body());
        }

        @Override
        public String toString() {
            return "Refusal[" + connector + ", " + code + ", " + body.length + " bytes]";
        }
    }
}
