package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The raw requests about one order with their envelopes opened: the record keeps them sealed, as they came. */
final class Opened {
    private static final List<Header> FORM = List.of(new Header("Content-Type", "application/x-www-form-urlencoded"));

    private final RawRecord received;
    private final QuestionReader reader;

    Opened(RawRecord received, QuestionReader reader) {
        this.received = received;
        this.reader = reader;
    }

    ArrayNode of(String orderNo) {
        ArrayNode all = Json.object().putArray("documents");
        SentRecord.forEach(received.lines(), entry -> {
            if (entry.path("caseNo").asText().equals(orderNo)) {
                all.addObject()
                        .put("at", entry.path("at").asText())
                        .put("operation", entry.path("operation").asText())
                        .put("effect", entry.path("effect").asText())
                        .put("receiptNo", entry.path("receiptNo").asText())
                        .set("document", document(entry));
            }
        });
        return all;
    }

    private JsonNode document(JsonNode entry) {
        byte[] body = entry.path("body").asText().getBytes(StandardCharsets.UTF_8);
        return reader.read(new WireRequest("POST", entry.path("target").asText(), FORM, body, true)).body();
    }
}
