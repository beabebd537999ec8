package cn.tongban.sandbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireServerTest {
    private static final byte[] BODY = "x".repeat(4000).getBytes(UTF_8);

    private final Queue<WireRequest> seen = new ConcurrentLinkedQueue<>();
    private volatile Manner manner = Manner.WHOLE;
    private WireServer server;
    private WireClient client;

    @BeforeEach
    void start() {
        server = new WireServer("test", InetAddress.getLoopbackAddress(), 0, this::echo);
        server.up();
        client = client(Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void keepsOneConnectionForManyRequests() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(client.send("POST", "/a?n=" + i, List.of(), BODY).body()).isEqualTo(BODY);
        }

        assertThat(seen).hasSize(5).allMatch(WireRequest::complete);
        assertThat(seen.element().query("n", "")).isEqualTo("0");
        assertThat(server.openConnections()).isEqualTo(1);
    }

    @Test
    void anIdleConnectionThatTheOtherSideHasClosedIsNotUsedAgain() throws IOException {
        client.send("POST", "/a", List.of(), BODY);

        server.down();
        server.up();
        long closed = System.nanoTime();
        await().until(() -> System.nanoTime() - closed > Duration.ofMillis(100).toNanos());

        assertThat(client.send("POST", "/b", List.of(), BODY).body()).isEqualTo(BODY);
    }

    @Test
    void understandsChunksAndExpectContinueOfAnotherClient() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/chunks"))
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(BODY)))
                .build();

        HttpResponse<byte[]> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEqualTo(BODY);
        assertThat(seen.element().header("transfer-encoding")).isEqualTo("chunked");
    }

    @Test
    void handsOverABodyCutShortAsIncomplete() throws IOException {
        client.sendCutShort("POST", "/cut", List.of(), BODY, 1000);

        await().atMost(Duration.ofSeconds(5)).until(() -> !seen.isEmpty());
        assertThat(seen.element().complete()).isFalse();
        assertThat(seen.element().body()).hasSize(1000);
    }

    @Test
    void refusesConnectionsWhileDownAndComesUpOnTheSamePort() throws IOException {
        client.send("GET", "/", List.of(), new byte[0]);
        int port = server.port();
        server.down();

        assertThatThrownBy(() -> client(Duration.ofSeconds(5)).send("GET", "/", List.of(), new byte[0]))
                .isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> client.send("GET", "/", List.of(), new byte[0])).isInstanceOf(IOException.class);

        server.up();
        assertThat(server.port()).isEqualTo(port);
        assertThat(client.send("GET", "/", List.of(), new byte[0]).status()).isEqualTo(200);
    }

    @Test
    void closesWithoutAnAnswer() {
        manner = Manner.of(Manner.Kind.NOTHING);

        assertThatThrownBy(this::exchange).isInstanceOf(WireException.class).hasMessage("closed without an answer");
        assertThat(seen).hasSize(1);
    }

    @Test
    void neverAnswers() {
        manner = Manner.of(Manner.Kind.NEVER);
        WireClient hasty = client(Duration.ofMillis(300));

        assertThatThrownBy(() -> hasty.send("POST", "/", List.of(), BODY)).isInstanceOf(SocketTimeoutException.class);
        assertThat(seen).hasSize(1);
    }

    @Test
    void endsAHeldAnswerWhenConnectionsAreDropped() {
        manner = Manner.of(Manner.Kind.NEVER);
        Thread waiting = new Thread(() -> assertThatThrownBy(this::exchange).isInstanceOf(IOException.class));
        waiting.start();
        await().atMost(Duration.ofSeconds(5)).until(() -> !seen.isEmpty());

        server.dropConnections();

        await().atMost(Duration.ofSeconds(5)).until(() -> !waiting.isAlive());
    }

    @Test
    void resetsInTheMiddleOfTheAnswer() {
        manner = Manner.of(Manner.Kind.RESET_HALFWAY);

        assertThatThrownBy(this::exchange).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }

    @Test
    void cutsTheAnswerShort() {
        manner = Manner.of(Manner.Kind.CUT_SHORT);

        assertThatThrownBy(this::exchange).isInstanceOf(WireException.class).hasMessage("answer cut short");
    }

    @Test
    void dripsTheAnswer() throws IOException {
        manner = new Manner(Manner.Kind.DRIP, Duration.ofMillis(2));
        long start = System.nanoTime();

        WireAnswer answer = client.send("POST", "/", List.of(), new byte[100]);

        assertThat(answer.body()).hasSize(100);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void answersLate() throws IOException {
        manner = new Manner(Manner.Kind.WHOLE, Duration.ofMillis(200));
        long start = System.nanoTime();

        exchange();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void dropsAPeerThatDoesNotSpeakHttp() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write("hello\n\n".getBytes(UTF_8));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(seen).isEmpty();
    }

    private WireAnswer exchange() throws IOException {
        return client.send("POST", "/", List.of(), BODY);
    }

    private WireClient client(Duration timeout) {
        return new WireClient(URI.create("http://127.0.0.1:" + server.port()), timeout);
    }

    private Reply echo(WireRequest request) {
        seen.add(request);
        return new Reply(WireAnswer.json(200, request.body()), manner);
    }
}
