package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.util.FileSystemUtils;

/** A hub and a sandbox that know each other, with what a test asks of both. */
final class World implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SandboxProcess sandbox;
    private HubProcess hub;
    private final Clock clock;
    private final AtomicLong numbers = new AtomicLong();

    private World(SandboxProcess sandbox, HubProcess hub, Clock clock) {
        this.sandbox = sandbox;
        this.hub = hub;
        this.clock = clock;
    }

    /** The world that tests share which leave nothing on its way: one start for all of them, stopped with the JVM. */
    static World shared() {
        return Shared.WORLD;
    }

    /** Starts both on a quick bundle; a lease is five seconds, longer than any of its time-outs. */
    static World start(Path folder) {
        return start(folder, TestBundle.quick(folder.resolve("bundle")), UnaryOperator.identity());
    }

    static World start(Path folder, TestBundle bundle, UnaryOperator<HubProcess> settings) {
        return start(folder, folder, bundle, settings);
    }

    /** @param disk where the hub's data folder lies, apart from everything else */
    static World start(Path disk, Path folder, TestBundle bundle, UnaryOperator<HubProcess> settings) {
        HubProcess hub = settings.apply(new HubProcess(disk.resolve("hub"), FreePorts.next()));
        return start(new SandboxProcess(folder.resolve("sandbox"), hub.url()), hub, bundle, Clock.systemUTC());
    }

    /** Both on a clock that the test moves. */
    static World start(Path folder, MovedClock clock) {
        HubProcess hub = clock.bind(new HubProcess(folder.resolve("hub"), FreePorts.next()));
        SandboxProcess sandbox = clock.bind(new SandboxProcess(folder.resolve("sandbox"), hub.url()));
        return start(sandbox, hub, TestBundle.quick(folder.resolve("bundle")), clock);
    }

    /** The district platform writes its tables, and the hub reads them. */
    static World start(Path folder, DistrictTables tables, UnaryOperator<HubProcess> settings) {
        HubProcess hub = tables.readBy(settings.apply(new HubProcess(folder.resolve("hub"), FreePorts.next())));
        SandboxProcess sandbox = tables.openedBy(new SandboxProcess(folder.resolve("sandbox"), hub.url()));
        return start(sandbox, hub, TestBundle.quick(folder.resolve("bundle")), Clock.systemUTC());
    }

    /** The hub reads the province's catalogue, five times a second. */
    static World withCatalogue(Path folder) {
        HubProcess hub = new HubProcess(folder.resolve("hub"), FreePorts.next());
        SandboxProcess sandbox = new SandboxProcess(folder.resolve("sandbox"), hub.url());
        hub.with("HUB_CONNECTOR_PROVINCE_CATALOGUE_BASE_URL", sandbox.catalogueUrl().toString());
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"));
        String descriptor = "connectors/province-catalogue/connector.yaml";
        bundle.replace(descriptor, "every: 15s", "every: 200ms").replace(descriptor, "retry: 5m", "retry: 500ms")
                .replace(descriptor, "answer: 30s, total: 60s", "answer: 1s, total: 2s");
        return start(sandbox, hub, bundle, Clock.systemUTC());
    }

    /** Departments log in at the hub's broker and work by their script. */
    static World withDepartments(Path folder) {
        return withDepartments(folder, FreePorts.next());
    }

    /** @param port of the hub's broker */
    static World withDepartments(Path folder, int port) {
        HubProcess hub = new HubProcess(folder.resolve("hub"), FreePorts.next())
                .with("HUB_AMQP_PORT", Integer.toString(port));
        SandboxProcess sandbox = new SandboxProcess(folder.resolve("sandbox"), hub.url()).withDepartments(port);
        return start(sandbox, hub, TestBundle.quick(folder.resolve("bundle")), Clock.systemUTC());
    }

    private static World start(SandboxProcess sandbox, HubProcess hub, TestBundle bundle, Clock clock) {
        sandbox.start();
        World world = new World(sandbox, hub, clock);
        hub.towards(sandbox).withDefault("HUB_DELIVERY_LEASE", "5s").with("HUB_BUNDLE", bundle.folder().toString());
        try {
            hub.start();
        } catch (RuntimeException | Error e) {
            world.close();
            throw e;
        }
        return world;
    }

    /** From now on another hub works in the place of this one, which must be dead, with the same settings. */
    HubProcess moveTo(Path data) {
        hub = hub.at(data);
        return hub;
    }

    HubProcess hub() {
        return hub;
    }

    SandboxProcess sandbox() {
        return sandbox;
    }

    SandboxSystem platform() {
        return sandbox.platform();
    }

    SandboxSystem district() {
        return sandbox.district();
    }

    SandboxSystem departments() {
        return sandbox.departments();
    }

    SandboxSystem window() {
        return sandbox.window();
    }

    HubDatabase database() {
        return hub.database();
    }

    /** A case that nobody handed in before. */
    SyntheticCase freshCase() {
        return Desk.syntheticCase(numbers.getAndIncrement(), clock);
    }

    /** A day by which a paper may be promised: within every list's working days. */
    String soon() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(3).toString();
    }

    /** The first of {@code count} numbers of cases that nobody handed in before. */
    long freshNumbers(int count) {
        return numbers.getAndAdd(count);
    }

    /** One desk for one thread. */
    DeskClient desk() {
        return new DeskClient(hub.url(), Secrets.DOOR_KEY, Duration.ofSeconds(60), clock);
    }

    /** Hands in a case that must be acknowledged at once. */
    Acked handIn(SyntheticCase made) {
        try (DeskClient desk = desk()) {
            WireAnswer answer = desk.submit(made.bytes(), "");
            assertThat(answer.status()).as(answer::bodyText).isEqualTo(202);
            return new Acked(made.caseNo(), answer.bodyText(), 1);
        } catch (IOException e) {
            throw new AssertionError("the hub did not answer", e);
        }
    }

    Acked handInFresh() {
        return handIn(freshCase());
    }

    /** A step of the platform that the hub must acknowledge. */
    void step(String caseNo, String wish) {
        com.fasterxml.jackson.databind.JsonNode answer = platform().command("POST", "cases/" + caseNo + "/steps", wish);
        assertThat(answer.path("status").asInt()).as(answer::toString).isEqualTo(202);
    }

    /** The state of the only delivery of a case to a destination. */
    String deliveryState(String caseNo, String destination) {
        List<String> states = database()
                .strings("select state from delivery where case_no = '%s' and destination = '%s' order by position desc"
                        .formatted(caseNo, destination));
        return states.isEmpty() ? "none" : states.get(0);
    }

    /** Kinds and outcomes of the hops of a case towards a destination, in order, as {@code kind outcome}. */
    List<String> hops(String caseNo, String destination) {
        return database()
                .strings(
                        """
                        select h.kind || ' ' || h.outcome from hop h join delivery d on d.id = h.delivery_id
                        where d.case_no = '%s' and d.destination = '%s' order by d.position, h.no
                        """
                                .formatted(caseNo, destination));
    }

    void awaitState(String caseNo, String destination, String state) {
        await(state + " of " + caseNo)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> deliveryState(caseNo, destination), state::equals);
    }

    /** Waits until nothing is on its way, then asks both other sides whether every promise was kept. */
    void assertKept(Collection<Acked> acked) {
        assertKept(acked, ledger -> {});
    }

    /** As {@link #assertKept(Collection)}, and lets {@code look} read the ledger before it is judged. */
    void assertKept(Collection<Acked> acked, Consumer<Ledger> look) {
        assertThat(breaches(acked, look)).isEmpty();
    }

    /** What {@link #assertKept(Collection)} would complain of. */
    List<String> breaches(Collection<Acked> acked, Consumer<Ledger> look) {
        Balance balance = new Balance(database());
        try {
            balance.awaitSettled(PATIENCE);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the hub's last complaints: " + complaints(), e);
        }
        Ledger ledger = new Ledger(sandbox);
        look.accept(ledger);
        List<String> breaches = new ArrayList<>(ledger.judge(acked));
        breaches.addAll(balance.judge(ledger));
        return breaches;
    }

    private List<String> complaints() {
        List<String> lines = hub.log().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")).toList();
        return lines.subList(Math.max(0, lines.size() - 5), lines.size());
    }

    /** The partners are as they should be, whatever a test did to them. */
    void heal() {
        platform().noFaults();
        window().noFaults();
        platform().command("PUT", "script", "{\"statuses\":[]}");
    }

    @Override
    public void close() {
        hub.close();
        sandbox.close();
    }

    private static final class Shared {
        private static final World WORLD = begin();

        private static World begin() {
            try {
                Path folder = Files.createTempDirectory("fault-tests-");
                World world = start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    world.close();
                    FileSystemUtils.deleteRecursively(folder.toFile());
                }));
                return world;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
