package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Door;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.connector.Sm4Envelope;
import cn.tongban.hub.connector.VerifiedSender;
import cn.tongban.hub.mapping.JsonReader;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * {@code hub:verify/<connector>} at a door of scheme {@code sm4-envelope}: the request is a JSON object that names its
 * sender and holds the document sealed with the key of that sender. From here on the message is the document; of the
 * envelope only what stands beside it is remembered, for the answer. Nothing in it stops a replay: what comes again is
 * known by its idempotency key.
 */
final class OpenEnvelopeVerb implements Verb {
    private static final String SENDER = "senderNo";
    private static final String SEALED = "logitcsInterface";

    private final ConnectorDescriptor connector;
    private final Door door;
    private final Secrets secrets;
    private final JsonReader reader;

    OpenEnvelopeVerb(ConnectorDescriptor connector, Door door, Secrets secrets) {
        this.connector = connector;
        this.door = door;
        this.secrets = secrets;
        this.reader = new JsonReader(door.maxBody(), door.maxDepth());
    }

    @Override
    public void run(Exchange exchange) {
        Inbound inbound = Passage.inbound(exchange);
        if (inbound.sender() != null) {
            // A trial brings the document itself.
            return;
        }
        JsonNode envelope = reader.read(inbound.arrival().body(), inbound.arrival().contentType());
        if (!(envelope instanceof ObjectNode parts)) {
            throw missing("");
        }
        inbound.opened(parts.deepCopy().without(SEALED));
        String sender = text(envelope, SENDER);
        List<String> keys = door.senders().get(sender);
        if (keys == null) {
            throw new HubException(ErrorCode.SENDER_UNKNOWN, connector.id());
        }
        open(inbound, sender, keys, text(envelope, SEALED));
        exchange.getMessage().setBody(inbound.arrival().body());
    }

    /** The key that makes a document of it: of a wrong one rarely the padding, and never JSON comes out right. */
    private void open(Inbound inbound, String sender, List<String> keys, String sealed) {
        HubException first = null;
        for (String name : keys) {
            Secret key = secrets.find(connector.id(), name).orElse(null);
            try {
                if (key != null) {
                    byte[] document = new Sm4Envelope(connector.id() + "." + name, key).open(sealed);
                    reader.read(document, DoorAnswer.JSON);
                    inbound.verified(new VerifiedSender(sender, name, "", inbound.asOf()));
                    inbound.became(document);
                    return;
                }
            } catch (HubException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new HubException(ErrorCode.SECRET_MISSING, connector.id()) : first;
    }

    private static String text(JsonNode envelope, String field) {
        @Nullable JsonNode value = envelope.get(field);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            throw missing("/" + field);
        }
        return value.textValue();
    }

    private static HubException missing(String place) {
        return new HubException(ErrorCode.SIGNATURE_MISSING, "",
                List.of(new Place(place, "envelope", "an object with " + SENDER + " and " + SEALED)));
    }
}
