package cn.tongban.sandbox.provinceplatform;

import cn.tongban.sandbox.fault.Call;
import cn.tongban.sandbox.fault.Party;
import cn.tongban.sandbox.fault.Worked;
import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** The platform's door: reads envelopes, asks for token and ticket, works and answers. */
final class ProvincePlatform implements Party {
    private static final String TICKET_OVER = Paper.element("STATUS", "301") + Paper.element("MSG", "票据已过期");

    private final UserToken token;
    private final String user;
    private final String password;
    private final TicketOffice tickets;
    private final TodoList todo;
    private final Reports reports;

    ProvincePlatform(UserToken token, String user, String password, TicketOffice tickets, TodoList todo, Reports reports) {
        this.token = token;
        this.user = user;
        this.password = password;
        this.tickets = tickets;
        this.todo = todo;
        this.reports = reports;
    }

    @Override
    public Call read(WireRequest came) {
        WireRequest request = BesideEnvelope.opened(came);
        Optional<Element> envelope = Envelope.read(request);
        String verdict = envelope.map(found -> token.verdict(found, user, password)).orElse("unchecked");
        Optional<Element> asked = envelope.flatMap(Envelope::payload);
        String operation = asked.map(Element::getLocalName).orElse("other");
        Element inner = asked.flatMap(element -> Paper.read(Paper.text(element, "xml"))).or(() -> asked).orElse(null);
        String caseNo = inner == null ? "" : Paper.text(inner, "PROJID") + Paper.text(inner, "projId");
        String key = inner == null ? "" : Paper.text(inner, "REQID") + Paper.text(inner, "reqId");
        List<Finding> others = inner == null ? List.of() : Paper.all(inner, "ITEM").stream().skip(1)
                .map(item -> Finding.of(operation, Paper.text(item, "PROJID"), Paper.text(item, "REQID"))).toList();
        return new Call(request, verdict, Finding.of(operation, caseNo, key), others, MissingNode.getInstance());
    }

    @Override
    public Worked work(Call call) {
        Element asked = Envelope.read(call.request()).flatMap(Envelope::payload).orElse(null);
        if (asked == null) {
            return Worked.nothing(Envelope.fault(500, "Client", "报文不是 SOAP"));
        }
        String operation = asked.getLocalName();
        if (operation.equals("getTicket")) {
            return Worked.nothing(Envelope.answer(operation, Paper.element("STATUS", "200")
                    + Paper.element("TICKET", tickets.issue()) + Paper.element("SECONDS", Long.toString(TicketOffice.LIFE.toSeconds()))));
        }
        if (!tickets.isGood(Paper.text(asked, "ticket"))) {
            return Worked.nothing(Envelope.answer(operation, TICKET_OVER));
        }
        return switch (operation) {
            case "queryTodo" -> Worked.nothing(Envelope.answer(operation, waiting(Paper.text(asked, "most"))));
            case "pullCase" -> Worked.nothing(Envelope.answer(operation, whole(Paper.text(asked, "projId"))));
            case "ack" -> acknowledged(document(asked));
            case "pushStatus" -> reports.steps(items(asked));
            case "submit" -> reports.cases(items(asked));
            case "material" -> reports.material(document(asked), call.request().file());
            case "queryReceipt" -> Worked.nothing(Envelope.answer(operation, reports.receipt(Paper.text(asked, "reqId"))));
            default -> Worked.nothing(Envelope.fault(500, "Client", "没有此操作"));
        };
    }

    private static Optional<Element> document(Element asked) {
        return Paper.read(Paper.text(asked, "xml"));
    }

    private String waiting(String most) {
        List<TodoList.Todo> first = todo.first(Integer.parseInt(most));
        StringBuilder all = new StringBuilder();
        first.forEach(one -> all.append("<TODO>").append(Paper.element("PROJID", one.projId()))
                .append(Paper.element("DATAVERSION", one.version())).append("</TODO>"));
        return Paper.element("STATUS", "200") + Paper.element("MSG", "查询成功") + "<TODOS MORE=\""
                + (todo.size() > first.size() ? "1" : "0") + "\">" + all + "</TODOS>";
    }

    private String whole(String projId) {
        return todo.find(projId).map(one -> Paper.element("STATUS", "200") + one.document())
                .orElse(Paper.element("STATUS", "300") + Paper.element("MSG", "办件不存在"));
    }

    private static List<Element> items(Element asked) {
        return document(asked).map(list -> Paper.all(list, "ITEM")).orElse(List.of());
    }

    private Worked acknowledged(Optional<Element> ack) {
        boolean known = ack.isPresent() && todo.tell(Paper.text(ack.get(), "PROJID"), Paper.text(ack.get(), "STATUS"),
                Paper.text(ack.get(), "MSG"));
        WireAnswer answer = Envelope.answer("ack", known ? Paper.element("STATUS", "200")
                : Paper.element("STATUS", "300") + Paper.element("MSG", "办件不存在"));
        return new Worked(known ? "told" : "none", "", answer, () -> {});
    }

    @Override
    public WireAnswer reject(Call call) {
        return Envelope.fault(500, "Client", "身份校验未通过");
    }

    /** A list is taken in part. */
    @Override
    public WireAnswer refuse(Call call) {
        String items = "<ITEMS><ITEM><REQID>neighbour</REQID><STATUS>200</STATUS></ITEM><ITEM>" + Paper.element("REQID", call.finding().key()) + Paper.element("STATUS", "300")
                + Paper.element("MSG", "状态不连续") + "</ITEM></ITEMS>";
        boolean list = Set.of("pushStatus", "submit", "material").contains(call.finding().operation());
        return Envelope.answer(call.finding().operation(), Paper.element("STATUS", list ? "200" : "300")
                + Paper.element("MSG", list ? "" : "业务拒绝") + (list ? items : ""));
    }

    @Override
    public WireAnswer errorText(Call call) {
        return Envelope.fault(200, "Server", "系统维护中");
    }

    @Override
    public WireAnswer foreign(Call call, WireAnswer own) {
        String text = new String(own.body(), Envelope.GB18030).replace(call.finding().key(), "another-request");
        return new WireAnswer(own.status(), own.headers(), text.getBytes(Envelope.GB18030));
    }

    /** In UTF-16, and said to be GB18030. UTF-8 would prove nothing: the hub reads it, whatever the header says. */
    @Override
    public WireAnswer garbled(Call call, WireAnswer own) {
        return new WireAnswer(own.status(), own.headers(),
                new String(own.body(), Envelope.GB18030).getBytes(StandardCharsets.UTF_16LE));
    }

    @Override
    public WireAnswer closed(Call call) {
        return Envelope.fault(503, "Server", "非服务时间");
    }
}
