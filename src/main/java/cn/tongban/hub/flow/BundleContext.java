package cn.tongban.hub.flow;

import cn.tongban.hub.soap.SoapServices;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running bundle: a Camel context of its own with its doors, its delivery routes and its connections. Counts who is
 * inside, so that it is stopped only when the last message is through; Camel's own count begins too late for that.
 */
public final class BundleContext {
    private static final Logger log = LoggerFactory.getLogger(BundleContext.class);
    private static final long DRAIN_SECONDS = 20;

    private final Bundle bundle;
    private final DefaultCamelContext camel;
    private final Partners partners;
    private final ScheduledThreadPoolExecutor deadlines;
    private final DoorTable doors;
    private final DeliveryTable deliveries;
    private final ArrivalTable arrivals;
    private final QuestionTable questions;
    private final Tickets tickets;
    private final SoapServices soap;
    private final RefusedBytes refused;
    private final FaultCount faults = new FaultCount();
    private final Map<Endpoint, String> routes = new IdentityHashMap<>();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean retired;

    private BundleContext(Bundle bundle, DefaultCamelContext camel, BundleWiring wiring, FlowPorts ports) {
        this.bundle = bundle;
        this.camel = camel;
        this.partners = wiring.partners();
        this.deadlines = wiring.deadlines();
        this.doors = wiring.doors();
        this.deliveries = wiring.deliveries();
        this.arrivals = wiring.arrivals();
        this.questions = wiring.questions();
        this.tickets = wiring.tickets();
        this.soap = wiring.soap();
        this.refused = ports.refused();
    }

    /**
     * Loads and starts the bundle beside whatever runs already. Nothing reaches it before {@link ActiveBundle#swap}.
     *
     * @throws HubException BUNDLE_INVALID when a route, a Kamelet or a policy of it cannot be used
     */
    public static BundleContext start(Bundle bundle, FlowPorts ports) {
        return start(bundle, BundleWiring.real(bundle, ports), ports);
    }

    static BundleContext start(Bundle bundle, BundleWiring wiring, FlowPorts ports) {
        DefaultCamelContext camel = wiring.context(ports);
        BundleContext context = new BundleContext(bundle, camel, wiring, ports);
        try {
            RouteFiles.load(camel, bundle.files());
            camel.start();
            camel.getRoutes().forEach(route -> context.routes.put(route.getEndpoint(), route.getRouteId()));
            return context;
        } catch (Exception e) {
            context.stop();
            throw e instanceof HubException known ? known : RouteFiles.invalid(e);
        }
    }

    /** The digest that is stamped on every message and attempt of this bundle. */
    public String digest() {
        return bundle.files().digest();
    }

    /** What the bundle is made of. */
    public Bundle bundle() {
        return bundle;
    }

    /** What has passed over it on this node since it was started. */
    public FaultCount faults() {
        return faults;
    }

    DoorTable doors() {
        return doors;
    }

    DeliveryTable deliveries() {
        return deliveries;
    }

    ArrivalTable arrivals() {
        return arrivals;
    }

    SoapServices soap() {
        return soap;
    }

    /** Keeps what is refused before a route could see it. */
    RefusedBytes refused() {
        return refused;
    }

    QuestionTable questions() {
        return questions;
    }

    Tickets tickets() {
        return tickets;
    }

    /** The id of the route that begins with this consumer; a door's does not know it by itself. */
    Optional<String> routeOf(DefaultConsumer consumer) {
        return Optional.ofNullable(routes.get(consumer.getEndpoint()));
    }

    /** False when this bundle is retired and another must be asked; else {@link #leave} must follow. */
    boolean enter() {
        inside.incrementAndGet();
        if (!retired) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        if (inside.decrementAndGet() == 0 && retired) {
            synchronized (inside) {
                inside.notifyAll();
            }
        }
    }

    /** Lets nobody in any more, waits for the last one inside and stops. False when somebody was still inside then. */
    public boolean retire() {
        retired = true;
        boolean empty = awaitEmpty();
        if (!empty) {
            log.atWarn().addKeyValue("bundle", digest()).log("Bundle is stopped with messages still under way");
        }
        stop();
        return empty;
    }

    private boolean awaitEmpty() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        synchronized (inside) {
            while (inside.get() > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                try {
                    inside.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }

    /** Ends it. For one that was never put to work; of another one {@link #retire} waits for those inside first. */
    public void stop() {
        camel.stop();
        soap.close();
        deadlines.shutdownNow();
        try {
            partners.close();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "closing connections", e);
        }
    }
}
