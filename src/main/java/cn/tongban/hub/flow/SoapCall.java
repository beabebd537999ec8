package cn.tongban.hub.flow;

import cn.tongban.hub.soap.SoapClient;
import cn.tongban.hub.soap.SoapReply;
import cn.tongban.hub.soap.Wire;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** One operation of a partner's service in a route: JSON in, JSON out, an envelope between. */
final class SoapCall implements Processor {
    private static final String ACTION = "SOAPAction";

    private final SoapClient client;
    private final String operation;
    private final URI address;
    private final Outward outward;

    SoapCall(SoapClient client, String operation, URI address, Outward outward) {
        this.client = client;
        this.operation = operation;
        this.address = address;
        this.outward = outward;
    }

    @Override
    public void process(Exchange exchange) {
        OutHeaders.answer(exchange.getMessage(), call(exchange, document(exchange)));
    }

    /** What the route wants to say. */
    static JsonNode document(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof JsonNode document) {
            return document;
        }
        throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": map before soap");
    }

    /** The answer, as JSON where it is one of the contract. */
    OutAnswer call(Exchange exchange, JsonNode document) {
        AtomicReference<OutAnswer> came = new AtomicReference<>();
        SoapReply reply = client.call(operation, document, new Way(exchange, document, came));
        OutAnswer answer = came.get();
        return reply.document()
                .map(json -> new OutAnswer(answer.status(), DoorAnswer.JSON, answer.retryAfter(), answer.date(),
                        JsonBytes.of(json)))
                .orElse(answer);
    }

    /** The way out that {@code http:} has, for one envelope and what travels beside it. */
    private final class Way implements Wire {
        private final Exchange exchange;
        private final JsonNode document;
        private final AtomicReference<OutAnswer> came;

        Way(Exchange exchange, JsonNode document, AtomicReference<OutAnswer> came) {
            this.exchange = exchange;
            this.document = document;
            this.came = came;
        }

        @Override
        public Answer send(String type, @Nullable String action, byte[] envelope) {
            OutAnswer answer = new Departure(exchange, outward, HttpMethod.POST, address, JsonBytes.of(document))
                    .send(envelope, headers(exchange, action), type);
            came.set(answer);
            return new Answer(answer.status(), answer.contentType(), answer.body());
        }

        @Override
        public void beside(String id, OutputStream out) throws IOException {
            Optional<MtomAttachment> file = Passage.of(exchange).attachment()
                    .filter(MtomAttachment.class::isInstance).map(MtomAttachment.class::cast)
                    .filter(attachment -> attachment.reference().equals(id));
            if (file.isEmpty()) {
                Wire.super.beside(id, out);
            } else {
                file.get().copyTo(out);
            }
        }
    }

    private static List<Map.Entry<String, String>> headers(Exchange exchange, @Nullable String action) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(OutHeaders.of(exchange.getMessage()));
        headers.removeIf(header -> header.getKey().equalsIgnoreCase(ACTION));
        if (action != null) {
            headers.add(Map.entry(ACTION, action));
        }
        return headers;
    }
}
