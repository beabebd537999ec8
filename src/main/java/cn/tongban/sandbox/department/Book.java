package cn.tongban.sandbox.department;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.fault.FaultRule;
import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.record.RawEntry;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.Reply;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the bureaus have taken and put, in the records that survive a restart. */
final class Book {
    private final RawRecord received;
    private final SentRecord sent;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<String, String> partyOfCase = new ConcurrentHashMap<>();
    private volatile Script script = Script.NONE;

    Book(RawRecord received, SentRecord sent) {
        this.received = received;
        this.sent = sent;
        SentRecord.forEach(received.lines(), this::restore);
    }

    private void restore(JsonNode entry) {
        if (entry.path("effect").asText().equals("applied")) {
            known.add(entry.path("key").asText());
            partyOfCase.put(entry.path("caseNo").asText(), entry.path("receiptNo").asText());
        }
    }

    Script script() {
        return script;
    }

    void script(Script wished) {
        script = wished;
    }

    Optional<String> partyOf(String caseNo) {
        return Optional.ofNullable(partyOfCase.get(caseNo));
    }

    /** True for what was not there before. */
    boolean write(Bureau.Taken taken, @Nullable FaultRule fault) {
        boolean works = fault == null || fault.fault().works();
        boolean fresh = works && known.add(taken.key());
        if (fresh && !taken.caseNo().isEmpty()) {
            partyOfCase.put(taken.caseNo(), taken.party());
        }
        String effect = !works ? "none" : fresh ? "applied" : "repeat";
        List<Header> headers = List.of(new Header("type", taken.type()), new Header("deliveryId", taken.key()));
        WireRequest request = new WireRequest("TAKE", "party." + taken.party() + ".out", headers,
                taken.text().getBytes(StandardCharsets.UTF_8), true);
        received.append(new RawEntry(request, "unchecked",
                Finding.of(taken.operation(), taken.caseNo(), taken.key()).with(effect, taken.party()),
                fault == null ? "" : fault.fault().wireName(), Reply.of(WireAnswer.json(works ? 200 : 0, new byte[0]))));
        return fresh;
    }

    void sent(String party, String form, String type, String key, JsonNode body, int status, String words) {
        sent.append(Json.object().put("kind", "answered").put("party", party).put("form", form).put("type", type)
                .put("stepId", key).put("caseNo", body.path("caseNo").asText()).put("status", status).put("answer", words));
    }
}
