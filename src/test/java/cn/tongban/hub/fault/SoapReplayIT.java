package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.database.TestDatabase;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A WS-Security header counts once, whatever is in the envelope: the database refuses the second use, on another node and
 * after a kill, when no node has it in memory any more.
 */
class SoapReplayIT {
    private static final String WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";

    @TempDir
    private Path folder;

    private TestDatabase postgres;
    private World world;
    private HubProcess second;

    @BeforeEach
    void start() {
        postgres = TestDatabase.start("UTC");
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"))
                .replace("connectors/province-platform/connector.yaml", "every: 1m", "every: 1s");
        world = World.start(folder, bundle, hub -> shared(hub).with("HUB_CONNECTOR_PROVINCE_PLATFORM_EXCHANGE", "on"));
        second = shared(new HubProcess(folder.resolve("second"), FreePorts.next())).towards(world.sandbox())
                .with("HUB_BUNDLE", bundle.folder().toString());
    }

    private HubProcess shared(HubProcess hub) {
        return hub.with("HUB_MASTER_KEY_FILE", folder.resolve("master.key").toString())
                .with("HUB_DB_URL", postgres.url())
                .with("HUB_DB_USER", postgres.user())
                .with("HUB_DB_PASSWORD", postgres.password());
    }

    @AfterEach
    void stop() {
        second.close();
        world.close();
        postgres.close();
    }

    @Test
    void aHeaderThatWasUsedIsRefusedByEveryNodeAlsoAfterAKill() throws Exception {
        JdbcTemplate jdbc = new JdbcTemplate(postgres.dataSource());
        String caseNo = "610799260316000077777";
        world.sandbox().province().command("POST", "todo", "{\"projId\":\"%s\"}".formatted(caseNo));
        await().atMost(World.PATIENCE).until(() -> world.sandbox().province().command("GET", "todo", "")
                .path("told").path(caseNo).asText().equals("200"));
        String used = header(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        String fresh = header(new byte[] {16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1});

        assertThat(recall(world.hub(), used, caseNo, "R-1").status()).isEqualTo(200);
        String messages = "select count(*) from message where connector = 'province-platform'";
        Integer taken = jdbc.queryForObject(messages, Integer.class);
        second.start();
        WireAnswer elsewhere = recall(second, used, caseNo, "R-2");
        world.hub().restart();
        WireAnswer later = recall(world.hub(), used, caseNo, "R-3");

        assertThat(List.of(elsewhere, later)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(500);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("nonce-replayed");
        });
        assertThat(jdbc.queryForObject(messages, Integer.class)).isEqualTo(taken);
        // The header was what was wrong: the same document under another one is taken.
        assertThat(recall(world.hub(), fresh, caseNo, "R-1").status()).isEqualTo(200);
    }

    private static WireAnswer recall(HubProcess hub, String header, String caseNo, String recallId) throws IOException {
        String document = "&lt;RECALL&gt;&lt;RECALLID&gt;" + recallId + "&lt;/RECALLID&gt;&lt;PROJID&gt;" + caseNo
                + "&lt;/PROJID&gt;&lt;TIME&gt;2026-03-17 11:00:00&lt;/TIME&gt;&lt;REASON&gt;不办了&lt;/REASON&gt;&lt;/RECALL&gt;";
        String envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>" + header
                + "</s:Header><s:Body><recall xmlns=\"urn:example:province:exchange\"><xml>" + document
                + "</xml></recall></s:Body></s:Envelope>";
        try (WireClient client = new WireClient(hub.url(), Duration.ofSeconds(30))) {
            return client.send("POST", "/services/province-platform",
                    List.of(new Header("Content-Type", "text/xml; charset=UTF-8")), envelope.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String header(byte[] nonce) throws Exception {
        String created = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(nonce);
        sha1.update((created + Secrets.ENVIRONMENT.get("HUB_SECRET_PROVINCE_PLATFORM_DOOR_PASSWORD"))
                .getBytes(StandardCharsets.UTF_8));
        Base64.Encoder base64 = Base64.getEncoder();
        return "<w:Security xmlns:w=\"" + WSS + "wssecurity-secext-1.0.xsd\" xmlns:u=\"" + WSS
                + "wssecurity-utility-1.0.xsd\" s:mustUnderstand=\"1\"><w:UsernameToken><w:Username>province</w:Username>"
                + "<w:Password Type=\"" + WSS + "username-token-profile-1.0#PasswordDigest\">"
                + base64.encodeToString(sha1.digest()) + "</w:Password><w:Nonce EncodingType=\"" + WSS
                + "soap-message-security-1.0#Base64Binary\">" + base64.encodeToString(nonce)
                + "</w:Nonce><u:Created>" + created + "</u:Created></w:UsernameToken></w:Security>";
    }
}
