package cn.tongban.hub.cli;

import cn.tongban.hub.mapping.GoldenResult;
import cn.tongban.hub.release.BundleTests;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the golden examples that a bundle carries with itself. */
@Command(name = "test", description = "运行集成包自带的样例 / Run the golden examples of a bundle")
final class TestCommand implements Callable<Integer> {
    @Mixin
    private BundleFolder folder;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<GoldenResult> results = BundleTests.run(folder.files());
        PrintWriter out = spec.commandLine().getOut();
        long failed = results.stream().filter(r -> !r.passed()).count();
        if (json.wanted()) {
            json.print(out, results);
        } else {
            results.stream().filter(r -> !r.passed()).forEach(r -> print(out, r));
            out.println("样例 %d 个,未通过 %d 个。%d examples, %d failed."
                    .formatted(results.size(), failed, results.size(), failed));
        }
        return failed > 0 ? Exit.FOUND : Exit.FINE;
    }

    private static void print(PrintWriter out, GoldenResult result) {
        out.println(result.file() + ":1:1: " + result.mapping() + " " + result.example());
        result.faults().forEach(fault -> out.println("    " + fault));
    }
}
