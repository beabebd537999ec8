package cn.tongban.hub.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user starts it, and what it leaves behind: no process, and nothing personal in any file. */
class DemoIT {
    /** The machine may be busy with many other tests. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String WRONG_NUMBER = "610702190001010012";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> problems = new ArrayList<>();

    @Test
    void theStoryComesTrueAndLeavesNothingPersonal() throws IOException {
        Path data = folder.resolve("demo");
        int port = freePort();
        String metrics = tell(data, port);
        String log = Files.readString(data.resolve("hub.log"));

        Planted planted = new Planted(data.resolve("sandbox"));
        Set<String> personal = planted.personal();
        personal.add(WRONG_NUMBER);
        problems.addAll(planted.problems());
        ByteSearch search = new ByteSearch(personal);
        assertThat(personal).contains(
                "测试甲", "测试乙", "汉中示例食品有限公司", "610702190001010011", "91610700Y1000001XM", "13900000001",
                StoryCases.RARE_NAME);
        assertThat(problems).hasSizeGreaterThanOrEqualTo(4);
        assertThat(metrics).contains("hub_");
        assertThat(log).contains("is ready at");
        assertThat(data.resolve("broker/journal")).as("what lies in queues is searched too").isNotEmptyDirectory();
        // The search itself: it finds all of them where they must be.
        assertThat(search.in(data.resolve("sandbox"), file -> true)).hasSizeGreaterThan(personal.size());

        assertThat(search.in(data, file -> !file.startsWith(data.resolve("sandbox")))).isEmpty();
        assertThat(search.in(metrics.getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(problems).allSatisfy(
                problem -> assertThat(search.in(problem.getBytes(StandardCharsets.UTF_8))).isEmpty());

        aSecondRunIsStoppedInTheMiddle(data, port);
    }

    /** Runs the demo to its end; gives the last metrics that the hub showed before it stopped. */
    private String tell(Path data, int port) {
        AtomicReference<String> metrics = new AtomicReference<>("");
        try (JavaProcess demo = start(data, port, "--exit")) {
            demo.awaitLine("1  枢纽和沙箱都已就绪", LIMIT);
            problems.add(refused(port, "/in/city-window/cases"));
            problems.add(refused(port, "/api/v1/searches"));
            await("end of the demo").atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> {
                metrics.set(scrape(port, metrics.get()));
                return !demo.isAlive();
            });
            assertThat(demo.exitCode(LIMIT)).as(demo::output).isZero();
            assertThat(demo.output()).contains("故事讲完", "probe delivered", "city-platform", "department.market-bureau", "差额 0");
        }
        assertNothingIsLeft(data, port);
        return metrics.get();
    }

    /** On the same data, under new case numbers, and ended as Ctrl-C or a service manager does it. */
    private void aSecondRunIsStoppedInTheMiddle(Path data, int port) throws IOException {
        try (JavaProcess demo = start(data, port)) {
            String line = demo.awaitLine("2  综合窗口递交", LIMIT);
            assertThat(line).contains("202603160002");
            aThirdOneIsRefusedAndDisturbsNothing(data);
            demo.sigterm();

            assertThat(demo.exitCode(LIMIT)).as(demo::output).isEqualTo(143);
        }
        assertNothingIsLeft(data, port);
    }

    private static void aThirdOneIsRefusedAndDisturbsNothing(Path data) throws IOException {
        Path server = data.resolve("pg/postmaster.pid");
        String before = Files.readAllLines(server).get(0);
        try (JavaProcess third = start(data, 0, "--exit")) {
            assertThat(third.exitCode(LIMIT)).as(third::output).isEqualTo(2);
            assertThat(third.output()).contains("正被另一个枢纽使用");
        }
        assertThat(Files.readAllLines(server).get(0)).isEqualTo(before);
        assertThat(ProcessHandle.of(Long.parseLong(before.strip()))).isPresent();
    }

    private static JavaProcess start(Path data, int port, Object... more) {
        return JavaProcess.hub()
                .args("demo", "--data", data, "--port", port)
                .args(more)
                .jvm("-Xmx128m")
                .env("HUB_JAVA_OPTS", "-Xmx384m -XX:TieredStopAtLevel=1")
                .start();
    }

    private static void assertNothingIsLeft(Path data, int port) {
        assertThat(data.resolve("pg/postmaster.pid")).doesNotExist();
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.contains(data.toString())))
                .isEmpty();
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        } catch (IOException e) {
            throw new AssertionError("the hub's port is still taken", e);
        }
    }

    private String scrape(int port, String before) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address(port, "/actuator/prometheus")).build();
            String answer = client.send(request, BodyHandlers.ofString()).body();
            return answer.isEmpty() ? before : answer;
        } catch (IOException e) {
            // It is about to end.
            return before;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What somebody without signature or token gets for a document full of personal data. */
    private String refused(int port, String path) {
        String body = "{\"contact\":{\"name\":\"测试甲\",\"certNo\":\"" + WRONG_NUMBER + "\",\"mobile\":\"13900000001\"}}";
        HttpRequest request = HttpRequest.newBuilder(address(port, path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
