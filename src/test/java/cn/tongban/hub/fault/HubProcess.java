package cn.tongban.hub.fault;

import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.JavaProcess;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** The real hub as a process of its own with embedded database, on one port and one data folder over all restarts. */
final class HubProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final Path data;
    private final int port;
    private final Map<String, String> environment = new HashMap<>(Secrets.ENVIRONMENT);
    private final StringBuilder earlierOutput = new StringBuilder();
    private String tier = "1";
    private String heap = "384m";
    private JavaProcess jvm;

    /** @param port known before the start, so that the sandbox can be told first */
    HubProcess(Path data, int port) {
        this.data = data;
        this.port = port;
        environment.put("HUB_DATA", data.toString());
        environment.put("HUB_PORT", Integer.toString(port));
        // A free one at each start; a test that needs to know it sets it.
        environment.put("HUB_AMQP_PORT", "0");
    }

    /** Another one like this over another data folder. */
    HubProcess at(Path folder) {
        HubProcess other = new HubProcess(folder, port);
        environment.forEach(other::withDefault);
        return other;
    }

    HubProcess with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    HubProcess withDefault(String name, String value) {
        environment.putIfAbsent(name, value);
        return this;
    }

    HubProcess towards(SandboxProcess sandbox) {
        return with("HUB_CONNECTOR_CITY_PLATFORM_BASE_URL", sandbox.platformUrl().toString())
                .with("HUB_CONNECTOR_CITY_WINDOW_BASE_URL", sandbox.windowUrl().toString())
                .with("HUB_CONNECTOR_DISTRICT_PLATFORM_BASE_URL", sandbox.districtUrl().toString())
                .with("HUB_CONNECTOR_POSTAL_EMS_OPEN_URL", sandbox.postalUrl().toString())
                .with("HUB_CONNECTOR_PROVINCE_PLATFORM_SERVICE_URL", sandbox.provinceUrl().toString())
                .with("HUB_CONNECTOR_PROVINCE_ARCHIVE_BASE_URL", sandbox.archiveUrl().toString());
    }

    /** Starts and waits until the hub says that it is ready. */
    HubProcess start() {
        launch();
        await("hub ready").atMost(START_LIMIT).pollInterval(Duration.ofMillis(100)).until(this::isReady);
        return this;
    }

    /** Starts without waiting. */
    void launch() {
        JavaProcess.Launch launch = JavaProcess.hub()
                .jvm("-Xmx" + heap, "-Dfile.encoding=UTF-8", "-XX:TieredStopAtLevel=" + tier);
        environment.forEach(launch::env);
        jvm = launch.start();
    }

    boolean isReady() {
        Assertions.assertThat(jvm.isAlive()).as(() -> "hub runs; it said " + jvm.output()).isTrue();
        return readiness().status() == 200;
    }

    /** The readiness answer; status 0 when there is none. */
    WireAnswer readiness() {
        return get("/actuator/health/readiness");
    }

    WireAnswer get(String target) {
        try (WireClient client = new WireClient(url(), Duration.ofSeconds(10))) {
            return client.send("GET", target, List.of(), new byte[0]);
        } catch (IOException e) {
            return new WireAnswer(0, List.of(), new byte[0]);
        }
    }

    /** SIGKILL of the hub alone; its database process goes on, as it does for a user. */
    void kill() {
        jvm.sigkill();
        earlierOutput.append(jvm.output());
    }

    void restart() {
        kill();
        start();
    }

    void suspend() {
        jvm.sigstop();
    }

    void resume() {
        jvm.sigcont();
    }

    boolean isAlive() {
        return jvm.isAlive();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path data() {
        return data;
    }

    HubDatabase database() {
        return new HubDatabase(data);
    }

    /** What it said over all its lives. */
    String log() {
        return earlierOutput + jvm.output();
    }

    /** All its threads with what they are doing. */
    String threads() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process dump = new ProcessBuilder(jcmd.toString(), Long.toString(jvm.pid()), "Thread.print").start();
            return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the next life. */
    HubProcess withHeap(String most) {
        heap = most;
        return this;
    }

    /** For runs that measure: the compiler of the long run too, at the price of a slower start. */
    HubProcess atFullSpeed() {
        tier = "4";
        return this;
    }

    /** Stops the hub in order and makes sure that no database process of this data folder is left. */
    @Override
    public void close() {
        if (jvm != null) {
            jvm.close();
        }
        database().killPostmaster();
    }
}
