package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.AttemptResult;
import cn.tongban.hub.delivery.Carrier;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

/**
 * Carries attempts over the delivery routes of the active bundle, on the caller's thread. A swap of bundles waits for
 * the attempts that are under way.
 */
final class CamelCarrier implements Carrier {
    // Canonical bytes are the hub's own, so the limits only guard against a damaged store.

    private final ActiveBundle active;
    private final Observed observed;
    private final Clock clock;

    CamelCarrier(ActiveBundle active, Observed observed, Clock clock) {
        this.active = active;
        this.observed = observed;
        this.clock = clock;
    }

    @Override
    public AttemptResult send(Attempt attempt) {
        try (ActiveBundle.Lease lease = active.enter()) {
            AttemptResult result = send(lease.bundle(), attempt, this::tell);
            lease.bundle().faults().passed(result.outcome());
            return result;
        } catch (HubException e) {
            // No bundle, or stored bytes that are no JSON: in both cases nothing was sent.
            return new AttemptResult(Outcomes.of(e, false), "", null);
        }
    }

    /** Over the route of this bundle, whether or not it is the active one. */
    static AttemptResult send(BundleContext bundle, Attempt attempt) {
        return send(bundle, attempt, outbound -> {});
    }

    private static AttemptResult send(BundleContext bundle, Attempt attempt, Consumer<Outbound> look) {
        Optional<DefaultConsumer> route = bundle.deliveries().carrying(attempt.destination(), attempt.type());
        if (route.isEmpty()) {
            String missing = attempt.type() + " to " + attempt.destination();
            return new AttemptResult(new Outcome.Dead(ErrorCode.NO_ROUTE, missing), bundle.digest(), null);
        }
        Outbound outbound = run(bundle, route.get(), attempt);
        look.accept(outbound);
        return new AttemptResult(outcome(outbound), bundle.digest(), outbound.sentDigest());
    }

    @Override
    public ProbeAnswer probe(Attempt attempt) {
        try (ActiveBundle.Lease lease = active.enter()) {
            return probe(lease.bundle(), attempt, this::tell);
        } catch (HubException e) {
            return new ProbeAnswer.Unknown(e.code().code());
        }
    }

    static ProbeAnswer probe(BundleContext bundle, Attempt attempt) {
        return probe(bundle, attempt, outbound -> {});
    }

    private static ProbeAnswer probe(BundleContext bundle, Attempt attempt, Consumer<Outbound> look) {
        Optional<DefaultConsumer> route = bundle.deliveries().asking(attempt.destination());
        if (route.isEmpty()) {
            return new ProbeAnswer.Unknown("no route asks " + attempt.destination());
        }
        Outbound outbound = run(bundle, route.get(), attempt);
        look.accept(outbound);
        ProbeAnswer answer = outbound.probe();
        return answer == null ? new ProbeAnswer.Unknown(why(outbound)) : answer;
    }

    private void tell(Outbound outbound) {
        Sighting.of(outbound, clock.instant()).ifPresent(observed::seen);
    }

    /** A ticket that ended in between costs a second request, not an attempt: the first one was turned away unread. */
    private static Outbound run(BundleContext bundle, DefaultConsumer route, Attempt attempt) {
        Outbound first = tryOnce(bundle, route, attempt);
        if (first.expiredTicket().isEmpty()) {
            return first;
        }
        bundle.tickets().drop(Destination.of(attempt.destination()).connector(), first.expiredTicket().get());
        return tryOnce(bundle, route, attempt);
    }

    private static Outbound tryOnce(BundleContext bundle, DefaultConsumer route, Attempt attempt) {
        JsonNode canonical = JsonBytes.canonical(attempt.canonical());
        Outbound outbound = new Outbound(attempt, canonical,
                bundle.bundle().settings().of(Destination.of(attempt.destination()).connector()));
        Exchange exchange = route.createExchange(false);
        try (LogScope scope = LogScope.open(outbound.trace(), String.valueOf(route.getRouteId()))) {
            LogScope.message(attempt.caseNo(), attempt.messageId().toString());
            outbound.enter(exchange);
            exchange.getMessage().setBody(canonical);
            variables(exchange, attempt);
            Passage.through(route, exchange);
            if (outbound.outcome() == null && outbound.probe() == null) {
                outbound.outcome(unfinished(exchange, outbound));
            }
            return outbound;
        } finally {
            route.releaseExchange(exchange, false);
        }
    }

    /** The route's policy did not end it, so the route is wrong; what is sure is only whether something left. */
    private static Outcome unfinished(Exchange exchange, Outbound outbound) {
        HubException e = exchange.getException() == null
                ? new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": no receipt step")
                : Failures.translate(exchange.getException(), exchange.getFromRouteId());
        return Outcomes.of(e, outbound.hasLeft());
    }

    private static Outcome outcome(Outbound outbound) {
        Outcome outcome = outbound.outcome();
        return outcome == null ? new Outcome.Doubtful(ErrorCode.ANSWER_UNREADABLE, "no receipt step") : outcome;
    }

    private static String why(Outbound outbound) {
        Outcome outcome = outbound.outcome();
        if (outcome instanceof Outcome.RetryLater later) {
            return later.code().code();
        }
        return outcome instanceof Outcome.Doubtful doubtful ? doubtful.code().code() : "the question failed";
    }

    private static void variables(Exchange exchange, Attempt attempt) {
        exchange.setVariable("hub.deliveryId", attempt.deliveryId().toString());
        exchange.setVariable("hub.party", Destination.of(attempt.destination()).party());
        exchange.setVariable("hub.caseNo", attempt.caseNo());
        exchange.setVariable("hub.messageId", attempt.messageId().toString());
        exchange.setVariable("hub.type", attempt.type());
        exchange.setVariable("hub.recordedAt", attempt.recordedAt().toString());
        exchange.setVariable("hub.attempt", attempt.number());
    }
}
