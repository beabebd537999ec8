package cn.tongban.hub.cli;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.CoverageGap;
import cn.tongban.hub.mapping.GoldenCoverage;
import cn.tongban.hub.mapping.SavedFiles;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.trial.BundleTrial;
import cn.tongban.hub.trial.TestReport;
import cn.tongban.hub.trial.TestResult;
import cn.tongban.hub.trial.Touched;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs all that a bundle carries to be tested with: golden examples, tests of routes, examples of contracts. */
@Command(name = "test", description = "运行集成包自带的样例和流程测试 / Run the examples and route tests of a bundle")
final class TestCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 200;

    @Mixin
    private BundleFolder folder;

    @Option(names = "--only", paramLabel = "PATTERN",
            description = "只运行名称含此内容的映射、流程或契约,可用 * / Only mappings, routes and contracts named so; * is allowed")
    private @Nullable String only;

    @Option(names = "--junit", paramLabel = "FILE", description = "另写 JUnit XML / Write JUnit XML besides")
    private @Nullable Path junit;

    @Option(names = "--watch", description = "文件保存后重跑相关测试 / Run again what a saved file touches")
    private boolean watch;

    @Option(names = "--update",
            description = "显示差异,确认后改写样例和预期 / Show the differences, then rewrite outputs and expectations")
    private boolean update;

    @Option(names = "--yes", description = "不再询问 / Do not ask")
    private boolean yes;

    @Option(names = "--coverage", description = "另列样例没有测到的字段和代码 / Also list fields and codes that no example tests")
    private boolean coverage;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Quiet quiet = new Quiet()) {
            return run();
        }
    }

    private int run() {
        if (update) {
            return new TestRewrite(folder.root(), output.out(), yes).run(folder.files(), wanted());
        }
        if (watch) {
            watch(output.out());
            return Exit.FINE;
        }
        BundleFiles files = folder.files();
        TestReport report = BundleTrial.run(files, wanted());
        if (junit != null) {
            JUnitFile.write(junit, report);
        }
        if (output.json()) {
            output.print(coverage ? Map.of("tests", report, "coverage", GoldenCoverage.of(files)) : report);
        } else {
            print(output.out(), report);
            if (coverage) {
                printGaps(output.out(), GoldenCoverage.of(files));
            }
        }
        return report.passed() ? Exit.FINE : Exit.FOUND;
    }

    /** Everything once, then again what each saving touches, until somebody interrupts it. */
    private void watch(PrintWriter out) {
        SavedFiles saved = new SavedFiles(folder.root());
        again(out, null);
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                Set<String> paths = saved.look();
                if (!paths.isEmpty()) {
                    again(out, paths);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A file that is half written, or wrong, is no reason to stop looking.
     *
     * @param saved null for everything
     */
    private void again(PrintWriter out, @Nullable Set<String> saved) {
        try {
            BundleFiles files = folder.files();
            Predicate<String> touched = saved == null ? subject -> true : Touched.by(files, saved);
            print(out, BundleTrial.run(files, touched.and(wanted())));
        } catch (HubException e) {
            out.println("集成包读不了。The bundle cannot be read: " + e.getMessage());
            e.places().forEach(place -> out.println("    " + place.pointer() + "  " + place.detail()));
        }
        out.flush();
    }

    private static void print(PrintWriter out, TestReport report) {
        for (TestResult failed : report.failures()) {
            out.println(failed.file() + ":" + failed.line() + ":1: " + failed.subject() + " " + failed.name());
            failed.faults().forEach(fault -> out.println("    " + fault));
        }
        long golden = count(report, TestResult.Kind.GOLDEN);
        long routes = count(report, TestResult.Kind.ROUTE);
        long contracts = count(report, TestResult.Kind.CONTRACT);
        int failed = report.failures().size();
        out.println("样例 %d 个,流程测试 %d 个,契约样例 %d 个,未通过 %d 个。%d examples, %d route tests, %d contract examples, %d failed."
                .formatted(golden, routes, contracts, failed, golden, routes, contracts, failed));
    }

    private static void printGaps(PrintWriter out, List<CoverageGap> gaps) {
        gaps.forEach(out::println);
        out.println("样例没有测到的 %d 处。%d things no example tests.".formatted(gaps.size(), gaps.size()));
    }

    private static long count(TestReport report, TestResult.Kind kind) {
        return report.results().stream().filter(result -> result.kind() == kind).count();
    }

    private Predicate<String> wanted() {
        if (only == null) {
            return subject -> true;
        }
        String regex = List.of(only.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"));
        Pattern pattern = Pattern.compile(only.contains("*") ? regex : ".*" + regex + ".*");
        return subject -> pattern.matcher(subject).matches();
    }
}
