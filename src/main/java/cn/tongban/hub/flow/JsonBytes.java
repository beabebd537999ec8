package cn.tongban.hub.flow;

import cn.tongban.hub.mapping.JsonReader;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** A message's body as bytes; JSON in UTF-8 with decimals written as they were read. */
final class JsonBytes {
    private static final byte[] NONE = {};
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer();
    private static final JsonReader CANONICAL = new JsonReader(64 << 20, 200);
    private static final JsonReader OUTGOING = new JsonReader(16 << 20, 200);

    private JsonBytes() {}

    /** A canonical document as the journal keeps it, read within the bounds of what the hub itself wrote. */
    static JsonNode canonical(byte[] document) {
        return CANONICAL.read(document, null);
    }

    /** A document of ours on its way out. */
    static JsonNode outgoing(byte[] document) {
        return OUTGOING.read(document, null);
    }

    static byte[] of(Object document) {
        try {
            return WRITER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            // Its text may quote the document, so it is not taken along.
            throw new HubException(ErrorCode.INTERNAL, "a document cannot be written as JSON");
        }
    }

    /** @throws HubException BUNDLE_INVALID for a body that is neither JSON, bytes, text nor absent */
    static byte[] body(Exchange exchange) {
        return body(exchange.getMessage().getBody());
    }

    private static byte[] body(@Nullable Object body) {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof JsonNode node) {
            return of(node);
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (body == null) {
            return NONE;
        }
        throw new HubException(ErrorCode.BUNDLE_INVALID, "a body is JSON, bytes or text");
    }
}
