package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recorded messages; what is personal in them stays masked. */
@Command(name = "messages", description = "已接收的消息,个人信息打星号 / Recorded messages, personal data masked")
final class MessagesCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "只看这一条及其经过 / Only this one, with its way")
    private @Nullable UUID id;

    @Option(names = "--connector", description = "来自哪个系统 / From this system")
    private @Nullable String connector;

    @Option(names = "--case", paramLabel = "NO", description = "办件编号 / Of this case")
    private @Nullable String caseNo;

    @Option(names = "--limit", defaultValue = "20", description = "条数,最多 200 / How many, at most 200")
    private int limit;

    @Option(names = "--before", paramLabel = "CURSOR", description = "更早的一页 / The next older page")
    private @Nullable String before;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        HubClient client = answers.client();
        return id == null
                ? answers.show(client.get("/api/v1/messages", query()), MessagesCommand::list)
                : answers.show(client.get("/api/v1/messages/" + id), this::one);
    }

    private Map<String, @Nullable Object> query() {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("connector", connector);
        query.put("caseNo", caseNo);
        query.put("limit", limit);
        query.put("before", before);
        return query;
    }

    private static void list(PrintWriter out, JsonNode page) {
        TextTable table = new TextTable("接收时间 RECORDED", "来自 FROM", "类型 TYPE", "办件 CASE", "版本 BUNDLE", "消息 MESSAGE");
        page.path("items").forEach(m -> table.row(
                Screen.time(m.path("recordedAt")),
                Screen.text(m.path("connector")),
                Screen.text(m.path("type")),
                Screen.text(m.path("caseNo")),
                Screen.bundle(m.path("bundle")),
                Screen.text(m.path("id"))));
        table.print(out);
        if (page.path("next").isTextual()) {
            out.println("更早 older: --before " + page.path("next").asText());
        }
    }

    private void one(PrintWriter out, JsonNode detail) {
        JsonNode message = detail.path("message");
        out.println(Screen.text(message.path("id")) + "  " + Screen.text(message.path("type")) + "  "
                + Screen.text(message.path("connector")) + "  " + Screen.time(message.path("recordedAt"))
                + "  版本 bundle " + Screen.bundle(message.path("bundle")));
        answers.print(detail.path("document"));
        detail.path("deliveries").forEach(delivery -> Screen.delivery(out, delivery));
    }
}
