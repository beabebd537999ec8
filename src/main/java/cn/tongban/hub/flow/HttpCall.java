package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** One call to a partner in a route: final bytes, then signature, then out, and the answer into the message. */
final class HttpCall implements Processor {
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
        Passage passage = Passage.of(exchange);
        Message message = exchange.getMessage();
        HttpMethod verb = method(message);
        Attachment attachment = verb.hasBody() && passage instanceof Outbound outbound ? outbound.takeAttachment() : null;
        OutBody body = verb.hasBody() ? body(exchange, attachment) : OutBody.NONE;
        URI uri = template.expand(name -> value(exchange, name));
        List<Map.Entry<String, String>> headers = OutHeaders.of(message);
        if (attachment != null) {
            headers.removeIf(header -> header.getKey().equalsIgnoreCase(OutHeaders.CONTENT_TYPE));
            headers.add(Map.entry(OutHeaders.CONTENT_TYPE, attachment.contentType()));
        }
        headers.add(Map.entry(Trace.HEADER, passage.trace().next()));
        Signing signing = passage.takeSigning();
        if (signing != null) {
            headers.addAll(signing.headers(verb.name(), OutRequest.pathWithQuery(uri), body));
        }
        OutHeaders.answer(message, send(passage, new OutRequest(verb.name(), uri, headers, body)));
    }

    private static OutBody body(Exchange exchange, @Nullable Attachment attachment) {
        byte[] document = JsonBytes.body(exchange);
        OutBody body = attachment == null ? new OutBody.Bytes(document) : attachment.body(document);
        body.check();
        return body;
    }

    private OutAnswer send(Passage passage, OutRequest request) {
        try {
            OutAnswer answer = outward.send(request);
            left(passage, request);
            return answer;
        } catch (HubException e) {
            if (e.code().kind() == ErrorKind.DOUBT) {
                left(passage, request);
            }
            throw e;
        }
    }

    private static void left(Passage passage, OutRequest request) {
        if (passage instanceof Outbound outbound) {
            outbound.left(request.body());
        }
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
