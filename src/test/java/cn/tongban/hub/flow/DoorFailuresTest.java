package cn.tongban.hub.flow;

import static cn.tongban.hub.flow.DoorsTest.NAME;
import static cn.tongban.hub.flow.DoorsTest.aCase;
import static cn.tongban.hub.flow.DoorsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a door answers when the hub itself cannot take something in. */
class DoorFailuresTest {
    private static final Bundles BUNDLES = new Bundles();
    private static DoorServer server;

    @BeforeAll
    static void start() {
        server = new DoorServer();
        server.active().swap(BUNDLES.start());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        BUNDLES.recorded.clear();
        BUNDLES.refused.clear();
    }

    @Test
    void saysWhenToComeBackAndKeepsNoBytesThen() throws IOException {
        Intake before = BUNDLES.intake;
        BUNDLES.intake = recording -> {
            throw new HubException(ErrorCode.DATABASE_UNAVAILABLE, "", List.of(), Duration.ofSeconds(7), null);
        };
        try {
            HttpResponse<String> answer = server.send(server.signed("POST", "/in/desk/cases", aCase("P-1")));

            assertProblem(answer, ErrorCode.DATABASE_UNAVAILABLE);
            assertThat(answer.headers().firstValue("Retry-After")).contains("7");
            assertThat(BUNDLES.refused).isEmpty();
        } finally {
            BUNDLES.intake = before;
        }
    }

    @Test
    void aDefectAnswersAProblemWithoutItsText() throws IOException {
        Intake before = BUNDLES.intake;
        BUNDLES.intake = recording -> {
            throw new IllegalStateException("holds " + NAME);
        };
        try {
            HttpResponse<String> answer = server.send(server.signed("POST", "/in/desk/cases", aCase("P-1")));

            assertProblem(answer, ErrorCode.INTERNAL);
            assertThat(answer.body()).doesNotContain(NAME);
        } finally {
            BUNDLES.intake = before;
        }
    }

    @Test
    void oneConnectorCannotTakeMoreThanItsPlaces() throws IOException {
        CountDownLatch inside = new CountDownLatch(64);
        CountDownLatch release = new CountDownLatch(1);
        Intake before = BUNDLES.intake;
        BUNDLES.intake = recording -> {
            inside.countDown();
            await(release);
            return before.record(recording);
        };
        List<Thread> callers = java.util.stream.IntStream.range(0, 64)
                .mapToObj(i -> new Thread(() -> server.send(server.signed("POST", "/in/desk/cases", aCase("P-" + i)))))
                .toList();
        try {
            callers.forEach(Thread::start);
            // Not asked before: the question itself takes a place and could turn one of them away.
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> inside.getCount() == 0);

            assertProblem(server.send(server.signed("GET", "/in/desk/cases/P-1", new byte[0])), ErrorCode.OVERLOADED);
        } finally {
            BUNDLES.intake = before;
            release.countDown();
        }
        callers.forEach(DoorFailuresTest::join);
        assertThat(server.send(server.signed("GET", "/in/desk/cases/P-1", new byte[0])).statusCode()).isEqualTo(200);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
