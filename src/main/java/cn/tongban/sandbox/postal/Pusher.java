package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.PostalEnvelope;
import cn.tongban.sandbox.fault.Fault;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.ClientPool;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Pushes events to the customer, one attempt per call, and keeps what was answered. */
final class Pusher {
    private static final List<Header> HEADERS = List.of(new Header("Content-Type", "application/json; charset=UTF-8"));

    private final ClientPool customer;
    private final String target;
    private final String senderNo;
    private final PostalEnvelope envelope;
    private final PostalEnvelope wrong = new PostalEnvelope("bm90LXRoZS1hZ3JlZWQhIQ==");
    private final SentRecord sent;

    Pusher(ClientPool customer, String target, String senderNo, PostalEnvelope envelope, SentRecord sent) {
        this.customer = customer;
        this.target = target;
        this.senderNo = senderNo;
        this.envelope = envelope;
        this.sent = sent;
    }

    /**
     * What the customer said.
     *
     * @param status 0 when no whole answer came
     * @param taken its code was 00000 and its serial number that of the push
     */
    record Answer(int status, String body, boolean taken) {}

    Answer push(Event event, Optional<Fault> fault) {
        Answer answer = exchange(event, fault);
        ObjectNode entry = Json.object().put("kind", "answered").put("serialNo", event.serialNo());
        entry.put("waybillNo", event.waybillNo()).put("caseNo", event.orderNo()).put("opCode", event.opCode());
        entry.put("fault", fault.map(Fault::wireName).orElse("")).put("status", answer.status());
        sent.append(entry.put("taken", answer.taken()).put("answer", answer.body()));
        return answer;
    }

    private Answer exchange(Event event, Optional<Fault> fault) {
        try {
            WireAnswer answer = customer.send("POST", target, HEADERS, Json.write(paper(event, fault)));
            JsonNode said = Json.read(answer.body());
            boolean taken = answer.status() == 200 && said.path("code").asText().equals("00000")
                    && said.path("serialNo").asText().equals(event.serialNo());
            return new Answer(answer.status(), answer.bodyText(), taken);
        } catch (IOException e) {
            return new Answer(0, e.getClass().getSimpleName(), false);
        }
    }

    private ObjectNode paper(Event event, Optional<Fault> fault) {
        return Json.object()
                .put("method", "040002")
                .put("msgType", "0")
                .put("senderNo", senderNo)
                .put("serialNo", event.serialNo())
                .put("timeStamp", event.timeStamp())
                .put("version", "V1.0.0")
                .put("logitcsInterface", sealed(event, fault));
    }

    private String sealed(Event event, Optional<Fault> fault) {
        boolean garbled = fault.equals(Optional.of(Fault.GARBLED));
        byte[] body = event.body().getBytes(garbled ? Charset.forName("GBK") : StandardCharsets.UTF_8);
        if (fault.equals(Optional.of(Fault.WRONG_ENVELOPE))) {
            return envelope.seal(body).replace("|$4|", "|$3|");
        }
        return (fault.equals(Optional.of(Fault.WRONG_SIGNATURE)) ? wrong : envelope).seal(body);
    }
}
