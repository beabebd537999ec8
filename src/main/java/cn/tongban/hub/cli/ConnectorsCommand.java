package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The outside systems: how each stands, pause, resume, test. */
@Command(name = "connectors", description = "对接系统:状态、暂停、恢复、试连 / Outside systems: state, pause, resume, test")
final class ConnectorsCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/connectors/";

    @Mixin
    private Reach reach;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode connectors = reach.client().get("/api/v1/connectors");
        if (json.wanted()) {
            json.print(spec.commandLine().getOut(), connectors);
        } else {
            StatusCommand.connectors(spec.commandLine().getOut(), connectors);
            sources(spec.commandLine().getOut(), reach.client().get("/api/v1/sources"));
        }
        return Exit.FINE;
    }

    /** What the hub reads by itself, when there is any of it. */
    private static void sources(PrintWriter out, JsonNode sources) {
        if (sources.isEmpty()) {
            return;
        }
        out.println();
        TextTable table = new TextTable("数据源 SOURCE", "方式 KIND", "状态 STATE", "延迟秒 BEHIND", "对方积压 HELD", "最近 MOVED");
        sources.forEach(s -> table.row(Screen.text(s.path("id")), Screen.text(s.path("kind")), Screen.text(s.path("state")),
                Screen.text(s.path("behindSeconds")), Screen.text(s.path("heldBytes")), Screen.time(s.path("movedAt"))));
        table.print(out);
        sources.forEach(s -> s.path("alarms").forEach(a -> out.println("! " + s.path("id").asText() + "  "
                + Screen.time(a.path("since")) + "  " + a.path("text").asText() + " " + a.path("textEn").asText())));
    }

    @Command(name = "pause", description = "暂停外送,接收照常 / Send nothing new to it; taking in goes on")
    int pause(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Reach to,
            @Mixin JsonOption asJson) {
        JsonNode status = to.client().post(PATH + HubClient.encoded(id) + "/pause", Map.of("reason", reason));
        return said(status, asJson, id + " 已暂停。Paused.");
    }

    @Command(name = "resume", description = "恢复外送 / Send to it again")
    int resume(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Reach to,
            @Mixin JsonOption asJson) {
        JsonNode status = to.client().post(PATH + HubClient.encoded(id) + "/resume", Map.of("reason", reason));
        return said(status, asJson, id + " 已恢复。Resumed.");
    }

    @Command(name = "test", description = "试连,不发送任何内容;连不上退出码为 1 / Try to reach it, nothing is sent; 1 if not")
    int test(@Parameters(paramLabel = "ID") String id, @Mixin Reach to, @Mixin JsonOption asJson) {
        JsonNode result = to.client().post(PATH + HubClient.encoded(id) + "/test", Map.of());
        boolean reached = result.path("reached").asBoolean();
        said(result, asJson, id + (reached ? " 可以连通。Reached" : " 连不上。Not reached") + ": "
                + result.path("answer").asText() + ", " + result.path("millis").asLong() + " ms");
        return reached ? Exit.FINE : Exit.FOUND;
    }

    private int said(JsonNode answer, JsonOption asJson, String sentence) {
        PrintWriter out = spec.commandLine().getOut();
        if (asJson.wanted()) {
            asJson.print(out, answer);
        } else {
            out.println(sentence);
        }
        return Exit.FINE;
    }
}
