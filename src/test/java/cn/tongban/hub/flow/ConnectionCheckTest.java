package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.egress.Egress;
import cn.tongban.hub.flow.CheckStep.Verdict;
import cn.tongban.hub.support.Certs;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionCheckTest extends Carrying {
    private static final String TEST =
            "test: {path: /ping, expect: 200, sign: {scheme: sm3-header, secret: sign-key}}\n";

    @TempDir
    static Path made;

    @TempDir
    Path data;

    private Clock clock = Clock.systemUTC();

    @BeforeEach
    void declare() {
        bundles.egress = new Egress(data, Clock.systemUTC());
        bundles.file("connectors/office/connector.yaml", bundles.text("connectors/office/connector.yaml")
                .replace("settings: {", "settings: {proxy-address: \"\", trust-file: \"\", ")
                .replace("{connect: 300ms, answer: 500ms, total: 1s}", "{connect: 5s, answer: 10s, total: 20s}")
                .replaceFirst("(?m)^deliver:\n",
                        "deliver:\n  " + TEST + "  egress: {proxy: {address: proxy-address}, trust: trust-file}\n"));
    }

    @Test
    void everyStepIsShownThroughAProxyWithTlsAndASignedRequest() throws Exception {
        Certs server = Certs.make(made, "server", 90);
        Files.copy(server.trust(), data.resolve("city.pem"));
        bundles.environment.put("HUB_CONNECTOR_OFFICE_TRUST_FILE", "city.pem");
        TunnelProxy proxy = keep(new TunnelProxy("", "", ""));
        bundles.environment.put("HUB_CONNECTOR_OFFICE_PROXY_ADDRESS", "127.0.0.1:" + proxy.port());
        Office office = keep(Office.secured(server.server(), false, 200, "{}"));
        use("https://localhost:" + office.port() + "/office");

        Map<String, CheckStep> steps = run();

        assertThat(steps.keySet()).containsExactlyInAnyOrder("name", "tcp", "proxy", "tls", "login", "clock");
        assertThat(steps.values()).allSatisfy(step -> assertThat(step.verdict()).as(step.en()).isEqualTo(Verdict.OK));
        assertThat(steps.get("tls").en()).contains("TLSv1.3", "CN=server");
        assertThat(office.only().line()).isEqualTo("GET /office/ping");
        assertThat(office.only().header("X-Sign")).hasSize(64);
    }

    @Test
    void aWrongKeyAndAWrongClockAreTold() throws Exception {
        Office office = keep(Office.answering(401, ""));
        use("http://127.0.0.1:" + office.port() + "/office");

        assertThat(run().get("login")).satisfies(step -> {
            assertThat(step.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(step.en()).contains("401");
            assertThat(step.zh()).contains("登录失败");
        });

        clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-90));
        assertThat(run().get("clock").verdict()).isEqualTo(Verdict.WARNING);
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6));
        assertThat(run().get("clock").verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void whatBuildsOnAFailedStepIsSkipped() throws Exception {
        use("http://no-such-host.invalid/office");
        assertThat(run().get("name").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(run().get("tcp").verdict()).isEqualTo(Verdict.SKIPPED);

        try (ServerSocket closed = new ServerSocket(0)) {
            use("http://127.0.0.1:" + closed.getLocalPort() + "/office");
        }
        assertThat(run().get("tcp").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(run().get("login").verdict()).isEqualTo(Verdict.SKIPPED);

        Certs ended = Certs.expired(made, "ended");
        Files.copy(ended.trust(), data.resolve("city.pem"));
        bundles.environment.put("HUB_CONNECTOR_OFFICE_TRUST_FILE", "city.pem");
        Office office = keep(Office.secured(ended.server(), false, 200, "{}"));
        use("https://localhost:" + office.port() + "/office");
        assertThat(run().get("tls")).satisfies(step -> {
            assertThat(step.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(step.en()).contains("expired");
        });
        assertThat(office.requests()).isEmpty();
    }

    private Map<String, CheckStep> run() {
        Bundle bundle = bundles.read();
        List<CheckStep> steps = new HttpConnectionCheck(clock).run(bundle, bundle.connectors().get("office"));
        return steps.stream().collect(Collectors.toMap(CheckStep::name, Function.identity()));
    }
}
