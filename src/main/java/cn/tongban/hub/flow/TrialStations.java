package cn.tongban.hub.flow;

import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Looks at a message after each step of its route, where the trial asks for it. */
final class TrialStations implements InterceptStrategy {
    private static final byte[] NONE = {};

    private TrialStations() {}

    static void watch(DefaultCamelContext camel) {
        camel.getCamelContextExtension().addInterceptStrategy(new TrialStations());
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        String id = String.valueOf(definition.getId());
        String uri = definition instanceof EndpointRequiredDefinition to ? String.valueOf(to.getEndpointUri()) : "";
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(exchange, doneSync -> {
                    TrialScope.watched().ifPresent(scope -> scope.station(station(id, uri, exchange)));
                    callback.done(doneSync);
                });
            }
        };
    }

    private static TrialStation station(String id, String uri, Exchange exchange) {
        Optional<HubException> problem = Optional.ofNullable(exchange.getException())
                .map(thrown -> Failures.translate(thrown, exchange.getFromRouteId()));
        return new TrialStation(id, uri, body(exchange.getMessage().getBody()), problem);
    }

    private static byte[] body(Object body) {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        return body instanceof JsonNode node ? JsonBytes.of(node) : NONE;
    }
}
