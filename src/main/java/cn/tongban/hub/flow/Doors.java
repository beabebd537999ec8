package cn.tongban.hub.flow;

import cn.tongban.hub.connector.VerifiedSender;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Brings a request to the door of the active bundle and its answer back; every failure becomes a problem document. */
final class Doors {
    private static final String NOBODY = "none";

    private record Meter(String connector, String outcome) {}

    private final ActiveBundle active;
    private final ProblemWriter problems;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Observed observed;
    private final Map<Meter, Timer> timers = new ConcurrentHashMap<>();

    Doors(ActiveBundle active, ProblemWriter problems, MeterRegistry registry, Clock clock, Observed observed) {
        this.active = active;
        this.problems = problems;
        this.registry = registry;
        this.clock = clock;
        this.observed = observed;
    }

    DoorAnswer handle(DoorInput request) {
        long start = System.nanoTime();
        Trace trace = Trace.accept(first(request.headers(Trace.HEADER)), MDC.get(LogScope.TRACE));
        String connector = NOBODY;
        FaultCount faults = new FaultCount();
        DoorAnswer answer;
        try (ActiveBundle.Lease lease = active.enter()) {
            faults = lease.bundle().faults();
            DoorWords words = new DoorWords(lease.bundle().bundle().mappings(), problems);
            if (SoapDoors.isAt(request.rawPath())) {
                SoapDoors service = SoapDoors.at(lease.bundle(), request.rawPath());
                connector = service.connector();
                answer = service.handle(request, trace, clock.instant(), (door, inbound) -> through(door, inbound, words));
            } else {
                DoorTable.Found found = lease.bundle().doors().find(request.method(), request.rawPath());
                connector = found.door().path().connector();
                answer = pass(request, found, trace, words);
            }
        } catch (HubException e) {
            answer = problems.answer(e, trace);
        } catch (RuntimeException e) {
            answer = problems.answer(Failures.translate(e, request.method()), trace);
        }
        faults.passed(answer.code());
        timer(connector, answer.code()).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return answer;
    }

    private static @Nullable String first(List<String> values) {
        return values.isEmpty() ? null : values.get(0);
    }

    private DoorAnswer pass(DoorInput request, DoorTable.Found found, Trace trace, DoorWords words) {
        try {
            found.door().gate().enter();
            try {
                return through(found.door(), new Inbound(DoorReader.read(request, found, trace, clock.instant())), words);
            } finally {
                found.door().gate().leave();
            }
        } catch (HubException e) {
            return words.say(problems.answer(e, trace), found.door().limits(), null, trace, clock.instant());
        }
    }

    private DoorAnswer through(DoorTable.Entry door, Inbound inbound, DoorWords words) {
        DoorAnswer answer = run(door, inbound, problems, words);
        countKey(inbound);
        Sighting.of(inbound).ifPresent(observed::seen);
        return answer;
    }

    /** Over the route of the door to its answer, in the words of its partner; always one. */
    static DoorAnswer run(DoorTable.Entry door, Inbound inbound, ProblemWriter problems, DoorWords words) {
        DoorAnswer own = run(door.consumer(), inbound, problems);
        return words.say(own, door.limits(), inbound, inbound.trace(), inbound.asOf());
    }

    private static DoorAnswer run(DefaultConsumer route, Inbound inbound, ProblemWriter problems) {
        Exchange exchange = route.createExchange(false);
        try (LogScope scope = LogScope.open(inbound.trace(), String.valueOf(route.getRouteId()))) {
            inbound.enter(exchange);
            exchange.getMessage().setBody(inbound.arrival().body());
            inbound.arrival().path().forEach(exchange.getMessage()::setHeader);
            Passage.through(route, exchange);
            DoorAnswer answer = inbound.answer();
            return answer == null ? problems.answer(unanswered(exchange), inbound.trace()) : answer;
        } finally {
            route.releaseExchange(exchange, false);
        }
    }

    /** Neither a verb nor the policy answered: the route is wrong, and nobody may take its silence for a yes. */
    private static HubException unanswered(Exchange exchange) {
        return exchange.getException() == null
                ? new HubException(ErrorCode.INTERNAL, exchange.getFromRouteId() + " gave no answer")
                : Failures.translate(exchange.getException(), exchange.getFromRouteId());
    }

    /** Shows when nobody signs with an old key any more, so that it can be taken away. */
    private void countKey(Inbound inbound) {
        VerifiedSender sender = inbound.sender();
        if (sender != null) {
            registry.counter("hub.door.key", "connector", inbound.arrival().connector(), "type", sender.key()).increment();
        }
    }

    private Timer timer(String connector, String outcome) {
        return timers.computeIfAbsent(new Meter(connector, outcome), meter -> Timer.builder("hub.door")
                .description("Requests at the doors")
                .tag("connector", meter.connector())
                .tag("outcome", meter.outcome())
                .publishPercentileHistogram(false)
                .register(registry));
    }
}
