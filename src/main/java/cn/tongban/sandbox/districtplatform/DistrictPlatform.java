package cn.tongban.sandbox.districtplatform;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.CitySignature;
import cn.tongban.sandbox.crypto.FileDigest;
import cn.tongban.sandbox.fault.Call;
import cn.tongban.sandbox.fault.Party;
import cn.tongban.sandbox.fault.Worked;
import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.wire.FileSink;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireFile;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform's own interface: cases, materials, steps, take-backs and the probe. */
final class DistrictPlatform implements Party {
    private static final String CASES = "/district-platform/cases";
    private static final Map<String, String> OPERATIONS = Map.of(
            "POST ", "submit", "POST steps", "step", "POST take-backs", "take-back", "PUT materials", "material",
            "GET ", "probe");

    private final CitySignature signature;
    private final CaseBook book;
    private final LifeCycle lifeCycle;
    private final Clock clock;

    DistrictPlatform(CitySignature signature, CaseBook book, LifeCycle lifeCycle, Clock clock) {
        this.signature = signature;
        this.book = book;
        this.lifeCycle = lifeCycle;
        this.clock = clock;
    }

    @Override
    public Optional<FileSink> sink(String method, String target) {
        return method.equals("PUT") && target.startsWith(CASES + '/') ? Optional.of(new FileDigest()) : Optional.empty();
    }

    @Override
    public Call read(WireRequest request) {
        String[] path = request.path().startsWith(CASES) ? request.path().substring(CASES.length()).split("/") : null;
        String operation = path == null ? "other" : operation(request.method(), path);
        if (request.file() != null) {
            return material(request, request.file(), operation, part(path, 1));
        }
        JsonNode document = request.body().length == 0 ? MissingNode.getInstance() : Json.read(request.body());
        String caseNo = operation.equals("submit") ? document.path("projectNo").asText("") : part(path, 1);
        String verdict = signature.check(request, clock.millis()).wireName();
        return new Call(request, verdict, Finding.of(operation, caseNo, document.path("requestId").asText("")), document);
    }

    /** The signature covers the digest of the bytes, and the record gets that in their place: they are gone. */
    private Call material(WireRequest request, WireFile file, String operation, String caseNo) {
        byte[] summary = Json.write(Json.object()
                .put("materialId", request.path().substring(request.path().lastIndexOf('/') + 1))
                .put("size", file.size())
                .put("sha256", file.sha256())
                .put("sm3", file.sm3()));
        WireRequest kept = with(request, summary);
        WireRequest signed = with(request, file.sm3().getBytes(StandardCharsets.US_ASCII));
        String verdict = signature.check(signed, clock.millis()).wireName();
        return new Call(kept, verdict, Finding.of(operation, caseNo, request.header("X-Request-Id")), Json.read(summary));
    }

    private static WireRequest with(WireRequest request, byte[] body) {
        return new WireRequest(
                request.method(), request.target(), request.headers(), body, request.complete(), request.file());
    }

    @Override
    public Worked work(Call call) {
        Finding finding = call.finding();
        return switch (finding.operation()) {
            case "submit" -> submit(call);
            case "probe" -> Worked.nothing(probe(finding.caseNo()));
            case "step", "take-back", "material" -> book.of(finding.caseNo()).isEmpty()
                    ? Worked.nothing(answer(404, "404", "办件不存在", finding.key()))
                    : onCase(call);
            default -> Worked.nothing(answer(404, "404", "无此接口", ""));
        };
    }

    private Worked submit(Call call) {
        Finding finding = call.finding();
        if (finding.caseNo().isEmpty() || finding.key().isEmpty()) {
            return Worked.nothing(answer(400, "400", "缺少 projectNo 或 requestId", finding.key()));
        }
        return took(finding, "created", "0", () -> lifeCycle.start(finding.caseNo(), call.document()));
    }

