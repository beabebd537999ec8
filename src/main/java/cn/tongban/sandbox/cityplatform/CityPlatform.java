package cn.tongban.sandbox.cityplatform;

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
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The platform's own interface: cases, withdrawals, take-backs and the probe. */
final class CityPlatform implements Party {
    private static final String CASES = "/city-platform/cases";

    private final CitySignature signature;
    private final CaseBook book;
    private final LifeCycle lifeCycle;
    private final Clock clock;

    CityPlatform(CitySignature signature, CaseBook book, LifeCycle lifeCycle, Clock clock) {
        this.signature = signature;
        this.book = book;
        this.lifeCycle = lifeCycle;
        this.clock = clock;
    }

    @Override
    public Call read(WireRequest request) {
        JsonNode document = request.body().length == 0 ? MissingNode.getInstance() : Json.read(request.body());
        String path = request.path();
        String operation = operation(request.method(), path);
        String caseNo = operation.equals("submit") ? document.path("projNo").asText("") : caseNoIn(path);
        String key = document.path("requestId").asText("");
        String verdict = signature.check(request, clock.millis()).wireName();
        return new Call(request, verdict, Finding.of(operation, caseNo, key), document);
    }

    @Override
    public Worked work(Call call) {
        return switch (call.finding().operation()) {
            case "submit" -> submit(call);
            case "withdraw" -> withdraw(call);
            case "material" -> material(call);
            case "take-back" -> takeBack(call);
            case "probe" -> Worked.nothing(probe(call.finding().caseNo()));
            default -> Worked.nothing(answer(404, "404", "无此接口", ""));
        };
    }

    @Override
    public WireAnswer reject(Call call) {
        return answer(401, "401", "签名错误", call.finding().key());
    }

    @Override
    public WireAnswer refuse(Call call) {
        return answer(200, "300", "该事项不在受理范围", call.finding().key());
    }

    @Override
    public WireAnswer errorText(Call call) {
        return WireAnswer.text(200, "text/html;charset=UTF-8", "<html><body>系统繁忙,请稍后再试</body></html>");
    }

    @Override
    public WireAnswer foreign(Call call, WireAnswer own) {
        ObjectNode other = Json.object();
        other.put("code", "200").put("msg", "").put("requestId", "00000000-0000-7000-8000-000000000000");
        return WireAnswer.json(200, Json.write(other.put("acceptNo", "HZ19000101000001")));
    }

    private Worked submit(Call call) {
        Finding finding = call.finding();
        if (finding.caseNo().isEmpty() || finding.key().isEmpty()) {
            return Worked.nothing(answer(400, "400", "缺少 projNo 或 requestId", finding.key()));
        }
        return book.accept(finding.caseNo(), finding.key())
                .map(taken -> success("created", taken, () -> lifeCycle.start(finding.caseNo())))
                .orElseGet(() -> repeat(finding));
    }

    private Worked withdraw(Call call) {
        String caseNo = call.finding().caseNo();
        if (book.of(caseNo).isEmpty()) {
            return Worked.nothing(answer(404, "404", "办件不存在", call.finding().key()));
        }
        return book.followUp(caseNo, call.finding().key())
                .map(taken -> success("withdrawn", taken, () -> lifeCycle.stop(caseNo)))
                .orElseGet(() -> repeat(call.finding()));
    }

    /** The bytes must be those that the description names; a case must be there, for a material follows it. */
    private Worked material(Call call) {
        String caseNo = call.finding().caseNo();
        JsonNode meta = call.document();
        WireFile file = call.request().file();
        if (book.of(caseNo).isEmpty()) {
            return Worked.nothing(answer(404, "404", "办件不存在", call.finding().key()));
        }
        boolean whole = file != null && meta.path("size").asLong() == file.size()
                && meta.path("sha256").asText().equals(file.sha256()) && meta.path("sm3").asText().equals(file.sm3());
        if (!whole) {
            return Worked.nothing(answer(200, "300", "文件与摘要不符", call.finding().key()));
        }
        return book.followUp(caseNo, call.finding().key())
                .map(taken -> success("material", taken, () -> {}))
                .orElseGet(() -> repeat(call.finding()));
    }

