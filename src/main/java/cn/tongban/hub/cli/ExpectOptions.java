package cn.tongban.hub.cli;

import cn.tongban.hub.replay.Expectations;
import cn.tongban.hub.replay.Finding;
import cn.tongban.hub.replay.Report;
import cn.tongban.hub.replay.Spot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which differences of a replay are meant. */
final class ExpectOptions {
    @Option(names = "--expect", paramLabel = "FILE", description = "只允许文件中的差异 / No other differences than those in the file")
    private @Nullable Path expect;

    boolean given() {
        return expect != null;
    }

    /** @throws UncheckedIOException when the file cannot be read; so ask before anything costs time */
    Expected read() {
        try {
            return new Expected(expect == null ? Expectations.of(List.of())
                    : Expectations.read(Files.readString(expect, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + expect, e);
        }
    }

    /** The differences that are meant, and what they make of a report. */
    record Expected(Expectations meant) {
        /** Nothing was found but what is meant. */
        boolean covers(Report report) {
            return meant.others(report.spots()).isEmpty() && report.beyond() == 0;
        }

        Map<String, Object> json(Report report) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("report", report);
            all.put("unexpected", meant.others(report.spots()));
            all.put("notFound", meant.missing(report.spots()));
            return all;
        }
    }

    void print(Report report, Expected expected, PrintWriter out) {
        out.println("基线 baseline " + report.baseline() + "\n候选 candidate " + report.candidate());
        findings(report, out);
        counts(report, out);
        if (report.findings().isEmpty()) {
            out.println("没有差异。Nothing differs.");
        }
        if (given()) {
            expected.meant().others(report.spots()).forEach(spot -> out.println("未预期 unexpected: " + words(spot)));
            expected.meant().missing(report.spots())
                    .forEach(spot -> out.println("预期未出现 expected, did not occur: " + words(spot)));
        }
    }

    private static void findings(Report report, PrintWriter out) {
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
    }

    private static void counts(Report report, PrintWriter out) {
        Report.Counts counts = report.counts();
        out.println(("入 %d、出 %d、退回 %d 条;未变路径跳过 %d,有差异 %d,无从归位 %d,已清除 %d;%d 毫秒,每秒 %d 条。").formatted(
                counts.messages(), counts.deliveries(), counts.refusals(), counts.skipped(), counts.differing(),
                counts.unplaced(), counts.gone(), report.millis(), report.perSecond()));
        out.println(("In %d, out %d, refused %d; %d skipped (nothing they pass changed), %d differ, %d could not be placed,"
                + " %d gone; %d ms, %d/s.").formatted(
                counts.messages(), counts.deliveries(), counts.refusals(), counts.skipped(), counts.differing(),
                counts.unplaced(), counts.gone(), report.millis(), report.perSecond()));
    }

    private static String words(Spot spot) {
        return spot.where() + " " + spot.field() + " " + spot.kind().wire();
    }
}
