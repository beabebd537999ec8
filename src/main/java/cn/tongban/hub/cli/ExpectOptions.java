package cn.tongban.hub.cli;

import cn.tongban.hub.replay.Expectations;
import cn.tongban.hub.replay.Finding;
import cn.tongban.hub.replay.Report;
import cn.tongban.hub.replay.Spot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which differences are meant, and what follows from those that are found. */
final class ExpectOptions {
    @Option(names = "--accept", paramLabel = "FILE", description = "把差异记为预期,写入文件 / Write the differences down as expected")
    private @Nullable Path accept;

    @Option(names = "--expect", paramLabel = "FILE", description = "只允许文件中的差异 / No other differences than those in the file")
    private @Nullable Path expect;

    /** Prints the report and gives the exit code. */
    int judge(Report report, JsonOption json, PrintWriter out) throws IOException {
        List<Spot> found = report.spots();
        Expectations expected = expect == null
                ? Expectations.of(List.of())
                : Expectations.read(Files.readString(expect, StandardCharsets.UTF_8));
        List<Spot> others = expected.others(found);
        List<Spot> missing = expected.missing(found);
        if (json.wanted()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("report", report);
            all.put("unexpected", others);
            all.put("notFound", missing);
            json.print(out, all);
        } else {
            print(report, out);
            if (expect != null) {
                others.forEach(spot -> out.println("未预期 unexpected: " + words(spot)));
                missing.forEach(spot -> out.println("预期未出现 expected, did not occur: " + words(spot)));
            }
        }
        if (accept != null) {
            Files.writeString(accept, Expectations.of(found).write(), StandardCharsets.UTF_8);
            return Exit.FINE;
        }
        return others.isEmpty() && report.beyond() == 0 ? Exit.FINE : Exit.FOUND;
    }

    private static String words(Spot spot) {
        return spot.where() + " " + spot.field() + " " + spot.kind().wire();
    }

    private static void print(Report report, PrintWriter out) {
        out.println("基线 baseline " + report.baseline() + "\n候选 candidate " + report.candidate());
        TextTable table = new TextTable("位置 WHERE", "字段 FIELD", "变化 KIND", "条数 COUNT");
        for (Finding finding : report.findings()) {
            table.row(finding.where(), finding.field(), finding.kind().chinese() + " " + finding.kind().wire(),
                    String.valueOf(finding.messages()));
        }
        if (!report.findings().isEmpty()) {
            table.print(out);
        }
        for (Finding finding : report.findings()) {
            finding.examples().forEach(example -> out.println("  " + example.id() + "  " + finding.field() + "  "
                    + example.before() + " → " + example.after()));
        }
        if (report.beyond() > 0) {
            out.println("还有更多位置的差异 %d 处。%d differences at further places.".formatted(report.beyond(), report.beyond()));
        }
        Report.Counts counts = report.counts();
        out.println(("入 %d、出 %d、退回 %d 条;未变路径跳过 %d,有差异 %d,无从归位 %d,已清除 %d;%d 毫秒,每秒 %d 条。").formatted(
                counts.messages(), counts.deliveries(), counts.refusals(), counts.skipped(), counts.differing(),
                counts.unplaced(), counts.gone(), report.millis(), report.perSecond()));
        out.println(("In %d, out %d, refused %d; %d skipped (nothing they pass changed), %d differ, %d could not be placed,"
                + " %d gone; %d ms, %d/s.").formatted(
                counts.messages(), counts.deliveries(), counts.refusals(), counts.skipped(), counts.differing(),
                counts.unplaced(), counts.gone(), report.millis(), report.perSecond()));
        if (report.findings().isEmpty()) {
            out.println("没有差异。Nothing differs.");
        }
    }
}
