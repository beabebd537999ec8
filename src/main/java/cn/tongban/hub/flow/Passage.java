package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the verbs know of the message on its way, beside the exchange's body. Kept out of reach of headers and routes: no
 * partner and no YAML can change who sent a message or what became of it.
 */
abstract sealed class Passage permits Inbound, Outbound, Question {
    private static final String PROPERTY = "hub.passage";

    private final Trace trace;
    private @Nullable Signing signing;
    private @Nullable Attachment attachment;
    private @Nullable Decoded decoded;
    private @Nullable JsonNode context;
    private @Nullable JsonNode asked;
    private @Nullable String ticket;
    private boolean ticketExpired;

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

    /** What a delivery or a question says to the counterpart, once it kept its contract. */
    final void asked(JsonNode document) {
        asked = document;
    }

    /** {@code $context} of the mapping that reads an answer: besides, what was asked. */
    final JsonNode answerContext() {
        if (asked == null || !(context() instanceof ObjectNode own)) {
            return context();
        }
        return own.deepCopy().set("asked", asked);
    }

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

    /** The next request shows this ticket. */
    final void shows(String shown) {
        ticket = shown;
    }

    /** The partner says that the ticket is good no longer. */
    final void ticketExpired() {
        ticketExpired = true;
    }

    /** The ticket that was shown and is good no longer. */
    final Optional<String> expiredTicket() {
        return ticketExpired ? Optional.ofNullable(ticket) : Optional.empty();
    }

    /** Signs the next request that leaves, and only that one. */
    final void sign(Signing next) {
        signing = next;
    }

    /** The next request carries it, and only that one. */
    final void attach(Attachment next) {
        attachment = next;
    }

    /** What the next request carries, if anything. */
    final Optional<Attachment> attachment() {
        return Optional.ofNullable(attachment);
    }

    final @Nullable Attachment takeAttachment() {
        Attachment taken = attachment;
        attachment = null;
        return taken;
    }

    final @Nullable Signing takeSigning() {
        Signing taken = signing;
        signing = null;
        return taken;
    }
}
