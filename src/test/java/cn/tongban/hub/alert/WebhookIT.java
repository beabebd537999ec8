package cn.tongban.hub.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.HubHeaders;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.SignedRequest;
import cn.tongban.hub.support.MutableClock;
import cn.tongban.hub.support.PgExtension;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices by webhook, to a real server. */
class WebhookIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    private static final String SECRET = "a-key-of-the-watch-room";
    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();
    private final MutableClock clock = new MutableClock(Outbox.SINCE);
    private final Outbox outbox = new Outbox(PG);
    private HttpServer server;

    private record Got(String target, String sender, String timestamp, String nonce, String signature, byte[] body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsPostedIsSignedAndSaysWhatToDoAndNothingPersonal() {
        UUID id = outbox.raised(WebhookChannel.NAME);

        outbox.empty(sender());

        assertThat(outbox.only().state()).isEqualTo(Notice.State.SENT);
        Got one = got.get(0);
        assertThat(one.sender()).isEqualTo("tongban-hub");
        assertThat(one.signature()).isEqualTo(HmacSm3Signature.sign(new Secret(SECRET),
                new SignedRequest("POST", "/hook?room=1", one.body()), one.timestamp(), one.nonce()));
        assertThat(one.json().get("id").asText()).isEqualTo(id.toString());
        assertThat(one.json().get("rule").asText()).isEqualTo("dead");
        assertThat(one.json().get("text").asText()).isEqualTo("送往city-platform的投递有 3 条未送达,等待人工处理。");
        assertThat(one.json().get("textEn").asText()).startsWith("3 deliveries to city-platform");
        assertThat(one.json().get("link").asText()).isEqualTo("https://hub.example/alerts");
        assertThat(new String(one.body(), java.nio.charset.StandardCharsets.UTF_8)).doesNotContain(SECRET);
    }

    @Test
    void afterAFailureTheSameNoticeComesAgain() {
        answers.addAll(List.of(500, 503, 204));
        outbox.raised(WebhookChannel.NAME);

        outbox.empty(sender());

        assertThat(got).hasSize(3);
        assertThat(got.stream().map(one -> one.json().get("id").asText()).distinct()).hasSize(1);
        assertThat(got.stream().map(Got::nonce).distinct()).hasSize(3);
        assertThat(outbox.only().state()).isEqualTo(Notice.State.SENT);
    }

    @Test
    void itIsGivenUpInTheEndAndSaysWhy() {
        answers.addAll(List.of(500, 500, 500));
        outbox.raised(WebhookChannel.NAME);

        outbox.empty(sender());

        assertThat(got).hasSize(3);
        assertThat(outbox.only()).satisfies(notice -> {
            assertThat(notice.state()).isEqualTo(Notice.State.GIVEN_UP);
            assertThat(notice.failure()).isEqualTo("HTTP 500");
        });
    }

    @Test
    void aRedirectIsNotFollowed() {
        answers.addAll(List.of(302, 302, 302));
        outbox.raised(WebhookChannel.NAME);

        outbox.empty(sender());

        assertThat(got).extracting(Got::target).containsOnly("/hook?room=1");
        assertThat(outbox.only().failure()).isEqualTo("HTTP 302");
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() {
        server.stop(0);
        outbox.raised(WebhookChannel.NAME);

        outbox.empty(sender());

        assertThat(outbox.only().failure()).isEqualTo("ConnectException");
    }

    @Test
    void twoNodesSendEachOnceAndWhatADeadOneHeldGoesOutLater() {
        IntStream.range(0, 20).forEach(i -> outbox.raised(WebhookChannel.NAME));
        outbox.notices.claim(java.time.Duration.ofHours(1));
        NoticeSender first = sender();
        NoticeSender second = sender();

        Thread other = new Thread(second::turn);
        other.start();
        first.turn();
        org.awaitility.Awaitility.await().until(() -> !other.isAlive());
        assertThat(got).as("one of them is held").hasSize(19);
        PG.jdbc().sql("update alert_notice set due = now() where state = 'waiting'").update();
        outbox.empty(first);

        assertThat(got.stream().map(one -> one.json().get("id").asText())).hasSize(20).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/x", "https:///x", "https://me:pw@host/x", "file:///etc/passwd", "host/x", "https://me:pw@ho st/x"})
    void anAddressThatIsNoneIsFoundAtTheStart(String url) {
        assertThatThrownBy(() -> channel(url, SECRET)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("pw@");
    }

    @Test
    void aShortSecretIsFoundAtTheStart() {
        assertThatThrownBy(() -> channel("https://host/x", "short")).isInstanceOf(IllegalArgumentException.class);
    }

    private NoticeSender sender() {
        return outbox.sender(channel("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?room=1", SECRET));
    }

    private WebhookChannel channel(String url, String secret) {
        return new WebhookChannel(new AlertProperties.Webhook(url, secret), Outbox.text(), JSON, clock);
    }

    private void answer(HttpExchange exchange) throws IOException {
        got.add(new Got(exchange.getRequestURI().toString(), header(exchange, HubHeaders.SENDER),
                header(exchange, HubHeaders.TIMESTAMP), header(exchange, HubHeaders.NONCE),
                header(exchange, HubHeaders.SIGNATURE), exchange.getRequestBody().readAllBytes()));
        Integer status;
        synchronized (answers) {
            status = answers.poll();
        }
        if (status != null && status == 302) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }
}
