package cn.tongban.hub.flow;

import cn.tongban.hub.soap.SoapClient;
import cn.tongban.hub.soap.SoapServices;
import java.net.URI;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * The scheme {@code soap} in a bundle: {@code soap:<connector>/<operation>} asks the connector's service. Body is the JSON
 * form of what is asked, afterwards that of what was answered. The way out is the same as of {@code http}. With
 * {@code list}, a JSON pointer, and {@code most} the entries of several deliveries go in one request.
 */
final class SoapOutComponent extends DefaultComponent {
    private final Bundle bundle;
    private final Partners partners;
    private final SoapServices services;

    SoapOutComponent(Bundle bundle, Partners partners, SoapServices services) {
        this.bundle = bundle;
        this.partners = partners;
        this.services = services;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String[] parts = remaining.split("/", 2);
        SoapClient client = services.client(parts[0]).orElseThrow(
                () -> new IllegalArgumentException("there is no connector with a soap client " + parts[0]));
        Verbs.require(parts.length == 2 && client.has(parts[1]), "operation", remaining);
        URI address = URI.create(bundle.settings().find(parts[0], client.address()).orElseThrow());
        Outward outward = partners.owning(address).orElseThrow(() -> new IllegalArgumentException(
                "the address of " + parts[0] + " is none of a connector's settings"));
        SoapCall call = new SoapCall(client, parts[1], address, outward);
        String list = getAndRemoveParameter(parameters, "list", String.class);
        int most = getAndRemoveParameter(parameters, "most", Integer.class, 1);
        return new SoapOutEndpoint(uri, this, list == null || most < 2 ? call : new SoapList(call, list, most));
    }

    private static final class SoapOutEndpoint extends DefaultEndpoint {
        private final Processor call;

        SoapOutEndpoint(String uri, SoapOutComponent component, Processor call) {
            super(uri, component);
            this.call = call;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    call.process(exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("soap only sends; services are platform-http:/services/");
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }
}