    @Override
    public Optional<FileSink> sink(String method, String target) {
        return isMaterial(method, target) ? Optional.of(new FileDigest()) : Optional.empty();
    }

    private static boolean isMaterial(String method, String path) {
        return method.equals("POST") && path.startsWith(CASES + '/') && path.endsWith("/materials");
    }

    /** Given back at once while nobody has claimed the case; decided later by whoever has. */
    private Worked takeBack(Call call) {
        String caseNo = call.finding().caseNo();
        String key = call.finding().key();
        if (book.of(caseNo).isEmpty()) {
            return Worked.nothing(answer(404, "404", "办件不存在", key));
        }
        String takeBackId = call.document().path("takeBackId").asText("");
        boolean claimed = lifeCycle.wishes().isClaimed(caseNo);
        return book.takeBack(caseNo, key, claimed ? "" : "1")
                .map(taken -> success("asked", taken, () -> decideNowOrLater(caseNo, takeBackId, key, claimed)))
                .orElseGet(() -> repeat(call.finding()));
    }

    private void decideNowOrLater(String caseNo, String takeBackId, String requestId, boolean claimed) {
        if (claimed) {
            lifeCycle.wishes().wait(caseNo, new Wishes.Wish(takeBackId, requestId));
        } else {
            lifeCycle.stop(caseNo);
        }
    }

    private static Worked success(String effect, Acceptance taken, Runnable afterwards) {
        ObjectNode body = Json.object().put("code", "200").put("msg", "").put("requestId", taken.requestId());
        if (!taken.takeBack().isEmpty()) {
            body.put("takeBack", taken.takeBack());
        }
        WireAnswer answer = WireAnswer.json(200, Json.write(body.put("acceptNo", taken.acceptNo())));
        return new Worked(effect, taken.acceptNo(), answer, afterwards);
    }

    private static Worked repeat(Finding finding) {
        return new Worked("repeat", "", answer(200, "300", "已存在", finding.key()), () -> {});
    }

    private WireAnswer probe(String caseNo) {
        List<Acceptance> known = book.of(caseNo);
        if (known.isEmpty()) {
            return answer(404, "404", "办件不存在", "");
        }
        ObjectNode body = Json.object().put("code", "200").put("msg", "").put("projNo", caseNo);
        for (Acceptance one : known) {
            ObjectNode request = body.withArray("requests")
                    .addObject()
                    .put("requestId", one.requestId())
                    .put("acceptNo", one.acceptNo())
                    .put("time", one.time());
            if (!one.takeBack().isEmpty()) {
                request.put("takeBack", one.takeBack());
            }
        }
        return WireAnswer.json(200, Json.write(body));
    }

    private static WireAnswer answer(int status, String code, String message, String requestId) {
        ObjectNode body = Json.object().put("code", code).put("msg", message);
        if (!requestId.isEmpty()) {
            body.put("requestId", requestId);
        }
        return WireAnswer.json(status, Json.write(body));
    }

    private static String operation(String method, String path) {
        if (method.equals("POST") && path.equals(CASES)) {
            return "submit";
        }
        if (caseNoIn(path).isEmpty()) {
            return "other";
        }
        if (isMaterial(method, path)) {
            return "material";
        }
        if (method.equals("POST")) {
            return path.endsWith("/withdrawals") ? "withdraw" : path.endsWith("/take-backs") ? "take-back" : "other";
        }
        return method.equals("GET") && path.equals(CASES + '/' + caseNoIn(path)) ? "probe" : "other";
    }

    private static String caseNoIn(String path) {
        if (!path.startsWith(CASES + '/')) {
            return "";
        }
        int end = path.indexOf('/', CASES.length() + 1);
        return path.substring(CASES.length() + 1, end < 0 ? path.length() : end);
    }
}
