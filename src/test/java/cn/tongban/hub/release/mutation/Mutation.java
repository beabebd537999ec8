package cn.tongban.hub.release.mutation;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleValidator;
import cn.tongban.hub.release.Finding;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.trial.BundleTrial;
import cn.tongban.hub.trial.Touched;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes mutants of the bundle of this repository and says who sees each of them. */
final class Mutation {
    /** A finding counts for a mutant when it stands so many lines away at most. */
    private static final int CONTEXT = 5;

    static final List<Operator> OPERATORS = Stream.of(RouteOperators.all(), DataOperators.all(), FileOperators.all())
            .flatMap(List::stream).toList();

    private final BundleFiles bundle = BundleFiles.fromDirectory(Path.of(""));

    /** Who saw it. */
    enum Seen {
        VALIDATE,
        VALIDATE_ELSEWHERE,
        TEST,
        NOBODY
    }

    /** @param by the finding or the example that shows it */
    record Verdict(Mutant mutant, Seen seen, String by) {}

    /** At most so many mutants of each operator and file, chosen by the seed. */
    List<Mutant> mutants(int ofEach, long seed) {
        List<Mutant> chosen = new ArrayList<>();
        for (Operator operator : OPERATORS) {
            for (String path : bundle.paths()) {
                List<Mutant> all = new ArrayList<>(operator.mutants(bundle, path));
                Random random = new Random(seed ^ (operator.name() + path).hashCode());
                while (all.size() > ofEach) {
                    all.remove(random.nextInt(all.size()));
                }
                chosen.addAll(all);
            }
        }
        return chosen;
    }

    /** A change that changes nothing, such as another charset of plain ASCII, is no mutant: empty. */
    Optional<Verdict> judge(Mutant mutant) {
        BundleFiles broken = mutant.bundle();
        return broken.digest().equals(bundle.digest()) ? Optional.empty() : Optional.of(judge(mutant, broken));
    }

    private Verdict judge(Mutant mutant, BundleFiles broken) {
        List<Finding> findings;
        try {
            findings = BundleValidator.validate(broken);
        } catch (RuntimeException e) {
            // The validator must not break on anything; this one nobody could mend by its message.
            return new Verdict(mutant, Seen.VALIDATE_ELSEWHERE, "the validator breaks: " + e);
        }
        if (!findings.isEmpty()) {
            Finding nearest = findings.stream().filter(found -> shows(found, mutant, broken)).findFirst()
                    .orElse(findings.get(0));
            return new Verdict(mutant, shows(nearest, mutant, broken) ? Seen.VALIDATE : Seen.VALIDATE_ELSEWHERE,
                    nearest.toString());
        }
        try {
            return BundleTrial.run(broken, Touched.by(bundle, mutant.file())).failures().stream().findFirst()
                    .map(failed -> new Verdict(mutant, Seen.TEST, failed.faults().get(0).toString()))
                    .orElse(new Verdict(mutant, Seen.NOBODY, ""));
        } catch (HubException e) {
            return new Verdict(mutant, Seen.TEST, e.getMessage());
        }
    }

    /** At the line, in its direct context, or at a place that names what was changed. */
    private static boolean shows(Finding finding, Mutant mutant, BundleFiles broken) {
        if (!broken.has(mutant.file())) {
            // There is no line any more; whoever needed the file says so.
            return true;
        }
        boolean whole = mutant.change().isEmpty();
        if (finding.file().equals(mutant.file())) {
            return whole || Math.abs(finding.line() - mutant.line()) <= CONTEXT;
        }
        String stem = mutant.file().replaceAll(".*/|\\..*", "");
        String said = finding + " " + lineOf(broken, finding);
        return said.contains(stem) || said.contains(mutant.file().split("/")[1]) || names(said, mutant.change());
    }

    private static boolean names(String said, String change) {
        return Stream.of(change.split("[^A-Za-z0-9_-]+")).filter(word -> word.length() >= 4).anyMatch(said::contains);
    }

    private static String lineOf(BundleFiles broken, Finding finding) {
        try {
            List<String> lines = broken.text(finding.file()).lines().toList();
            return finding.line() <= lines.size() ? lines.get(finding.line() - 1) : "";
        } catch (HubException e) {
            return "";
        }
    }

    /** Counts by operator: made, at the line, elsewhere, by tests, survivors. */
    static String table(List<Verdict> verdicts) {
        Map<String, int[]> counts = new TreeMap<>();
        int[] all = new int[5];
        for (Verdict verdict : verdicts) {
            int[] own = counts.computeIfAbsent(verdict.mutant().operator(), name -> new int[5]);
            for (int[] row : List.of(own, all)) {
                row[0]++;
                row[1 + verdict.seen().ordinal()]++;
            }
        }
        StringBuilder table = new StringBuilder("%-34s %6s %6s %6s %6s %6s%n".formatted(
                "operator", "made", "line", "else", "test", "alive"));
        counts.forEach((name, row) -> table.append(row(name, row)));
        return table.append(row("all " + counts.size() + " operators", all)).toString();
    }

    private static String row(String name, int[] row) {
        return "%-34s %6d %6d %6d %6d %6d%n".formatted(name, row[0], row[1], row[2], row[3], row[4]);
    }
}
