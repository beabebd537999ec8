package cn.tongban.hub.flow;

import cn.tongban.hub.flow.RefusedBytes.Refusal;
import cn.tongban.hub.intake.Fate;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

/**
 * The one entry through which every long-lived source hands over what it read to the active bundle. A swap of bundles
 * waits for the batch that is under way and disturbs no source.
 */
public final class SourceEntry {
    private final ActiveBundle active;
    private final BatchIntake intake;
    private final Consumer<Refusal> refusals;
    private final Observed observed;

    /** Records in one commit; see {@link Recorder#recordTogether}. */
    @FunctionalInterface
    interface BatchIntake {
        List<Fate> record(List<Recording> recordings, Consumer<List<Fate>> within);
    }

    /** @param refusals keeps refused bytes within the transaction that is open */
    SourceEntry(ActiveBundle active, BatchIntake intake, Consumer<Refusal> refusals, Observed observed) {
        this.active = active;
        this.intake = intake;
        this.refusals = refusals;
        this.observed = observed;
    }

    /**
     * Passes each item, in order, over the active bundle's route for its channel, and commits all that is to be recorded,
     * the bytes of what is refused, and the checkpoint in one transaction.
     *
     * @param checkpoint writes the source's position; runs last in the transaction, perhaps more than once. What it throws
     *     rolls everything back and comes through
     * @return what became of each item, in order
     * @throws HubException of kind RETRY: nothing was committed, hand the same items over again
     */
    public List<Taken> handOver(List<SourceItem> items, Runnable checkpoint) {
        try (ActiveBundle.Lease lease = active.enter()) {
            List<Inbound> passed = new ArrayList<>(items.size());
            for (SourceItem item : items) {
                passed.add(pass(lease.bundle(), item));
            }
            List<Recording> recordings =
                    passed.stream().flatMap(inbound -> Optional.ofNullable(inbound.collected()).stream()).toList();
            List<Fate> fates = intake.record(recordings, found -> {
                keepRefused(passed, found);
                checkpoint.run();
            });
            List<Taken> taken = merge(passed, fates);
            taken.forEach(one -> lease.bundle().faults().passed(
                    one instanceof Taken.Refused refused ? refused.why().code().code() : "recorded"));
            tell(passed, taken);
            return taken;
        }
    }

    /** Only after the commit, for a batch that was rolled back comes again. */
    private void tell(List<Inbound> passed, List<Taken> taken) {
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i) instanceof Taken.Recorded recorded) {
                passed.get(i).recorded(recorded.receipt(), recorded.repeated());
            }
            Sighting.of(passed.get(i)).ifPresent(observed::seen);
        }
    }

    /** @throws HubException of kind RETRY: nothing can be said of the item yet */
    static Inbound pass(BundleContext bundle, SourceItem item) {
        Inbound inbound = inbound(item);
        Optional<DefaultConsumer> route = bundle.arrivals().takingIn(item.connector(), item.channel());
        if (route.isEmpty()) {
            inbound.refuse(new HubException(ErrorCode.NO_ROUTE, item.connector() + "/" + item.channel()));
            return inbound;
        }
        try {
            look(bundle.bundle(), item);
        } catch (HubException e) {
            inbound.refuse(e);
            return inbound;
        }
        run(route.get(), inbound);
        HubException refused = inbound.refused();
        if (refused != null && refused.code().kind() == ErrorKind.RETRY) {
            throw refused;
        }
        return inbound;
    }

    private static Inbound inbound(SourceItem item) {
        SourceFile file = item.file();
        if (file == null) {
            return new Inbound(new Arrival(item.connector(), item.party(), item.channel(), Map.of(), item.contentType(),
                    item.key(), Trace.accept(null, null), item.body(), item.readAt()), null);
        }
        String type = file.mediaType().isEmpty() ? null : file.mediaType();
        return new Inbound(new Arrival(item.connector(), item.party(), item.channel(), file.path(), type, null,
                Trace.accept(null, null), item.body(), item.readAt()), file.upload());
    }

    private static void look(Bundle bundle, SourceItem item) {
        if (!item.files().isEmpty()) {
            SourceFiles.check(item.files(), bundle.connectors().get(item.connector()).materials().orElseThrow(
                    () -> new HubException(ErrorCode.BUNDLE_INVALID, item.connector() + ": no materials in connector.yaml")));
        }
    }

    private static void run(DefaultConsumer route, Inbound inbound) {
        Exchange exchange = route.createExchange(false);
        try (LogScope scope = LogScope.open(inbound.trace(), String.valueOf(route.getRouteId()))) {
            inbound.enter(exchange);
            exchange.getMessage().setBody(inbound.arrival().body());
            exchange.setVariable("hub.party", inbound.arrival().party());
            Passage.through(route, exchange);
            if (inbound.collected() == null && inbound.refused() == null) {
                inbound.refuse(unfinished(exchange));
            }
        } finally {
            route.releaseExchange(exchange, false);
        }
    }

    private static HubException unfinished(Exchange exchange) {
        return exchange.getException() == null
                ? new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": no record step")
                : Failures.translate(exchange.getException(), exchange.getFromRouteId());
    }

    private void keepRefused(List<Inbound> passed, List<Fate> fates) {
        List<Taken> taken = merge(passed, fates);
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i) instanceof Taken.Refused refused) {
                refusals.accept(Refusal.of(passed.get(i), refused.why()));
            }
        }
    }

    private static List<Taken> merge(List<Inbound> passed, List<Fate> fates) {
        List<Taken> taken = new ArrayList<>(passed.size());
        int next = 0;
        for (Inbound inbound : passed) {
            HubException refused = inbound.refused();
            taken.add(refused != null ? new Taken.Refused(refused) : taken(fates.get(next++)));
        }
        return taken;
    }

    private static Taken taken(Fate fate) {
        return fate instanceof Fate.Recorded recorded
                ? new Taken.Recorded(recorded.receipt().json(), recorded.receipt().repeated())
                : new Taken.Refused(((Fate.Refused) fate).why());
    }
}
