package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** How a clock looks on a terminal: one line, and its deadlines day by day for who wants to know why. */
final class ClockPrint {
    private ClockPrint() {}

    static void line(PrintWriter out, JsonNode clock) {
        StringBuilder line = new StringBuilder("时钟 clock: ").append(Screen.word("clock.state", clock.path("state")));
        if (clock.path("light").isTextual()) {
            line.append("  ").append(shape(clock.path("light"))).append(' ')
                    .append(Screen.word("clock.light", clock.path("light")));
        }
        if (clock.path("outcome").isTextual()) {
            line.append("  ").append(Screen.word("clock.outcome", clock.path("outcome")))
                    .append(' ').append(Screen.text(clock.path("stoppedOn")));
        }
        if (clock.path("why").isTextual()) {
            line.append("  ").append(Screen.word("clock.none", clock.path("why")));
        } else {
            line.append("  承诺 promised ").append(Screen.text(clock.path("promisedDue")))
                    .append("  法定 statutory ").append(Screen.text(clock.path("statutoryDue")))
                    .append("  已用 used ").append(Screen.text(clock.path("used")))
                    .append("  剩余 left ").append(Screen.text(clock.path("remaining")))
                    .append(' ').append(Screen.word("clock.unit", clock.path("unit")));
        }
        out.println(clock.path("provisional").asBoolean() ? line + "  (暂定 provisional)" : line);
    }

    static void explanation(PrintWriter out, JsonNode explanation) {
        out.println(Screen.text(explanation.path("zh")));
        explanation.path("terms").forEach(term -> {
            out.println();
            out.println(Screen.text(term.path("zh")));
            out.println(Screen.text(term.path("en")));
            TextTable table = new TextTable("  日期 DATE", "计 COUNT", "说明", "WHY");
            term.path("days").forEach(day -> table.row("  " + Screen.text(day.path("date")),
                    Screen.text(day.path("count")), Screen.text(day.path("zh")), Screen.text(day.path("en"))));
            table.print(out);
        });
    }

    private static String shape(JsonNode light) {
        return switch (light.asText()) {
            case "GREEN" -> "●";
            case "YELLOW" -> "▲";
            default -> "■";
        };
    }
}
