package cn.tongban.sandbox.provinceplatform;

import cn.tongban.sandbox.fault.Worked;
import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Takes what the hub tells: steps, cases of the district and their materials. A list is taken in part, each entry by itself. */
final class Reports {
    private final ReportBook book;

    Reports(ReportBook book) {
        this.book = book;
    }

    Worked steps(List<Element> items) {
        return list("pushStatus", items, "STATE");
    }

    Worked cases(List<Element> items) {
        return list("submit", items, "DATAVERSION");
    }

    /** @param file what came beside the envelope */
    Worked material(Optional<Element> told, @Nullable WireFile file) {
        if (told.isEmpty() || file == null) {
            return Worked.nothing(Envelope.fault(500, "Client", "缺少附件"));
        }
        Element material = told.get();
        if (book.of(Paper.text(material, "PROJID"), "submit").isEmpty()) {
            return Worked.nothing(Envelope.answer("material", "<STATUS>200</STATUS>" + items(refused(material, "办件不存在"))));
        }
        boolean same = file.sm3().equals(Paper.text(material, "SM3")) && Long.toString(file.size()).equals(Paper.text(material, "SIZE"));
        return same
                ? list("material", List.of(material), "ATTRID")
                : Worked.nothing(Envelope.answer("material", "<STATUS>200</STATUS>" + items(refused(material, "附件摘要不一致"))));
    }

    /** What became of a request. */
    String receipt(String reqId) {
        return book.find(reqId)
                .map(report -> Paper.element("STATUS", "200") + Paper.element("REQID", reqId)
                        + Paper.element("RECEIPTNO", report.receiptNo()))
                .orElseGet(() -> Paper.element("STATUS", "404") + Paper.element("REQID", reqId));
    }

    private Worked list(String operation, List<Element> told, String what) {
        if (told.stream().anyMatch(item -> book.refusesWhole(projId(item)))) {
            return Worked.nothing(Envelope.fault(500, "Client", "批次校验未通过"));
        }
        StringBuilder items = new StringBuilder();
        List<Finding> findings = new ArrayList<>();
        for (Element item : told) {
            findings.add(one(operation, item, what, items));
        }
        WireAnswer answer = Envelope.answer(operation, Paper.element("STATUS", "200") + items(items.toString()));
        if (findings.isEmpty()) {
            return Worked.nothing(answer);
        }
        Finding first = findings.remove(0);
        return new Worked(first.effect(), first.receiptNo(), findings, answer, () -> {});
    }

    private Finding one(String operation, Element item, String what, StringBuilder items) {
        String reqId = Paper.text(item, "REQID");
        Finding finding = Finding.of(operation, projId(item), reqId);
        if (book.refuses(projId(item))) {
            items.append(refused(item, "状态不连续"));
            return finding;
        }
        boolean repeat = book.find(reqId).isPresent();
        ReportBook.Report report = book.find(reqId)
                .orElseGet(() -> book.take(reqId, projId(item), operation, Paper.text(item, what)));
        items.append("<ITEM>").append(Paper.element("REQID", reqId)).append(Paper.element("STATUS", repeat ? "300" : "200"))
                .append(Paper.element("RECEIPTNO", report.receiptNo()))
                .append(Paper.element("MSG", repeat ? "请求已存在" : "已接收")).append("</ITEM>");
        return finding.with(repeat ? "repeat" : "applied", report.receiptNo());
    }

    private static String projId(Element item) {
        return Paper.text(item, "PROJID");
    }

    private static String refused(Element told, String words) {
        return "<ITEM>" + Paper.element("REQID", Paper.text(told, "REQID")) + Paper.element("STATUS", "300")
                + Paper.element("MSG", words) + "</ITEM>";
    }

    private static String items(String all) {
        return "<ITEMS>" + all + "</ITEMS>";
    }
}
