package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The outside systems: how each stands, pause, resume, test. */
@Command(name = "connectors", description = "对接系统:状态、暂停、恢复、试连 / Outside systems: state, pause, resume, test")
final class ConnectorsCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/connectors/";

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        HubClient client = answers.client();
        return answers.show(client.get("/api/v1/connectors"), (out, connectors) -> {
            StatusCommand.connectors(out, connectors);
            sources(out, client.get("/api/v1/sources"));
        });
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
            @Mixin Answers answers) {
        JsonNode status = answers.client().post(PATH + HubClient.encoded(id) + "/pause", Map.of("reason", reason));
        return answers.say(status, id + " 已暂停。Paused.");
    }

    @Command(name = "resume", description = "恢复外送 / Send to it again")
    int resume(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        JsonNode status = answers.client().post(PATH + HubClient.encoded(id) + "/resume", Map.of("reason", reason));
        return answers.say(status, id + " 已恢复。Resumed.");
    }

    @Command(name = "test", description = "逐步试连:域名、端口、代理、证书、登录、时钟;有一步不通退出码为 1"
            + " / Try step by step: name, port, proxy, certificate, login, clock; 1 if a step fails")
    int test(@Parameters(paramLabel = "ID") String id, @Mixin Answers answers) {
        JsonNode result = answers.client().post(PATH + HubClient.encoded(id) + "/test", Map.of());
        boolean reached = result.path("reached").asBoolean();
        answers.show(result, out -> {
            result.path("steps").forEach(step -> {
                out.println(shape(step.path("verdict").asText()) + " " + step.path("name").asText() + "  "
                        + step.path("zh").asText() + " (" + step.path("millis").asLong() + " ms)");
                out.println("    " + step.path("en").asText());
            });
            out.println(id + (reached ? " 可以连通。Reached" : " 连不上。Not reached") + ": "
                    + result.path("answer").asText() + ", " + result.path("millis").asLong() + " ms");
        });
        return reached ? Exit.FINE : Exit.FOUND;
    }

    @Command(name = "reload", description = "重读密钥,缺一个都不换 / Read its secrets again; if one is missing the old ones stay")
    int reload(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        JsonNode result = answers.client().post(PATH + HubClient.encoded(id) + "/reload-secrets", Map.of("reason", reason));
        return answers.say(result, id + " 已换用的密钥。Changed: " + result.path("changed"));
    }

    @Command(name = "close", description = "安排维护:这段时间不外送 / Maintenance: send nothing to it in that time")
    int close(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--from", description = "开始时间,默认现在 / From, default now, such as 2026-03-17T22:00+08:00")
                    String from,
            @Option(names = "--until", required = true, description = "结束时间 / Until") String until,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        Map<String, Object> order = new HashMap<>(Map.of("to", until, "reason", reason));
        if (from != null) {
            order.put("from", from);
        }
        JsonNode status = answers.client().post(PATH + HubClient.encoded(id) + "/maintenance", order);
        return answers.say(status, id + " 维护已登记,编号见 ./hub connectors orders。Entered: "
                + status.at("/orders/windows").findValuesAsText("id"));
    }

    @Command(name = "open", description = "提前结束或取消维护 / End a maintenance window early, or take it back")
    int open(
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "WINDOW") String window,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        JsonNode status = answers.client().delete(
                PATH + HubClient.encoded(id) + "/maintenance/" + HubClient.encoded(window), Map.of("reason", reason));
        return answers.say(status, id + " 的维护已结束。Ended.");
    }

    @Command(name = "rate", description = "限速:每节点每秒最多几件,none 恢复配置 / At most so many a second and node; none: as configured")
    int rate(
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "N|none") String perSecond,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        Map<String, Object> order = new HashMap<>(Map.of("reason", reason));
        if (!perSecond.equals("none")) {
            order.put("perSecond", number(perSecond));
        }
        JsonNode status = answers.client().put(PATH + HubClient.encoded(id) + "/rate", order);
        return answers.say(status, id + " 的限速已改为 " + perSecond + "。Rate is now " + perSecond + ".");
    }

    @Command(name = "orders", description = "运行时的维护和限速 / Maintenance windows and rate caps that people ordered")
    int orders(@Parameters(paramLabel = "ID") String id, @Mixin Answers answers) {
        JsonNode orders = answers.client().get(PATH + HubClient.encoded(id)).at("/sending/orders");
        return answers.show(orders, out -> {
            orders.path("windows").forEach(window -> out.println(window.path("id").asText() + "  "
                    + window.path("from").asText() + " – " + window.path("to").asText() + "  " + window.path("by").asText()
                    + ": " + window.path("reason").asText()));
            out.println("限速 Rate: " + orders.at("/rate/perSecond").asText("none"));
        });
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failure(Exit.USAGE, "不是数字:" + text, "Not a number: " + text);
        }
    }

    private static String shape(String verdict) {
        return switch (verdict) {
            case "OK" -> "✓";
            case "WARNING" -> "▲";
            case "FAILED" -> "■";
            default -> "–";
        };
    }
}
