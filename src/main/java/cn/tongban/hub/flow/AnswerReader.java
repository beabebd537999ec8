package cn.tongban.hub.flow;

import cn.tongban.hub.mapping.JsonReader;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Runs a partner's answer through a mapping: {@code {"status","body","text"}}, body null when it is not JSON. */
final class AnswerReader {
    private static final int MAX_BODY = 16 << 20;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 4096;
    private static final JsonNode TEXT = TextNode.valueOf("text");

    private final MappingLibrary mappings;
    private final String mapping;
    private final JsonReader reader = new JsonReader(MAX_BODY, MAX_DEPTH);

    AnswerReader(MappingLibrary mappings, String mapping) {
        this.mappings = mappings;
        this.mapping = mapping;
    }

    JsonNode read(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = JsonBytes.body(exchange);
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        JsonNode tree = message.getBody() instanceof JsonNode document
                ? document : tree(body, message.getHeader(OutHeaders.CONTENT_TYPE, String.class));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("status", status);
        answer.set("body", tree);
        // Of a text that is no JSON only that it is one is worth learning.
        JsonNode said = tree.isNull() && body.length > 0 ? TEXT : tree;
        Passage.of(exchange).decoded(
                new Passage.Decoded(mapping, exchange.getFromRouteId() + " " + status, said, body.length));
        answer.put("text", new String(body, 0, Math.min(body.length, MAX_TEXT), StandardCharsets.UTF_8));
        return mappings.map(mapping, answer, Passage.of(exchange).answerContext());
    }

    private JsonNode tree(byte[] body, @Nullable String contentType) {
        if (body.length == 0) {
            return NullNode.instance;
        }
        try {
            return reader.read(body, contentType);
        } catch (HubException notJson) {
            // Not an error by itself: what such an answer means is for the mapping to say.
            return NullNode.instance;
        }
    }
}
