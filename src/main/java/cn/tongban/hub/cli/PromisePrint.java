package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** How debts and letters of commitment look on a terminal. */
final class PromisePrint {
    private PromisePrint() {}

    static void page(PrintWriter out, JsonNode page) {
        list(out, page.path("items"));
        if (page.path("next").isTextual()) {
            out.println("更多 more: --before " + page.path("next").asText());
        }
    }

    static void one(PrintWriter out, JsonNode promise) {
        list(out, Output.MAPPER.createArrayNode().add(promise));
    }

    static void list(PrintWriter out, JsonNode promises) {
        TextTable table = new TextTable("办件 CASE", "号 NO", "材料 MATERIAL", "承诺日 PROMISED", "期限 DUE", "剩余工作日 LEFT",
                "状态 STATUS", "决定 DECIDED", "原因 REASON");
        promises.forEach(one -> table.row(
                Screen.text(one.path("caseNo")),
                Screen.text(one.path("no")),
                Screen.text(one.path("materialName")),
                Screen.text(one.path("promisedOn")),
                Screen.text(one.path("dueDate")),
                Screen.text(one.path("workdaysLeft")) + (one.path("provisional").asBoolean() ? " (暂定 provisional)" : ""),
                Screen.word("promise.status", one.path("status")) + (one.path("late").asBoolean() ? " (逾期 late)" : ""),
                Screen.text(one.path("decidedBy")),
                Screen.text(one.path("reason"))));
        table.print(out);
    }
}
