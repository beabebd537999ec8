package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way out: what is attached, then the signature over the final bytes, then out, once.
 *
 * @param readable what it says, as JSON, where its bytes are something else
 */
record Departure(Exchange exchange, Outward outward, HttpMethod method, URI uri, byte @Nullable [] readable) {
    /**
     * @param document what the route made; with an attachment a part of the body
     * @param headers that the Kamelet may set, without those of trace and signature
     * @param contentType in place of the Kamelet's; null to leave that
     * @throws HubException as {@link Outward#send}
     */
    OutAnswer send(byte[] document, List<Map.Entry<String, String>> headers, @Nullable String contentType) {
        Passage passage = Passage.of(exchange);
        Attachment attachment = method.hasBody() ? passage.takeAttachment() : null;
        OutBody body = body(document, attachment, contentType);
        List<Map.Entry<String, String>> all = new ArrayList<>(headers);
        String type = attachment == null ? contentType : attachment.contentType(contentType);
        if (type != null) {
            all.removeIf(header -> header.getKey().equalsIgnoreCase(OutHeaders.CONTENT_TYPE));
            all.add(Map.entry(OutHeaders.CONTENT_TYPE, type));
        }
        all.add(Map.entry(Trace.HEADER, passage.trace().next()));
        Signing signing = passage.takeSigning();
        if (signing != null) {
            all.addAll(signing.headers(method.name(), OutRequest.pathWithQuery(uri), body));
        }
        return send(passage, new OutRequest(method.name(), uri, all, body));
    }

    private OutBody body(byte[] document, @Nullable Attachment attachment, @Nullable String contentType) {
        if (!method.hasBody()) {
            return OutBody.NONE;
        }
        OutBody body = attachment == null ? new OutBody.Bytes(document) : attachment.body(document, contentType);
        body.check();
        return readable == null ? body : new ReadableBody(body, readable);
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
}
