package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.fault.Call;
import cn.tongban.sandbox.fault.Party;
import cn.tongban.sandbox.fault.Worked;
import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;

/** The courier's one address, and the files of its labels. */
final class PostalDoor implements Party {
    private static final String OPEN = "/f/amp/api/open";

    private final QuestionReader reader;
    private final OrderDesk orders;
    private final LabelDesk labels;
    private final ParcelBook book;
    private final Answers answers;

    PostalDoor(QuestionReader reader, OrderDesk orders, LabelDesk labels, ParcelBook book, Answers answers) {
        this.reader = reader;
        this.orders = orders;
        this.labels = labels;
        this.book = book;
        this.answers = answers;
    }

    @Override
    public Call read(WireRequest request) {
        if (!isOpen(request)) {
            Finding finding = Finding.of(LabelDesk.isFile(request) ? "label-file" : "other", "", "");
            return new Call(request, "unchecked", finding, Json.object());
        }
        Question question = reader.read(request);
        String waybillNo = question.document().path("waybillNo").asText("");
        String known = book.find(waybillNo).map(Parcel::orderNo).orElse("");
        String orderNo = question.document().path("logisticsOrderNo").asText(known);
        Finding finding = Finding.of(question.operation(), orderNo, waybillNo.isEmpty() ? orderNo : waybillNo);
        return new Call(request, question.problem().verdict(), finding, question.body());
    }

    @Override
    public Worked work(Call call) {
        WireRequest request = call.request();
        if (!isOpen(request)) {
            return Worked.nothing(LabelDesk.isFile(request)
                    ? labels.file(request)
                    : WireAnswer.text(404, "text/plain; charset=utf-8", "no such address"));
        }
        Question question = reader.read(request);
        Outcome outcome = question.problem() == RetCode.OK ? work(question, request) : Outcome.no(question.problem());
        WireAnswer answer = answers.of(outcome.code(), outcome.retBody());
        return new Worked(outcome.effect(), outcome.receiptNo(), answer, outcome.afterwards());
    }

    private Outcome work(Question question, WireRequest request) {
        return switch (question.api().orElseThrow()) {
            case ORDER -> orders.order(question);
            case CANCEL -> orders.cancel(question);
            case TRACK -> orders.track(question);
            case PROBE -> orders.probe(question);
            case LABEL -> labels.label(question, request);
            case SPLIT -> AddressDesk.split(question);
            case REACH -> AddressDesk.reach(question);
            case POSTAGE -> AddressDesk.postage(question);
        };
    }

    @Override
    public WireAnswer reject(Call call) {
        return answers.of(reader.read(call.request()).problem(), Json.object());
    }

    @Override
    public WireAnswer refuse(Call call) {
        return answers.of(RetCode.REFUSED, Json.object());
    }

    @Override
    public WireAnswer errorText(Call call) {
        return answers.of(RetCode.SYSTEM, Json.object());
    }

    @Override
    public WireAnswer foreign(Call call, WireAnswer own) {
        return answers.of(RetCode.OK,
                Json.object().put("logisticsOrderNo", "TB1900010100001").put("waybillNo", "1199999999999"));
    }

    @Override
    public WireAnswer closed(Call call) {
        return answers.of(RetCode.CLOSED, Json.object());
    }

    /** The published address, and the one for tests beside it. */
    private static boolean isOpen(WireRequest request) {
        String path = request.path();
        return request.method().equals("POST") && (path.endsWith(OPEN) || path.endsWith(OPEN + "/test"));
    }
}
