package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One case: where it stands, how it came there, what it waits for. */
@Command(name = "case", description = "一个办件的状态和经过 / One case: state and timeline")
final class CaseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NO", description = "办件编号 / Case number")
    private String caseNo;

    @Mixin
    private Answers answers;

    /** A task that is done, and why. */
    static final class Done {
        @Option(names = "--close", paramLabel = "TASK", required = true, description = "办结待处理事项 / Close this task")
        private UUID task;

        @Option(names = "--reason", required = true, description = "原因 / Why")
        private String reason;
    }

    @Option(names = "--clock", description = "逐日说明时限 / Also say day by day why its deadlines are when they are")
    private boolean why;

    @ArgGroup(exclusive = false)
    private @Nullable Done done;

    @Override
    public Integer call() {
        String address = "/api/v1/cases/" + HubClient.encoded(caseNo);
        if (done != null) {
            answers.client().post(address + "/tasks/" + done.task + "/close", Map.of("reason", done.reason));
        }
        JsonNode detail = answers.client().get(address);
        if (!why) {
            return answers.show(detail, CaseCommand::print);
        }
        JsonNode explanation = answers.client().get(address + "/clock");
        return answers.show(explanation, out -> {
            print(out, detail);
            ClockPrint.explanation(out, explanation);
        });
    }

    private static void takeBack(PrintWriter out, JsonNode summary) {
        if (!summary.path("takeBack").asText().isEmpty()) {
            out.println("申请撤回转办,等待答复 wanted back by its desk, not answered yet: " + Screen.text(summary.path("takeBack")));
        }
        if (!summary.path("formerHandler").asText().isEmpty()) {
            out.println("曾转办 was with: " + Screen.text(summary.path("formerHandler")));
        }
    }

    private static void materials(PrintWriter out, JsonNode materials) {
        if (materials.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("收到 SUPPLIED", "材料 MATERIAL", "版本 VERSION", "名称 NAME", "文件 FILE", "类型 TYPE",
                "字节 BYTES", "状态 STATUS");
        materials.forEach(one -> table.row(
                Screen.time(one.path("suppliedAt")),
                Screen.text(one.path("materialId")),
                Screen.text(one.path("version")),
                Screen.text(one.path("name")),
                Screen.text(one.path("fileName")),
                Screen.text(one.path("mediaType")),
                Screen.text(one.path("size")),
                Screen.text(one.path("status"))));
        table.print(out);
    }

    private static void promises(PrintWriter out, JsonNode detail) {
        if (!detail.path("debts").isEmpty()) {
            out.println("容缺 owed:");
            PromisePrint.list(out, detail.path("debts"));
        }
        if (!detail.path("commitments").isEmpty()) {
            out.println(detail.path("falseCommitment").asBoolean()
                    ? "告知承诺,有不实承诺 commitments, one of them found false:" : "告知承诺 commitments:");
            PromisePrint.list(out, detail.path("commitments"));
        }
    }

    private static void print(PrintWriter out, JsonNode detail) {
        JsonNode summary = detail.path("summary");
        out.println(Screen.text(summary.path("caseNo")) + "  " + Screen.word("case.state", summary.path("state")) + "  "
                + Screen.word("case.result", summary.path("result")) + "  " + Screen.text(summary.path("origin"))
                + " -> " + Screen.text(summary.path("handler")));
        takeBack(out, summary);
        ClockPrint.line(out, detail.path("clock"));
        TextTable timeline = new TextTable("发生 AT", "接收 RECORDED", "步骤 STEP", "处理 DECISION", "来自 FROM", "来源 ORIGIN");
        detail.path("timeline").forEach(line -> timeline.row(
                Screen.time(line.path("at")),
                Screen.time(line.path("recordedAt")),
                Screen.word("case.state", line.path("state")),
                Screen.word("case.decision", line.path("decision")),
                Screen.text(line.path("connector")),
                Screen.word("provenance", line.path("provenance"))));
        timeline.print(out);
        materials(out, detail.path("materials"));
        if (!detail.path("parcels").isEmpty()) {
            ParcelsCommand.table(out, detail.path("parcels"));
        }
        promises(out, detail);
        detail.path("tasks").forEach(task -> out.println("待处理 task: " + Screen.text(task.path("kind")) + " "
                + Screen.text(task.path("detail")) + "  " + Screen.time(task.path("createdAt")) + "  "
                + Screen.text(task.path("id"))));
        if (!detail.path("open").isEmpty()) {
            out.println("未送达 not delivered yet:");
            Screen.deliveries(out, detail.path("open"));
        }
    }
}
