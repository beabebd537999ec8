package cn.tongban.hub.flow;

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
 * The schemes {@code http} and {@code https} in a bundle: {@code http://host/path/{name}} with the option
 * {@code httpMethod}. Not camel-http: that one takes address, path and query from headers, which is the weakness that
 * this component must not have. A name in the path is a header, or the variable {@code hub.<name>}.
 */
final class HttpOutComponent extends DefaultComponent {
    private final Partners partners;

    HttpOutComponent(Partners partners) {
        this.partners = partners;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String scheme = uri.substring(0, uri.indexOf(':'));
        UrlTemplate template = new UrlTemplate(scheme + "://" + remaining);
        Outward outward = partners.owning(template.sample()).orElseThrow(() -> new IllegalArgumentException(
                "the address is none of a connector's settings; write it as {{connector.setting}}/path"));
        HttpMethod method = getAndRemoveParameter(parameters, "httpMethod", HttpMethod.class);
        // Accepted because designers add it; an answer never throws here, its meaning is the mapping's business.
        getAndRemoveParameter(parameters, "throwExceptionOnFailure", String.class);
        return new HttpOutEndpoint(uri, this, template, outward, method);
    }

    private static final class HttpOutEndpoint extends DefaultEndpoint {
        private final UrlTemplate template;
        private final Outward outward;
        private final HttpMethod method;

        HttpOutEndpoint(String uri, HttpOutComponent component, UrlTemplate template, Outward outward, HttpMethod method) {
            super(uri, component);
            this.template = template;
            this.outward = outward;
            this.method = method;
        }

        @Override
        public Producer createProducer() {
            HttpCall call = new HttpCall(template, outward, method);
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    call.process(exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("http only sends; doors are platform-http");
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }
}
