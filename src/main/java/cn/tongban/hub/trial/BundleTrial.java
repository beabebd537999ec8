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
    private static final Duration GOLDEN_LIMIT = Duration.ofSeconds(60);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration ROUTE_LIMIT = Duration.ofSeconds(5);
    /** Tests of routes together; those that come later fail unplayed. */
    private static final Duration ALL_ROUTES = Duration.ofSeconds(120);
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
        long start = System.nanoTime();
        try {
            List<GoldenResult> golden = limited.run(GOLDEN_LIMIT, () -> GoldenRunner.run(
                    files, bundle.mappings(), bundle.contracts(), wanted));
            long each = golden.isEmpty() ? 0 : millis(start) / golden.size();
            golden.forEach(one -> results.add(new TestResult(TestResult.Kind.GOLDEN, one.mapping(), one.example(), one.file(),
                    1, each, one.faults().stream().map(line -> GoldenPlaces.fault(files, one.file(), line)).toList())));
        } catch (Limited.Broken e) {
            broken(TestResult.Kind.GOLDEN, "golden", "mappings", e);
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
            limited.run(GOLDEN_LIMIT, () -> ContractExamples.run(files, bundle.contracts())).stream()
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
                if (millis(begin) > ALL_ROUTES.toMillis()) {
                    throw new Limited.Broken("the tests together took longer than " + ALL_ROUTES.toSeconds() + " s");
                }
                Expected played = limited.run(ROUTE_LIMIT, () -> new RouteRun(trial, test).run());
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
