package cn.tongban.sandbox.cityplatform;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.HubSignature;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.ClientPool;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Sends steps to the hub, one attempt per call, and keeps what was answered. */
final class StepSender {
    private final ClientPool hub;
    private final HubSignature signature;
    private final HubSignature wrongSignature = new HubSignature("city-platform", "not the agreed key");
    private final SentRecord sent;
    private final Clock clock;

    StepSender(ClientPool hub, HubSignature signature, SentRecord sent, Clock clock) {
        this.hub = hub;
        this.signature = signature;
        this.sent = sent;
        this.clock = clock;
    }

    /** Status 0 when no whole answer came. */
    record Answer(int status, String body) {
        boolean acknowledged() {
            return status >= 200 && status < 300;
        }

        /** Said no for good: repeating the same bytes is pointless. */
        boolean refused() {
            return status >= 400 && status < 500 && status != 401 && status != 408 && status != 429;
        }
    }

    Answer send(Step step, boolean signWrongly) {
        Answer answer = exchange(step, signWrongly ? wrongSignature : signature);
        ObjectNode entry = Json.object().put("kind", "answered").put("stepId", step.stepId());
        sent.append(entry.put("caseNo", step.caseNo()).put("status", answer.status()).put("answer", answer.body()));
        return answer;
    }

    private Answer exchange(Step step, HubSignature signer) {
        List<Header> headers = new ArrayList<>(signer.headers("POST", step.target(), step.body(), clock.millis()));
        headers.add(new Header("Content-Type", "application/json"));
        try {
            WireAnswer answer = hub.send("POST", step.target(), headers, step.body());
            return new Answer(answer.status(), answer.bodyText());
        } catch (IOException e) {
            return new Answer(0, e.getClass().getSimpleName());
        }
    }
}
