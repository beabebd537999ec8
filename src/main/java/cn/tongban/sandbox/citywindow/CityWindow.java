package cn.tongban.sandbox.citywindow;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.HubSignature;
import cn.tongban.sandbox.crypto.Sm3;
import cn.tongban.sandbox.fault.Call;
import cn.tongban.sandbox.fault.Party;
import cn.tongban.sandbox.fault.Worked;
import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The desk's call-back: steps, outcomes of wishes and news of promises come in, known by their Idempotency-Key. The same key with other bytes is a conflict. */
final class CityWindow implements Party {
    private static final Map<String, String> OPERATIONS = Map.of(
            "POST /city-window/steps", "step",
            "POST /city-window/take-backs", "outcome",
            "POST /city-window/promises", "promise");

    private final HubSignature hub;
    private final Clock clock;
    private final Map<String, String> digests = new HashMap<>();

    CityWindow(HubSignature hub, Clock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public Call read(WireRequest request) {
        String operation = OPERATIONS.getOrDefault(request.method() + ' ' + request.path(), "other");
        JsonNode document = Json.read(request.body());
        String caseNo = document.path("projectNo").asText("");
        Finding finding = Finding.of(operation, caseNo, request.header("Idempotency-Key"));
        return new Call(request, hub.check(request, clock.millis()).wireName(), finding, document);
    }

    @Override
    public Worked work(Call call) {
        String key = call.finding().key();
        if (call.finding().operation().equals("other") || key.isEmpty()) {
            return Worked.nothing(answer(400, "1", "无法识别的请求", stepId(call)));
        }
        String digest = Sm3.hex(call.request().body());
        String known = remember(key, digest);
        if (known.isEmpty()) {
            String effect = call.finding().operation().equals("step") ? "applied" : "told";
            return new Worked(effect, key, answer(200, "0", "", stepId(call)), () -> {});
        }
        return known.equals(digest)
                ? new Worked("repeat", key, answer(200, "0", "", stepId(call)), () -> {})
                : new Worked("conflict", "", answer(200, "2", "同一编号内容不同", stepId(call)), () -> {});
    }

    @Override
    public WireAnswer reject(Call call) {
        return answer(401, "401", "签名错误", stepId(call));
    }

    @Override
    public WireAnswer refuse(Call call) {
        return answer(200, "1", "窗口不接收该步骤", stepId(call));
    }

    @Override
    public WireAnswer errorText(Call call) {
        return WireAnswer.text(200, "text/html;charset=UTF-8", "<html><body>系统繁忙,请稍后再试</body></html>");
    }

    @Override
    public WireAnswer foreign(Call call, WireAnswer own) {
        return answer(200, "0", "", "00000000-0000-7000-8000-000000000000");
    }

    /** Puts back what an earlier process took. */
    void restore(String key, byte[] body) {
        remember(key, Sm3.hex(body));
    }

    /** The digest under which the key is known already, empty when it is new. */
    private synchronized String remember(String key, String digest) {
        String known = digests.putIfAbsent(key, digest);
        return known == null ? "" : known;
    }

    private static String stepId(Call call) {
        return call.document().path("stepId").asText("");
    }

    private static WireAnswer answer(int status, String code, String message, String stepId) {
        return WireAnswer.json(
                status, Json.write(Json.object().put("code", code).put("msg", message).put("stepId", stepId)));
    }
}
