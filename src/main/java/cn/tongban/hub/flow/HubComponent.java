package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.PullSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The scheme {@code hub}: the verbs as producers; where a route begins as consumers. */
final class HubComponent extends DefaultComponent {
    private final Verbs verbs;
    private final Bundle bundle;
    private final DeliveryTable deliveries;
    private final ArrivalTable arrivals;
    private final QuestionTable questions;

    HubComponent(Verbs verbs, Bundle bundle, DeliveryTable deliveries, ArrivalTable arrivals, QuestionTable questions) {
        this.verbs = verbs;
        this.bundle = bundle;
        this.deliveries = deliveries;
        this.arrivals = arrivals;
        this.questions = questions;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        int slash = remaining.indexOf('/');
        String word = slash < 0 ? remaining : remaining.substring(0, slash);
        String argument = slash < 0 ? "" : remaining.substring(slash + 1);
        Options options = new Options(parameters);
        HubEndpoint endpoint = switch (word) {
            case "arrivals" -> source(uri, new Arrivals(connector(argument), channel(options.take("channel", ""))));
            case "deliveries" -> source(uri, new Deliveries(destination(argument), types(options.take("types", ""))));
            case "probes" -> source(uri, new Probes(destination(argument)));
            case "tickets" -> source(uri, new Asks(new QuestionTable.Key(QuestionKind.TICKETS, ticketed(argument), "")));
            case "pulls" -> source(uri, pulled(QuestionKind.PULLS, argument, options));
            case "fetches" -> source(uri, pulled(QuestionKind.FETCHES, argument, options));
            case "confirms" -> source(uri, pulled(QuestionKind.CONFIRMS, argument, options));
            case "asks" -> source(uri, asked(argument, options.take("question", "")));
            default -> new HubEndpoint(uri, this, verbs.make(word, argument, options), null);
        };
        options.close();
        return endpoint;
    }

    private HubEndpoint source(String uri, Source source) {
        return new HubEndpoint(uri, this, null, source);
    }

    private String destination(String id) {
        Verbs.require(
                bundle.connectors().owning(id).isPresent()
                        || bundle.connectors().find(id).filter(found -> found.deliver().isPresent()).isPresent(),
                "connector with a deliver section:", id);
        return id;
    }

    private String connector(String id) {
        Verbs.require(bundle.connectors().find(id).filter(found -> found.source().isPresent()).isPresent(),
                "connector with a source section:", id);
        return id;
    }

    private String ticketed(String id) {
        Verbs.require(
                bundle.connectors().find(id).flatMap(found -> found.deliver().flatMap(DeliverySettings::ticket)).isPresent(),
                "connector with a deliver.ticket:", id);
        return id;
    }

    private Asks pulled(QuestionKind kind, String id, Options options) {
        String channel = channel(options.take("channel", ""));
        boolean asked = bundle.connectors().find(connector(id)).flatMap(ConnectorDescriptor::source)
                .filter(source -> source instanceof PullSource pull && pull.channels().contains(channel)).isPresent();
        Verbs.require(asked, "channel in the pull source of " + id + ":", channel);
        return new Asks(new QuestionTable.Key(kind, id, channel));
    }

    private Asks asked(String id, String question) {
        Verbs.require(bundle.contracts().has("canonical/ask." + question), "contract canonical/ask.", question);
        return new Asks(new QuestionTable.Key(QuestionKind.ASKS, destination(id), question));
    }

    private static String channel(String name) {
        Verbs.require(!name.isEmpty(), "channel", name);
        return name;
    }

    private static Set<String> types(String types) {
        Set<String> names = Arrays.stream(types.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
        Verbs.require(!names.contains(""), "list of types:", "types=" + types);
        return names;
    }

    /** Where a route can begin. */
    private sealed interface Source {
        void open(HubComponent hub, DefaultConsumer consumer);
    }

    private record Arrivals(String connector, String channel) implements Source {
        @Override
        public void open(HubComponent hub, DefaultConsumer consumer) {
            hub.arrivals.open(connector, channel, consumer);
        }
    }

    private record Deliveries(String destination, Set<String> types) implements Source {
        @Override
        public void open(HubComponent hub, DefaultConsumer consumer) {
            hub.deliveries.deliveries(destination, types, consumer);
        }
    }

    private record Probes(String destination) implements Source {
        @Override
        public void open(HubComponent hub, DefaultConsumer consumer) {
            hub.deliveries.probes(destination, consumer);
        }
    }

    private record Asks(QuestionTable.Key key) implements Source {
        @Override
        public void open(HubComponent hub, DefaultConsumer consumer) {
            hub.questions.open(key, consumer);
        }
    }

    private final class HubEndpoint extends DefaultEndpoint {
        private final Verb verb;
        private final Source source;

        HubEndpoint(String uri, HubComponent component, Verb verb, Source source) {
            super(uri, component);
            this.verb = verb;
            this.source = source;
        }

        @Override
        public Producer createProducer() {
            Verbs.require(verb != null, "verb", getEndpointUri());
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    verb.run(exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            Verbs.require(source != null, "source", getEndpointUri());
            return new SourceConsumer(this, processor, source);
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }

    /** Does nothing by itself: the delivery engine, or a source, calls its processor. */
    private final class SourceConsumer extends DefaultConsumer {
        private final Source source;

        SourceConsumer(Endpoint endpoint, Processor processor, Source source) {
            super(endpoint, processor);
            this.source = source;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            source.open(HubComponent.this, this);
        }

        @Override
        protected void doStop() throws Exception {
            deliveries.close(this);
            arrivals.close(this);
            questions.close(this);
            super.doStop();
        }
    }
}
