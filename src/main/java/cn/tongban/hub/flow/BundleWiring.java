package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.soap.SoapServices;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.impl.engine.DefaultLanguageResolver;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.support.DefaultRegistry;

/**
 * Makes the Camel context of a bundle by hand. Only the components and languages named here exist in it, its registry is
 * empty, and nothing is discovered: a bundle cannot reach a file, a bean, the environment or a host that is not one of
 * its connectors'.
 */
record BundleWiring(
        Bundle bundle,
        Partners partners,
        ScheduledThreadPoolExecutor deadlines,
        DoorTable doors,
        DeliveryTable deliveries,
        ArrivalTable arrivals,
        QuestionTable questions,
        Tickets tickets,
        SoapServices soap,
        Consumer<DefaultCamelContext> extras) {
    private static final Set<String> LANGUAGES = Set.of("simple", "constant", "header", "variable");
    private static final int SHUTDOWN_SECONDS = 20;

    /** Bound to the real partners. */
    static BundleWiring real(Bundle bundle, FlowPorts ports) {
        ScheduledThreadPoolExecutor deadlines = idle();
        QuestionTable questions = new QuestionTable();
        Tickets tickets = new HeldTickets(bundle.connectors(), questions, ports.clock());
        SoapServices soap = soap(bundle, ports, true);
        return with(bundle, deadlines, questions, tickets, soap, camel -> {}, (connector, origins) -> new HttpSender(
                origins, connector.deliver().orElseThrow(), bundle.links().get(connector.id()), deadlines));
    }

    /** Bound to recorders: the same context, with nobody at the other ends. */
    static BundleWiring trial(Bundle bundle, FlowPorts ports) {
        return with(bundle, idle(), new QuestionTable(), Tickets.STAND_IN, soap(bundle, ports, false),
                TrialStations::watch, TrialOutward::new);
    }

    private static SoapServices soap(Bundle bundle, FlowPorts ports, boolean secured) {
        return SoapServices.start(new SoapServices.Parts(
                bundle.connectors(), bundle.xml(), bundle.settings(), bundle.secrets(),
                ports.nonces()::firstUse, ports.clock()), secured);
    }

    private static BundleWiring with(Bundle bundle, ScheduledThreadPoolExecutor deadlines, QuestionTable questions,
            Tickets tickets, SoapServices soap, Consumer<DefaultCamelContext> extras,
            BiFunction<ConnectorDescriptor, Origins, Outward> outward) {
        Partners partners = new Partners();
        bundle.connectors().all().stream().filter(connector -> connector.deliver().isPresent()).forEach(connector -> {
            Origins origins = Origins.of(bundle.settings().of(connector.id()).values());
            partners.add(connector.id(), origins, outward.apply(connector, origins));
        });
        return new BundleWiring(
                bundle, partners, deadlines, new DoorTable(), new DeliveryTable(), new ArrivalTable(), questions, tickets,
                soap, extras);
    }

    /** Its thread begins with the first deadline. */
    private static ScheduledThreadPoolExecutor idle() {
        ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hub-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        return deadlines;
    }

    DefaultCamelContext context(FlowPorts ports) {
        DefaultCamelContext camel = new DefaultCamelContext(new DefaultRegistry());
        camel.getCamelContextExtension().setName("bundle-" + bundle.files().digest().substring(0, 12));
        camel.disableJMX();
        camel.setStreamCaching(false);
        camel.setUseMDCLogging(false);
        camel.setUseBreadcrumb(false);
        camel.setAllowUseOriginalMessage(false);
        camel.setUseDataType(false);
        camel.setMessageHistory(false);
        camel.setTracing(false);
        camel.setStartupSummaryLevel(StartupSummaryLevel.Off);
        camel.setLoadHealthChecks(false);
        camel.setAutowiredEnabled(false);
        camel.setPropertiesComponent(SettingsSource.only(bundle.settings()));
        camel.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        camel.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        restrict(camel, components(ports));
        extras.accept(camel);
        return camel;
    }

    private Map<String, Component> components(FlowPorts ports) {
        PlatformHttpComponent doorsComponent = new PlatformHttpComponent();
        doorsComponent.setEngine(new DoorEngine(bundle.connectors(), doors));
        KameletComponent kamelets = new KameletComponent();
        // Else a Kamelet has an error handler of its own, and the policy of the route never hears of what fails in it.
        kamelets.setNoErrorHandler(true);
        return Map.of(
                "hub", new HubComponent(new Verbs(bundle, ports, tickets), bundle, deliveries, arrivals, questions),
                "platform-http", doorsComponent,
                "kamelet", kamelets,
                "http", new HttpOutComponent(partners),
                "party", new PartyOutComponent(ports.post()),
                "soap", new SoapOutComponent(bundle, partners, soap),
                "https", new HttpOutComponent(partners));
    }

    private static void restrict(DefaultCamelContext camel, Map<String, Component> components) {
        components.forEach(camel::addComponent);
        ExtendedCamelContext extension = camel.getCamelContextExtension();
        extension.addContextPlugin(ComponentResolver.class, new DefaultComponentResolver() {
            @Override
            public Component resolveComponent(String name, CamelContext context) {
                throw new IllegalArgumentException("component " + name + " is not for bundles");
            }
        });
        extension.addContextPlugin(LanguageResolver.class, new DefaultLanguageResolver() {
            @Override
            public Language resolveLanguage(String name, CamelContext context) {
                if (!LANGUAGES.contains(name)) {
                    throw new IllegalArgumentException("language " + name + " is not for bundles");
                }
                return super.resolveLanguage(name, context);
            }
        });
    }
}
