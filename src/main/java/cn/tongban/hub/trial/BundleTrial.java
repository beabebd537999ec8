package cn.tongban.hub.trial;

import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.flow.BundleLoader;
import cn.tongban.hub.flow.TrialBundle;
import cn.tongban.hub.flow.TrialPorts;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.GoldenResult;
import cn.tongban.hub.mapping.GoldenRunner;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Runs all that a bundle carries to be tested with: golden examples, tests of routes on the real engine, and examples
 * of contracts. Nothing leaves and nothing is stored, and everything ends in bounded time, whatever the bundle holds.
 */
public final class BundleTrial {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** One test of a route, or all examples of one mapping. */
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** The tests of routes, or the golden examples, together; those that come later fail unplayed. */
    private static final Duration ALL = Duration.ofSeconds(180);
    private static final Clock FIXED = Clock.fixed(Instant.parse("2026-03-16T01:30:00Z"), ZoneOffset.UTC);

    private final BundleFiles files;
    private final Predicate<String> wanted;
    private final List<TestResult> results = new ArrayList<>();
    private final List<Mending> mendings = new ArrayList<>();

    private BundleTrial(BundleFiles files, Predicate<String> wanted) {
        this.files = files;
        this.wanted = wanted;
    }

    /** @throws HubException BUNDLE_INVALID when the bundle cannot be read or started at all */
    public static TestReport run(BundleFiles files) {
        return run(files, subject -> true);
    }

    /**
     * Of these subjects only: names of mappings, ids of routes, names of contracts.
     *
     * @throws HubException BUNDLE_INVALID when the bundle cannot be read or started at all
     */
    public static TestReport run(BundleFiles files, Predicate<String> wanted) {
        BundleTrial trial = new BundleTrial(files, wanted);
        try (Limited limited = new Limited()) {
            Bundle bundle = trial.read(limited);
            trial.golden(bundle, limited);
            trial.routes(bundle, limited);
        } catch (Limited.Broken e) {
            trial.broken(TestResult.Kind.ROUTE, "start", "routes", e);
        }
        return new TestReport(files.digest(), trial.results);
    }

    /** What would make the tests of routes pass. */
    static List<Mending> mendings(BundleFiles files, Predicate<String> wanted) {
        BundleTrial trial = new BundleTrial(files, wanted);
        try (Limited limited = new Limited()) {
            trial.routes(trial.read(limited), limited);
        } catch (Limited.Broken e) {
            trial.broken(TestResult.Kind.ROUTE, "start", "routes", e);
        }
        return trial.mendings;
    }

    private Bundle read(Limited limited) throws Limited.Broken {
        return limited.run(START_LIMIT, () -> BundleLoader.readForTrial(files));
    }

    private void golden(Bundle bundle, Limited limited) {
        long begin = System.nanoTime();
        for (String mapping : bundle.mappings().names().stream().filter(wanted).toList()) {
            long start = System.nanoTime();
            try {
                inTime(begin);
                List<GoldenResult> golden = limited.run(LIMIT, () -> GoldenRunner.run(
                        files, bundle.mappings(), bundle.contracts(), mapping::equals));
                long each = golden.isEmpty() ? 0 : millis(start) / golden.size();
                golden.forEach(one -> results.add(new TestResult(TestResult.Kind.GOLDEN, mapping, one.example(),
                        one.file(), 1, each, places(one))));
            } catch (Limited.Broken e) {
                broken(TestResult.Kind.GOLDEN, mapping, "mappings/" + mapping + ".jslt", e);
            }
        }
    }

    private List<Fault> places(GoldenResult result) {
        return result.faults().stream().map(line -> GoldenPlaces.fault(files, result.file(), line)).toList();
    }

    private static void inTime(long begin) throws Limited.Broken {
        if (millis(begin) > ALL.toMillis()) {
            throw new Limited.Broken("all together took longer than " + ALL.toSeconds() + " s");
        }
    }

    private void routes(Bundle bundle, Limited limited) {
        List<Fault> unreadable = new ArrayList<>();
        List<RouteTest> tests = RouteTest.read(files, unreadable);
        unreadable.forEach(fault -> results.add(new TestResult(
                TestResult.Kind.ROUTE, fault.file(), "file", fault.file(), fault.line(), 0, List.of(fault))));
        TrialPorts ports = new TrialPorts(FIXED, () -> UUID.fromString(RouteTest.MESSAGE));
        try (TrialBundle trial = limited.run(START_LIMIT, () -> TrialBundle.start(bundle, ports))) {
            play(tests.stream().filter(test -> wanted.test(test.route())).toList(), trial, limited);
            limited.run(START_LIMIT, () -> ContractExamples.run(files, bundle.contracts())).stream()
                    .filter(result -> wanted.test(result.subject()))
                    .forEach(results::add);
        } catch (Limited.Broken e) {
            broken(TestResult.Kind.ROUTE, "start", "routes", e);
        }
    }

    private void play(List<RouteTest> tests, TrialBundle trial, Limited limited) {
        long begin = System.nanoTime();
        for (RouteTest test : tests) {
            long start = System.nanoTime();
            List<Fault> faults;
            try {
                inTime(begin);
                Expected played = limited.run(LIMIT, () -> new RouteRun(trial, test).run());
                faults = played.faults();
                mendings.addAll(played.mendings());
            } catch (Limited.Broken e) {
                faults = List.of(new Fault(test.yaml().file(), test.line(), 1, e.getMessage()));
            }
            results.add(new TestResult(TestResult.Kind.ROUTE, test.route(), test.name(), test.yaml().file(), test.line(),
                    millis(start), faults));
        }
    }

    private void broken(TestResult.Kind kind, String name, String file, Limited.Broken e) {
        results.add(new TestResult(kind, name, name, file, 1, 0, List.of(new Fault(file, 1, 1, e.getMessage()))));
    }

    private static long millis(long since) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }
}
