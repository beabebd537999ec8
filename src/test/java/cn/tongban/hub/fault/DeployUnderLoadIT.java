package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.mapping.BundleFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles are deployed and rolled back one after the other while cases arrive, the district writes its tables and
 * departments may log in: nobody is refused, nothing is lost or comes twice, each attempt names the bundle that made it,
 * and the hub holds no more than before.
 */
class DeployUnderLoadIT {
    private static final Duration DRAIN = Duration.ofMinutes(5);
    private static final String LIFE =
            "{\"statuses\":[\"07\",\"10\",\"11\"],\"firstMillis\":200,\"nextMillis\":20,\"every\":10}";

    @TempDir
    private Path folder;

    private DistrictTables tables;
    private World world;
    private Deployer deployer;
    private BundleFiles first;
    private BundleFiles second;

    @BeforeEach
    void start() throws IOException {
        tables = DistrictTables.start(folder.resolve("exchange"));
        tables.prepare();
        world = World.start(folder, tables, HubProcess::atFullSpeed);
        await("slot").atMost(World.PATIENCE).until(tables::isFollowed);
        world.platform().command("PUT", "script", LIFE);
        first = BundleFiles.fromDirectory(folder.resolve("bundle"));
        second = BundleFiles.fromDirectory(TestBundle.quick(folder.resolve("second"))
                .replace("routes/case-intake/flow.yaml", "en: Case intake", "en: Case intake, second version").folder());
        deployer = new Deployer(world.hub());
        deployer.bring(first);
        deployer.bring(second);
    }

    @AfterEach
    void stop() {
        if (world != null) {
            world.close();
        }
        tables.close();
    }

    @Test
    @Tag("fault")
    void eightDeploymentsInARow() throws Exception {
        run(8, 100, 100);
    }

    @Test
    @Tag("soak")
    void aHundredDeploymentsInARow() throws Exception {
        run(Integer.getInteger("deploys", 100), 200, 100);
    }

    private void run(int times, int casesPerSecond, int rowsPerSecond) throws Exception {
        List<Held> held = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        Set<String> epochs = new TreeSet<>();
        try (Desk desk = new Desk(world.hub().url(), 32, 0); Connection connection = tables.connect()) {
            DistrictLoad load = new DistrictLoad(connection);
            CompletableFuture<Void> rows = CompletableFuture.runAsync(() -> write(load, rowsPerSecond, times));
            desk.start(casesPerSecond);
            for (int i = 0; i < times; i++) {
                Moments.passMillis(500);
                millis.add(change(i));
                if (i % 2 == 1) {
                    held.add(Held.of(world.hub()));
                }
                epochs.addAll(world.database().strings("select id || ' ' || epoch || ' ' || owner from source"));
            }
            rows.join();
            Moments.passMillis(500);
            desk.stopArrivals();
            await("desks are answered").atMost(DRAIN).until(() -> desk.open() == 0);
            await("life cycles are through").atMost(DRAIN).until(() ->
                    world.platform().command("GET", "unfinished", "").path("unfinished").asInt() == 0);
            new Balance(world.database()).awaitSettled(DRAIN);
            assertKept(desk, load, epochs);
            report(times, desk, millis, held);
        }
        assertFlat(held);
    }

    private static void write(DistrictLoad load, int perSecond, int deployments) {
        try {
            load.run(perSecond, Math.max(5, deployments / 2));
        } catch (SQLException e) {
            throw new AssertionError("the district's own database", e);
        }
    }

    /** Milliseconds from the order until an attempt of the new bundle is in the books. */
    private long change(int n) throws IOException {
        long start = System.nanoTime();
        String from = deployer.active();
        String to = from.equals(first.digest()) ? second.digest() : first.digest();
        long before = world.database().number("select count(*) from hop where bundle = '" + to + "'");
        String now = n % 3 == 2 ? deployer.rollback(from).path("digest").asText() : deployer.deploy(to).path("digest").asText();
        await("an attempt of the new bundle").atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20))
                .until(() -> world.database().number("select count(*) from hop where bundle = '" + now + "'") > before);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private void assertKept(Desk desk, DistrictLoad load, Set<String> epochs) {
        assertThat(desk.surprises()).isEmpty();
        assertThat(desk.acked().values()).as("refused or unanswered at first").filteredOn(acked -> acked.tries() > 1).isEmpty();
        assertThat(world.breaches(desk.acked().values(), ledger -> System.out.print(ledger.repeatTable()))).isEmpty();
        long written = load.states().values().stream().mapToInt(Integer::intValue).sum();
        await("all rows recorded").atMost(DRAIN).until(() -> world.database().number(
                "select count(*) from message where connector = 'district-platform'") >= written);
        assertThat(world.database().number("select count(*) from message where connector = 'district-platform'"))
                .isEqualTo(written);
        assertThat(epochs).as("one reader of each source, from the first deployment to the last").hasSize(
                epochs.stream().map(line -> line.split(" ")[0]).collect(Collectors.toSet()).size());
        assertThat(world.database().strings("select distinct bundle from hop where kind in ('send', 'probe')"))
                .containsExactlyInAnyOrder(first.digest(), second.digest());
        assertThat(world.database().strings("select distinct bundle from message"))
                .containsExactlyInAnyOrder(first.digest(), second.digest());
    }

    /** From a warm tenth on nothing grows with the number of deployments. */
    private static void assertFlat(List<Held> held) {
        List<Held> warm = held.subList(held.size() / 10, held.size());
        Held early = warm.get(0);
        Held late = warm.stream().skip(warm.size() - 3L).min(Comparator.comparing(Held::threads)).orElseThrow();
        assertThat(late.threads()).as("threads").isLessThanOrEqualTo(early.threads() + 25);
        assertThat(late.classes()).as("loaded classes").isLessThanOrEqualTo(early.classes() + 800);
        assertThat(late.meters()).as("lines of metrics").isLessThanOrEqualTo(early.meters() + 40);
    }

    private void report(int times, Desk desk, List<Long> millis, List<Held> held) {
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.printf("deployments under load: %d, order to first attempt of the new bundle p50 %d ms, worst %d ms; "
                        + "%d cases, none refused; threads %s, classes %s, lines of metrics %s%n",
                times, sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1), desk.acked().size(),
                held.stream().map(Held::threads).toList(), held.stream().map(Held::classes).toList(),
                held.stream().map(Held::meters).toList());
    }

    /** What a JVM holds. */
    private record Held(long threads, long classes, long meters) {
        static Held of(HubProcess hub) {
            String metrics = hub.get("/actuator/prometheus").bodyText();
            return new Held(figure(metrics, "jvm_threads_live_threads "), figure(metrics, "jvm_classes_loaded_classes "),
                    metrics.lines().filter(line -> !line.startsWith("#")).count());
        }

        private static long figure(String metrics, String name) {
            return metrics.lines().filter(line -> line.startsWith(name)).mapToLong(line ->
                    (long) Double.parseDouble(line.substring(name.length()))).findFirst().orElseThrow();
        }
    }
}
