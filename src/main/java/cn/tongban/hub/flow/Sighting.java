package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One decoded document of a counterpart, as it came; not to be changed.
 *
 * @param counterpart whose it is: a connector, or {@code <connector>.<party>}
 * @param side sent by itself, or as an answer
 * @param subject of what is sent the contract, of an answer the mapping that reads it
 * @param variant of an answer the route and the status; empty of what is sent
 * @param size of the document in bytes, as it came
 * @param message id of the message it belongs to, or the receipt that names it; empty where none was recorded
 * @param refused why it was refused; null when it was taken
 */
public record Sighting(
        String counterpart,
        Side side,
        String subject,
        String variant,
        JsonNode document,
        int size,
        String message,
        @Nullable HubException refused,
        Instant at) {
    /** Which way it came. */
    public enum Side {
        SENT,
        ANSWERED
    }

    /** Empty when nothing was decoded, or when the same will come again: it is not to be counted twice. */
    static Optional<Sighting> of(Inbound inbound) {
        Passage.Decoded decoded = inbound.decoded();
        HubException refused = inbound.refused();
        if (decoded == null || inbound.repeated() || refused != null && refused.code().kind() == ErrorKind.RETRY) {
            return Optional.empty();
        }
        Arrival arrival = inbound.arrival();
        String counterpart = new Destination(arrival.connector(), arrival.party()).id();
        return Optional.of(new Sighting(counterpart, Side.SENT, decoded.subject(), "", decoded.document(),
                decoded.size(), inbound.receipt(), refused, arrival.receivedAt()));
    }

    static Optional<Sighting> of(Outbound outbound, Instant at) {
        Passage.Decoded decoded = outbound.decoded();
        return decoded == null ? Optional.empty() : Optional.of(new Sighting(outbound.attempt().destination(),
                Side.ANSWERED, decoded.subject(), decoded.variant(), decoded.document(), decoded.size(),
                outbound.attempt().messageId().toString(), null, at));
    }

    @Override
    public String toString() {
        return "Sighting[" + counterpart + " " + side + " " + subject + " " + variant + ", " + size + " bytes]";
    }
}
