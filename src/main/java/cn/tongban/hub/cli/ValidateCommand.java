package cn.tongban.hub.cli;

import cn.tongban.hub.release.BundleValidator;
import cn.tongban.hub.release.Finding;
import cn.tongban.hub.release.Severity;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a bundle without running it; findings as {@code file:line:column: rule message}, as editors read them. */
@Command(name = "validate", description = "检查集成包 / Check a bundle: routes, connectors, mappings against each other")
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private BundleFolder folder;

    @Option(names = "--strict", description = "提醒也算问题 / Warnings count as findings")
    private boolean strict;

    @Option(names = "--junit", paramLabel = "FILE", description = "另存为 JUnit XML / Write JUnit XML too")
    private @Nullable Path junit;

    @Option(names = "--sarif", paramLabel = "FILE", description = "另存为 SARIF 2.1.0 / Write SARIF 2.1.0 too")
    private @Nullable Path sarif;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        if (junit != null) {
            FindingFiles.write(junit, FindingFiles.junit(findings));
        }
        if (sarif != null) {
            FindingFiles.write(sarif, FindingFiles.sarif(findings));
        }
        long errors =
                findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
        long warnings = findings.size() - errors;
        output.show(findings, out -> {
            findings.forEach(out::println);
            out.println(findings.isEmpty()
                    ? "没有发现问题。Nothing was found."
                    : "错误 %d,提醒 %d。Errors %d, warnings %d.".formatted(errors, warnings, errors, warnings));
        });
        return errors > 0 || strict && warnings > 0 ? Exit.FOUND : Exit.FINE;
    }

    private List<Finding> findings() {
        try {
            return BundleValidator.validate(folder.files(), folder.policy());
        } catch (HubException e) {
            return e.places().isEmpty()
                    ? List.of(finding(new Place("", "bundle", e.subject())))
                    : e.places().stream().map(ValidateCommand::finding).toList();
        }
    }

    private static Finding finding(Place place) {
        return new Finding(place.pointer(), 1, 1, place.rule(), Severity.ERROR, place.detail(), "");
    }
}
