package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What counterparts send or answer otherwise than before, and what a person makes of it. */
@Command(
        name = "drift",
        description = "对方报文的变化:查看、认可、改入契约;有则退出码为 1 / Contract drift; exit code 1 if there is any",
        subcommands = DriftApplyCommand.class)
final class DriftCommand implements Callable<Integer> {
    @Option(names = "--connector", description = "系统 / Connector")
    private @Nullable String connector;

    @Option(names = "--state", description = "open(默认 default), ignored, accepted, over, all")
    private @Nullable String state;

    @Option(names = "--limit", defaultValue = "50", description = "条数,最多 200 / How many, at most 200")
    private int limit;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "清单(默认) / The list (the default)")
    int list() {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("connector", connector);
        query.put("state", state);
        query.put("limit", limit);
        return answers.found(answers.client().get("/api/v1/drifts", query), "没有发现变化。No drift.", DriftCommand::table);
    }

    @Command(name = "show", description = "一处变化的前后和首个样例 / One: before, after, first example")
    int show(@Parameters(paramLabel = "ID") UUID id, @Mixin Answers answers) {
        return answers.show(answers.client().get("/api/v1/drifts/" + id), DriftCommand::show);
    }

    @Command(name = "accept", description = "认可:今后即如此 / From now on it is like this")
    int accept(
            @Parameters(paramLabel = "ID") UUID id,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        return decide(id, "accept", Map.of("reason", reason), answers);
    }

    @Command(name = "ignore", description = "暂不提示 / Do not tell of it for some time")
    int ignore(
            @Parameters(paramLabel = "ID") UUID id,
            @Option(names = "--days", defaultValue = "7", description = "天数,默认 7 / Days, default 7") int days,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        String until = HubCli.clock().instant().plus(Duration.ofDays(days)).toString();
        return decide(id, "ignore", Map.of("until", until, "reason", reason), answers);
    }

    private static int decide(UUID id, String verb, Map<String, String> order, Answers answers) {
        return answers.show(answers.client().post("/api/v1/drifts/" + id + "/" + verb, order), DriftCommand::show);
    }

    private static void table(PrintWriter out, JsonNode drifts) {
        TextTable table = new TextTable("自 SINCE", "对方 COUNTERPART", "变化 WHAT", "次数 COUNT", "编号 DRIFT");
        drifts.forEach(d -> table.row(Screen.time(d.path("since")), Screen.text(d.path("counterpart")),
                Screen.text(d.path("text")), Screen.text(d.path("count")), Screen.text(d.path("id"))));
        table.print(out);
    }

    private static void show(PrintWriter out, JsonNode d) {
        out.println(d.path("text").asText());
        out.println(d.path("textEn").asText());
        out.println("  " + Screen.text(d.path("counterpart")) + "  " + Screen.text(d.path("subject")) + "  "
                + Screen.text(d.path("variant")) + "  [" + Screen.text(d.path("state")) + "]");
        if (!d.path("was").asText().isEmpty()) {
            out.println("  - " + Screen.text(d.path("place")) + "  " + Screen.text(d.path("was")));
        }
        if (!d.path("now").asText().isEmpty()) {
            out.println("  + " + Screen.text(d.path("place")) + "  " + Screen.text(d.path("now")));
        }
        out.println("  自 since " + Screen.time(d.path("since")) + "  最近 last " + Screen.time(d.path("lastAt"))
                + "  次数 count " + Screen.text(d.path("count")));
        out.println("  样例 example " + Screen.text(d.path("messageId")) + "  拒收 refused " + Screen.text(d.path("refused")));
        if (!d.path("decidedBy").asText().isEmpty()) {
            out.println("  " + Screen.text(d.path("decidedBy")) + "  " + Screen.text(d.path("reason")));
        }
    }
}