    private Worked onCase(Call call) {
        Finding finding = call.finding();
        String caseNo = finding.caseNo();
        switch (finding.operation()) {
            case "material":
                return intact(call)
                        ? took(finding, "stored", "0", () -> {})
                        : Worked.nothing(answer(200, "3", "摘要不符", finding.key()));
            case "take-back":
                return book.isClaimed(caseNo)
                        ? took(finding, "asked", "1",
                                () -> book.asked(caseNo, call.document().path("takeBackId").asText()))
                        : took(finding, "given-back", "0", () -> lifeCycle.stop(caseNo));
            default:
                boolean withdrawn = call.document().path("eventName").asText().equals("10");
                return took(finding, withdrawn ? "withdrawn" : "noted", "0",
                        withdrawn ? () -> lifeCycle.stop(caseNo) : () -> {});
        }
    }

    /** What arrived is what the sender digested; a digest that it does not name cannot be wrong. */
    private static boolean intact(Call call) {
        return List.of("sha256", "sm3").stream().allMatch(name -> {
            String named = call.request().header("X-Content-" + name);
            return named.isEmpty() || named.equalsIgnoreCase(call.document().path(name).asText());
        });
    }

    private Worked took(Finding finding, String effect, String code, Runnable afterwards) {
        return book.take(finding.caseNo(), finding.key(), finding.operation(), code)
                .map(taken -> new Worked(effect, taken.acceptNo(), success(taken), afterwards))
                .orElseGet(() -> new Worked("repeat", "", again(finding), () -> {}));
    }

    private WireAnswer again(Finding finding) {
        return book.of(finding.caseNo()).stream()
                .filter(known -> known.requestId().equals(finding.key()))
                .findFirst()
                .map(DistrictPlatform::success)
                .orElseThrow();
    }

    private static WireAnswer success(Taken taken) {
        ObjectNode body = Json.object().put("code", taken.answer()).put("success", "true");
        body.put("msg", taken.answer().equals("1") ? "已转承办人确认" : "");
        return WireAnswer.json(200, Json.write(body.put("requestId", taken.requestId()).put("acceptNo", taken.acceptNo())));
    }

    private WireAnswer probe(String caseNo) {
        List<Taken> known = book.of(caseNo);
        if (known.isEmpty()) {
            return answer(404, "404", "办件不存在", "");
        }
        ObjectNode body = Json.object().put("code", "0").put("success", "true").put("msg", "").put("projectNo", caseNo);
        for (Taken one : known) {
            body.withArray("requests")
                    .addObject()
                    .put("requestId", one.requestId())
                    .put("kind", one.kind())
                    .put("acceptNo", one.acceptNo())
                    .put("answer", one.answer())
                    .put("time", one.time());
        }
        return WireAnswer.json(200, Json.write(body));
    }

    @Override
    public WireAnswer reject(Call call) {
        return answer(401, "401", "签名错误", call.finding().key());
    }

    @Override
    public WireAnswer refuse(Call call) {
        return answer(200, "2", "该事项不在受理范围", call.finding().key());
    }

    @Override
    public WireAnswer errorText(Call call) {
        return WireAnswer.text(200, "text/html;charset=UTF-8", "<html><body>系统繁忙,请稍后再试</body></html>");
    }

    @Override
    public WireAnswer foreign(Call call, WireAnswer own) {
        return success(new Taken("00000000-0000-7000-8000-000000000000", "submit", "QZ19000101000001", "", "0"));
    }

    private static WireAnswer answer(int status, String code, String message, String requestId) {
        ObjectNode body = Json.object().put("code", code).put("success", "false").put("msg", message);
        if (!requestId.isEmpty()) {
            body.put("requestId", requestId);
        }
        return WireAnswer.json(status, Json.write(body));
    }

    /** By method and the last plural in the path: {@code /cases[/{caseNo}[/steps]]}. */
    private static String operation(String method, String[] path) {
        boolean collection = part(path, 1).isEmpty();
        if (collection != (method.equals("POST") && path.length < 2) || !part(path, 4).isEmpty()) {
            return "other";
        }
        return OPERATIONS.getOrDefault(method + ' ' + part(path, 2), "other");
    }

    private static String part(String @Nullable [] path, int n) {
        return path != null && path.length > n ? path[n] : "";
    }
}
