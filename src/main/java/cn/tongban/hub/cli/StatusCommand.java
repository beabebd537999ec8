package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How everything stands, as the overview page says it. */
@Command(name = "status", description = "运行概况;有故障时退出码为 1 / How everything stands; exit code 1 if something is failing")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        JsonNode status = answers.client().get("/api/v1/status");
        answers.show(status, StatusCommand::print);
        return status.path("light").asText().equals("BAD") ? Exit.FOUND : Exit.FINE;
    }

    private static void print(PrintWriter out, JsonNode status) {
        out.println(Screen.light(status.path("light")) + "  " + Screen.time(status.path("at")) + "  集成包 bundle "
                + Screen.bundle(status.path("bundle")));
        connectors(out, status.path("connectors"));
        if (!status.path("causes").isEmpty()) {
            out.println();
            TextTable causes = new TextTable("未送达的原因 CAUSE", "送往 TO", "件数 COUNT", "最早 FIRST", "最近 LAST");
            status.path("causes").forEach(c -> causes.row(
                    Screen.text(c.path("code")),
                    Screen.text(c.path("destination")),
                    Screen.text(c.path("count")),
                    Screen.time(c.path("first")),
                    Screen.time(c.path("last"))));
            causes.print(out);
        }
    }

    static void connectors(PrintWriter out, JsonNode connectors) {
        TextTable table = new TextTable("系统 SYSTEM", "状态 STATE", "今日已接收 RECORDED", "应送 ADDRESSED",
                "已送达 DELIVERED", "在途 IN FLIGHT", "待核实 DOUBT", "未送达 DEAD", "通路 CIRCUIT", "暂停 PAUSED");
        connectors.forEach(c -> table.row(
                Screen.text(c.path("id")),
                Screen.light(c.path("light")),
                Screen.text(c.path("recorded")),
                Screen.text(c.at("/today/addressed")),
                Screen.text(c.at("/today/delivered")),
                Screen.text(c.at("/open/waiting")),
                Screen.text(c.at("/open/doubtful")),
                Screen.text(c.at("/open/dead")),
                Screen.text(c.at("/sending/circuit")),
                Screen.text(c.at("/sending/pausedBy"))));
        table.print(out);
    }
}
