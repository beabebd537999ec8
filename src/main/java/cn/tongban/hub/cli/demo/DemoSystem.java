package cn.tongban.hub.cli.demo;

import cn.tongban.hub.database.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hub and the sandbox, each a process, and the district's tables between them; whatever was started here is stopped by {@link #close()}. */
final class DemoSystem implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String DEFAULT_HUB_OPTIONS = "-Xmx384m -XX:+ExitOnOutOfMemoryError";
    private static final List<String> PASSED_ON = List.of("HUB_LOG_LEVEL", "HUB_LOG_FORMAT", "HUB_DB_BINARIES");

    private final Path data;
    private final Ports ports;
    // The shutdown hook reads it while the story goes on.
    private final List<Child> children = new CopyOnWriteArrayList<>();
    private final JsonHttp hub;
    private final JsonHttp sandbox;
    private volatile @Nullable ExchangeTables exchange;
    private volatile boolean stopping;

    DemoSystem(Path data, Ports ports) {
        this.data = data;
        this.ports = ports;
        this.hub = new JsonHttp(local(ports.hub()), this::token);
        this.sandbox = new JsonHttp(local(ports.control()), () -> "");
    }

    /** Starts the hub, then the sandbox: the hub makes the secrets that both need. */
    void start() {
        FolderOwner owner = new FolderOwner(data);
        if (owner.isThere()) {
            // Before anything is touched: the log there is the other one's.
            throw new DemoException(DemoException.USAGE, "demo.error.busy", data, owner.number());
        }
        ExchangeTables tables = openTables();
        start(hubLaunch(tables));
        until("hub ready", START_LIMIT, () -> whenTrue(hub.status("/actuator/health/readiness") == 200));
        // The province is asked each minute, but after a pause at once: the story resumes it when it comes to it.
        hub.post("/api/v1/connectors/" + Stage.PROVINCE + "/pause", Stage.object().put("reason", "演示:讲到时再领取"));
        start(sandboxLaunch(tables));
        until("sandbox ready", START_LIMIT, () -> whenTrue(sandbox.status("/_sandbox/health") == 200));
    }

    JsonHttp hub() {
        return hub;
    }

    JsonHttp sandbox() {
        return sandbox;
    }

    Path data() {
        return data;
    }

    int port() {
        return ports.hub();
    }

    Path tokenFile() {
        return data.resolve("admin.token");
    }

    /** The first accounts of the console with their passwords. */
    Path loginsFile() {
        return data.resolve("first-logins.txt");
    }

    Path hubLog() {
        return data.resolve("hub.log");
    }

    long hubPid() {
        return children.get(0).pid();
    }

    /**
     * Looks until there is something to see.
     *
     * @param what for the message when there is not, technical
     * @throws DemoException when the limit is over, or at once when one of the processes has ended
     */
    <T> T until(String what, Duration limit, Supplier<Optional<T>> look) {
        long start = System.nanoTime();
        while (true) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new DemoException(DemoException.UNTRUE, "demo.error.waited", what, limit.toSeconds(), hubLog());
            }
            pause(PAUSE);
        }
    }

    /** Waits; fails as soon as one of the processes has ended. */
    void pause(Duration length) {
        try {
            children.get(0).endsWithin(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException(DemoException.GONE, "demo.error.interrupted");
        }
        ended().ifPresent(e -> {
            throw e;
        });
    }

    /** That a process has ended although nobody stopped it. */
    Optional<DemoException> ended() {
        return children.stream().filter(child -> !child.isAlive()).map(Child::ended).findFirst();
    }

    boolean isStopping() {
        return stopping;
    }

    /** Stops the sandbox, the hub, and a database that the hub could not stop any more. */
    @Override
    public synchronized void close() {
        stopping = true;
        for (int i = children.size() - 1; i >= 0; i--) {
            children.get(i).stop(STOP_LIMIT);
        }
        if (!children.isEmpty()) {
            new LeftDatabase(data).stop(hubPid(), STOP_LIMIT);
        }
        ExchangeTables tables = exchange;
        if (tables != null) {
            exchange = null;
            tables.close();
        }
    }

    /** A new password at each start: nobody but the two processes needs it. */
    private synchronized ExchangeTables openTables() {
        if (stopping) {
            throw new DemoException(DemoException.GONE, "demo.error.interrupted");
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        try {
            ExchangeTables tables = ExchangeTables.start(
                    data.resolve("sandbox/exchange"), data, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            exchange = tables;
            return tables;
        } catch (StartRefusedException e) {
            throw new DemoException(DemoException.GONE, "demo.error.start", "PostgreSQL", e.getMessage());
        }
    }

    private synchronized void start(Child.Launch launch) {
        if (!stopping) {
            children.add(Child.start(launch));
        }
    }

    private Child.Launch hubLaunch(ExchangeTables tables) {
        Map<String, String> environment = new TreeMap<>(tables.reader());
        PASSED_ON.forEach(name -> Optional.ofNullable(System.getenv(name)).ifPresent(v -> environment.put(name, v)));
        environment.put("HUB_DATA", data.toString());
        environment.put("HUB_PORT", Integer.toString(ports.hub()));
        environment.put("HUB_AMQP_PORT", Integer.toString(ports.amqp()));
        environment.put("HUB_SECRETS_GENERATE_MISSING", "true");
        environment.put("HUB_CONSOLE_DEMO", "true");
        environment.put("HUB_CONNECTOR_CITY_PLATFORM_BASE_URL", local(ports.cityPlatform()) + "city-platform");
        environment.put("HUB_CONNECTOR_CITY_WINDOW_BASE_URL", local(ports.cityWindow()) + "city-window");
        environment.put(
                "HUB_CONNECTOR_DISTRICT_PLATFORM_BASE_URL", local(ports.districtPlatform()) + "district-platform");
        environment.put(
                "HUB_CONNECTOR_PROVINCE_CATALOGUE_BASE_URL", local(ports.provinceCatalogue()) + "province-catalogue");
        environment.put("HUB_CONNECTOR_POSTAL_EMS_OPEN_URL", local(ports.post()) + "amp-prod-api/f/amp/api/open");
        environment.put("HUB_CONNECTOR_PROVINCE_PLATFORM_SERVICE_URL", local(ports.province()) + "province-platform");
        environment.put("HUB_CONNECTOR_PROVINCE_PLATFORM_EXCHANGE", "on");
        environment.put("HUB_CONNECTOR_PROVINCE_PLATFORM_REPORTING", "on");
        environment.put("HUB_CONNECTOR_PROVINCE_ARCHIVE_BASE_URL", local(ports.archive()) + "province-archive");
        environment.put("HUB_CONNECTOR_PROVINCE_ARCHIVE_REPORTING", "on");
        return new Child.Launch(
                "hub", "cn.tongban.hub.HubMain", hubOptions(), List.of("run"), environment, hubLog());
    }

    /** By name: the hub's code knows nothing of the sandbox's. */
    private Child.Launch sandboxLaunch(ExchangeTables tables) {
        Path folder = data.resolve("sandbox");
        List<String> arguments = List.of(
                "--hub", local(ports.hub()).toString(),
                "--data", folder.toString(),
                "--secrets", data.resolve("secrets").toString(),
                "--control-port", Integer.toString(ports.control()),
                "--city-platform-port", Integer.toString(ports.cityPlatform()),
                "--city-window-port", Integer.toString(ports.cityWindow()),
                "--department-amqp", "amqp://127.0.0.1:" + ports.amqp(),
                "--district-platform-port", Integer.toString(ports.districtPlatform()),
                "--province-catalogue-port", Integer.toString(ports.provinceCatalogue()),
                "--postal-ems-port", Integer.toString(ports.post()),
                "--province-platform-port", Integer.toString(ports.province()),
                "--province-archive-port", Integer.toString(ports.archive()));
        List<String> jvm = List.of("-Xmx128m", "-XX:+UseSerialGC");
        makeFolder(folder);
        return new Child.Launch(
                "sandbox", "cn.tongban.sandbox.SandboxMain", jvm, arguments, tables.writer(), folder.resolve("sandbox.log"));
    }

    private static List<String> hubOptions() {
        String options = Optional.ofNullable(System.getenv("HUB_JAVA_OPTS")).orElse(DEFAULT_HUB_OPTIONS);
        List<String> all = new ArrayList<>(List.of(options.strip().split("\\s+")));
        if (Runtime.version().feature() >= 24) {
            // As the launcher does: Netty asks for both, and these versions warn without them.
            all.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        return all;
    }

    private String token() {
        try {
            return Files.exists(tokenFile()) ? Files.readString(tokenFile()).strip() : "";
        } catch (IOException e) {
            throw new DemoException(DemoException.USAGE, "demo.error.token", tokenFile());
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Boolean> whenTrue(boolean condition) {
        return condition ? Optional.of(true) : Optional.empty();
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }
}
