package cn.tongban.hub.flow;

import java.util.Locale;
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
 * The scheme {@code party} in a Kamelet: {@code party:out} puts the body into the queue of the party that the delivery is
 * for, {@code party:event} into the topic of its type. No address, and no header, can lead anywhere else.
 */
final class PartyOutComponent extends DefaultComponent {
    private final PartyPost post;

    PartyOutComponent(PartyPost post) {
        this.post = post;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        PartyCall call = new PartyCall(post, PartyCall.Way.valueOf(remaining.toUpperCase(Locale.ROOT)));
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) {
                        call.run(exchange);
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException("party only sends; queues are read by a source");
            }

            @Override
            public boolean isSingleton() {
                return true;
            }
        };
    }
}
