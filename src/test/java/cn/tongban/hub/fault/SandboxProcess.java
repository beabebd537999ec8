package cn.tongban.hub.fault;

import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.JavaProcess;
import cn.tongban.sandbox.SandboxMain;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** The sandbox as a process of its own; it keeps its ports and its records over a kill. */
final class SandboxProcess implements AutoCloseable {
    private final Path folder;
    private final URI hub;
    private final int controlPort = FreePorts.next();
    private final int platformPort = FreePorts.next();
    private final int windowPort = FreePorts.next();
    private final int districtPort = FreePorts.next();
    private final int postalPort = FreePorts.next();
    private final int cataloguePort = FreePorts.next();
    private final int provincePort = FreePorts.next();
    private final int archivePort = FreePorts.next();
    private final Map<String, String> environment = new HashMap<>(Secrets.ENVIRONMENT);
    private String broker = "off";
    private JavaProcess jvm;

    SandboxProcess(Path folder, URI hub) {
        this.folder = folder;
        this.hub = hub;
    }

    /** Starts one whose records lie under {@code folder}, before or after the hub. */
    static SandboxProcess start(Path folder, URI hub) {
        SandboxProcess sandbox = new SandboxProcess(folder, hub);
        sandbox.start();
        return sandbox;
    }

    SandboxProcess with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** With departments that log in at this port. */
    SandboxProcess withDepartments(int amqpPort) {
        broker = "amqp://127.0.0.1:" + amqpPort;
        return this;
    }

    void start() {
        JavaProcess.Launch launch = JavaProcess.of(SandboxMain.class)
                .classPath(JavaProcess.withoutTests())
                .jvm("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4")
                .args("--hub", hub, "--data", folder)
                .args("--control-port", controlPort, "--city-platform-port", platformPort)
                .args("--city-window-port", windowPort, "--district-platform-port", districtPort)
                .args("--postal-ems-port", postalPort, "--department-amqp", broker)
                .args("--province-catalogue-port", cataloguePort, "--province-platform-port", provincePort)
                .args("--province-archive-port", archivePort);
        environment.forEach(launch::env);
        jvm = launch.start();
        await("sandbox").atMost(Duration.ofSeconds(30)).until(this::answers);
    }

    void kill() {
        jvm.sigkill();
    }

    void suspend() {
        jvm.sigstop();
    }

    void resume() {
        jvm.sigcont();
    }

    @Override
    public void close() {
        jvm.sigkill();
        jvm.close();
    }

    SandboxSystem platform() {
        return new SandboxSystem(this, "city-platform", folder.resolve("city-platform"));
    }

    SandboxSystem departments() {
        return new SandboxSystem(this, "department", folder.resolve("department"));
    }

    SandboxSystem window() {
        return new SandboxSystem(this, "city-window", folder.resolve("city-window"));
    }

    SandboxSystem district() {
        return new SandboxSystem(this, "district-platform", folder.resolve("district-platform"));
    }

    SandboxSystem postal() {
        return new SandboxSystem(this, "postal-ems", folder.resolve("postal-ems"));
    }

    SandboxSystem catalogue() {
        return new SandboxSystem(this, "province-catalogue", folder.resolve("province-catalogue"));
    }

    URI catalogueUrl() {
        return URI.create("http://127.0.0.1:" + cataloguePort + "/province-catalogue");
    }

    SandboxSystem province() {
        return new SandboxSystem(this, "province-platform", folder.resolve("province-platform"));
    }

    URI provinceUrl() {
        return URI.create("http://127.0.0.1:" + provincePort + "/province-platform");
    }

    SandboxSystem archive() {
        return new SandboxSystem(this, "province-archive", folder.resolve("province-archive"));
    }

    URI archiveUrl() {
        return URI.create("http://127.0.0.1:" + archivePort + "/province-archive");
    }

    URI postalUrl() {
        return URI.create("http://127.0.0.1:" + postalPort + "/amp-prod-api/f/amp/api/open");
    }

    URI districtUrl() {
        return URI.create("http://127.0.0.1:" + districtPort + "/district-platform");
    }

    URI platformUrl() {
        return URI.create("http://127.0.0.1:" + platformPort + "/city-platform");
    }

    URI windowUrl() {
        return URI.create("http://127.0.0.1:" + windowPort + "/city-window");
    }

    /** One call of the control interface; anything but 200 fails the test. */
    byte[] control(String method, String path, String body) {
        try (WireClient client = client()) {
            WireAnswer answer =
                    client.send(method, "/_sandbox/" + path, List.of(), body.getBytes(StandardCharsets.UTF_8));
            Assertions.assertThat(answer.status()).as(answer::bodyText).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError("the sandbox does not answer", e);
        }
    }

    private boolean answers() {
        Assertions.assertThat(jvm.isAlive()).as(() -> "sandbox runs; it said " + jvm.output()).isTrue();
        try (WireClient client = client()) {
            return client.send("GET", "/_sandbox/health", List.of(), new byte[0]).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private WireClient client() {
        return new WireClient(URI.create("http://127.0.0.1:" + controlPort), Duration.ofSeconds(30));
    }
}
