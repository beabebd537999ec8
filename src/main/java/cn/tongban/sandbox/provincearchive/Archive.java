package cn.tongban.sandbox.provincearchive;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.FileDigest;
import cn.tongban.sandbox.crypto.Verdict;
import cn.tongban.sandbox.fault.Call;
import cn.tongban.sandbox.fault.Party;
import cn.tongban.sandbox.fault.Worked;
import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.wire.FileSink;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The archive's interface: token, files, parts of cases, the query by batch, and the table of rejections. */
final class Archive implements Party {
    private static final String ROOT = "/province-archive/";
    private static final String TOKEN = "token";
    private static final String FILE = "file";

    private final Envelope envelope;
    private final Tokens tokens;
    private final ArchiveBook book;
    private final Rejections rejections;
    private final Uploads uploads;

    Archive(Envelope envelope, Tokens tokens, ArchiveBook book, Rejections rejections, Uploads uploads) {
        this.envelope = envelope;
        this.tokens = tokens;
        this.book = book;
        this.rejections = rejections;
        this.uploads = uploads;
    }

    @Override
    public Call read(WireRequest request) {
        Opened opened = envelope.open(request.body());
        String operation = operation(request);
        Finding finding = Finding.of(operation, opened.row().path("projectNo").asText(""),
                opened.row().path(operation.equals(FILE) ? "fileNo" : "cdBatch").asText(""));
        return new Call(request, opened.verdict().wireName(), finding, opened.row());
    }

    private static String operation(WireRequest request) {
        String path = request.path();
        if (!request.method().equals("POST") || !path.startsWith(ROOT)) {
            return "other";
        }
        return switch (path.substring(ROOT.length())) {
            case TOKEN -> TOKEN;
            case FILE -> FILE;
            case "case/query" -> "probe";
            case "abnormal/query" -> "rejections";
            default -> part(path).map(Part::path).orElse("other");
        };
    }

    private static Optional<Part> part(String path) {
        return path.startsWith(ROOT + "case/") ? Part.ofPath(path.substring((ROOT + "case/").length())) : Optional.empty();
    }

    @Override
    public Worked work(Call call) {
        String operation = call.finding().operation();
        if (operation.equals("other")) {
            return Worked.nothing(WireAnswer.text(404, "text/plain; charset=utf-8", "no such address"));
        }
        if (operation.equals(TOKEN)) {
            return Worked.nothing(token());
        }
        if (!tokens.isGood(call.request().header("X-Access-Token"))) {
            return Worked.nothing(no(401, "401", "token 失效"));
        }
        return switch (operation) {
            case "probe" -> Worked.nothing(query(call.finding().caseNo()));
            case "rejections" -> Worked.nothing(yes("", rejections.since(call.document().path("since").asText(""))));
            case FILE -> upload(call);
            default -> file(part(call.request().path()).orElseThrow(), call.document());
        };
    }

    private WireAnswer token() {
        return tokens.gives()
                ? yes("", Json.object().put("token", tokens.give()).put("expiresIn", Long.toString(tokens.seconds())))
                : no(200, "3", "暂停发放");
    }

    @Override
    public Optional<FileSink> sink(String method, String target) {
        return target.equals(ROOT + FILE) ? Optional.of(new FileDigest()) : Optional.empty();
    }

    private Worked upload(Call call) {
        ArchiveBook.Taken taken = uploads.take(call.document(), call.request().file());
        if (!taken.code().equals("0")) {
            return Worked.nothing(no(200, taken.code(), taken.words()));
        }
        ObjectNode data = Json.object().put("fileNo", call.finding().key()).put("fileId", taken.receiptNo());
        boolean fresh = !taken.effect().equals("repeat");
        return new Worked(taken.effect(), fresh ? taken.receiptNo() : "", yes(taken.words(), data), () -> {});
    }

    private Worked file(Part part, JsonNode row) {
        String fault = part == Part.MATERIAL ? uploads.fault(row) : "";
        if (!fault.isEmpty()) {
            return Worked.nothing(no(200, "1", fault));
        }
        ArchiveBook.Taken taken = book.file(part, row);
        if (!taken.code().equals("0")) {
            return Worked.nothing(no(200, taken.code(), taken.words()));
        }
        ObjectNode data = Json.object().put("batch", row.path("cdBatch").asText()).put("receiptNo", taken.receiptNo());
        boolean fresh = !taken.effect().equals("repeat");
        return new Worked(taken.effect(), fresh ? taken.receiptNo() : "", yes(taken.words(), data),
                () -> {
                    if (fresh) {
                        rejections.check(part, row);
                    }
                });
    }

    private WireAnswer query(String caseNo) {
        Optional<Map<String, String>> batches = book.batches(caseNo);
        if (batches.isEmpty()) {
            return no(200, "404", "办件不存在");
        }
        ObjectNode data = Json.object().put("projectNo", caseNo);
        ArrayNode rows = data.putArray("rows");
        batches.get().forEach((batch, receiptNo) -> rows.addObject().put("batch", batch).put("receiptNo", receiptNo));
        return yes("", data);
    }

    @Override
    public WireAnswer reject(Call call) {
        return no(200, "2", call.signature().equals(Verdict.STALE.wireName()) ? "时间超出范围" : "签名错误");
    }

    @Override
    public WireAnswer refuse(Call call) {
        return no(200, "1", "数据校验不通过");
    }

    @Override
    public WireAnswer errorText(Call call) {
        return WireAnswer.text(200, "text/html;charset=UTF-8", "<html><body>系统繁忙,请稍后再试</body></html>");
    }

    @Override
    public WireAnswer foreign(Call call, WireAnswer own) {
        return yes("", call.finding().operation().equals(FILE)
                ? Json.object().put("fileNo", "0".repeat(36)).put("fileId", "F000000000000")
                : Json.object().put("batch", "0".repeat(32)).put("receiptNo", "SJ000000000000"));
    }

    private static WireAnswer yes(String words, ObjectNode data) {
        ObjectNode answer = Json.object().put("code", "0").put("success", "true").put("msg", words);
        return WireAnswer.json(200, Json.write(answer.set("data", data)));
    }

    private static WireAnswer no(int status, String code, String words) {
        return WireAnswer.json(status, Json.write(Json.object().put("code", code).put("success", "false").put("msg", words)));
    }
}
