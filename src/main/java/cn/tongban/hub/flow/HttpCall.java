package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** One call to a partner in a route: the body and what a Kamelet put into headers, and the answer into the message. */
final class HttpCall implements Processor {
    private static final byte[] NONE = {};

    private final UrlTemplate template;
    private final Outward outward;
    private final @Nullable HttpMethod method;

    HttpCall(UrlTemplate template, Outward outward, @Nullable HttpMethod method) {
        this.template = template;
        this.outward = outward;
        this.method = method;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        HttpMethod verb = method(message);
        URI uri = template.expand(name -> value(exchange, name));
        byte[] document = verb.hasBody() ? JsonBytes.body(exchange) : NONE;
        Departure departure = new Departure(exchange, outward, verb, uri, null);
        OutHeaders.answer(message, departure.send(document, OutHeaders.of(message), null));
    }

    private HttpMethod method(Message message) {
        if (method != null) {
            return method;
        }
        Object wanted = message.getHeader(Exchange.HTTP_METHOD);
        if (wanted == null) {
            return message.getBody() == null ? HttpMethod.GET : HttpMethod.POST;
        }
        try {
            return HttpMethod.valueOf(wanted.toString());
        } catch (IllegalArgumentException e) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "http method", e);
        }
    }

    private static @Nullable Object value(Exchange exchange, String name) {
        Object header = exchange.getMessage().getHeader(name);
        return header == null ? exchange.getVariable(name.startsWith("hub.") ? name : "hub." + name) : header;
    }
}
