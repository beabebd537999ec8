package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the verbs know of the message on its way, beside the exchange's body. Kept out of reach of headers and routes: no
 * partner and no YAML can change who sent a message or what became of it.
 */
abstract sealed class Passage permits Inbound, Outbound {
    private static final String PROPERTY = "hub.passage";

    private final Trace trace;
    private @Nullable Signing signing;
    private @Nullable Decoded decoded;
    private @Nullable JsonNode context;

    Passage(Trace trace) {
        this.trace = trace;
    }

    /** @throws HubException BUNDLE_INVALID when the route was not entered through a door or by a delivery */
    static Passage of(Exchange exchange) {
        Object passage = exchange.getProperty(PROPERTY);
        if (passage instanceof Passage known) {
            return known;
        }
        throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": no door and no delivery");
    }

    static Inbound inbound(Exchange exchange) {
        if (of(exchange) instanceof Inbound inbound) {
            return inbound;
        }
        throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": only after a door");
    }

    static Outbound outbound(Exchange exchange) {
        if (of(exchange) instanceof Outbound outbound) {
            return outbound;
        }
        throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": only in a delivery");
    }

    /** Runs the route to its end; what it throws stays with the exchange. */
    static void through(DefaultConsumer route, Exchange exchange) {
        try {
            route.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }

    void enter(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** The message's time, on which mappings and contracts rest. */
    abstract Instant asOf();

    /** {@code $context} of the mappings. */
    final JsonNode context() {
        if (context == null) {
            context = makeContext();
        }
        return context;
    }

    abstract JsonNode makeContext();

    final Trace trace() {
        return trace;
    }

    /**
     * What the counterpart said, as it was read; not to be changed.
     *
     * @param subject the contract that it is held against, or the mapping that reads it
     * @param variant of an answer its route and status
     */
    record Decoded(String subject, String variant, JsonNode document, int size) {}

    final void decoded(Decoded read) {
        decoded = read;
    }

    final @Nullable Decoded decoded() {
        return decoded;
    }

    /** Signs the next request that leaves, and only that one. */
    final void sign(Signing next) {
        signing = next;
    }

    final @Nullable Signing takeSigning() {
        Signing taken = signing;
        signing = null;
        return taken;
    }
}
