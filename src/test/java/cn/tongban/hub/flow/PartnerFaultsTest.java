package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.ErrorCode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What partners and networks do to a request, and what the hub may conclude from it. */
@ExtendWith(OutputCaptureExtension.class)
class PartnerFaultsTest extends Carrying {
    @Test
    void answersThatSayNothingClearAreDoubts() throws IOException {
        office(500, "oops");
        assertDoubt(ErrorCode.ANSWER_UNREADABLE);
        office(200, "<html>busy</html>");
        assertDoubt(ErrorCode.ANSWER_UNREADABLE);
        office(418, "{}");
        assertDoubt(ErrorCode.ANSWER_UNREADABLE);
        office(200, YES + " ".repeat(70_000));
        assertDoubt(ErrorCode.ANSWER_UNREADABLE);
    }

    @Test
    void whatProvablyDidNotLeaveIsTriedAgain() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            bundles.office("http://127.0.0.1:" + closed.getLocalPort() + "/office");
        }
        assertUnreachable();
        use("http://no-such-host.invalid/office");
        assertUnreachable();
        Office plain = office(200, YES);
        use("https://127.0.0.1:" + plain.port() + "/office");
        assertUnreachable();
    }

    @Test
    void aConnectionThatIsNotTakenIsTriedAgain() throws IOException {
        ServerSocket full = keep(new ServerSocket(0, 1));
        fillQueue(full);
        bundles.office("http://127.0.0.1:" + full.getLocalPort() + "/office");

        assertUnreachable();
    }

    @Test
    void anAnswerThatNeverComesIsADoubtAfterTheAnswerTimeout() throws IOException {
        Office office = raw(socket -> socket.getInputStream().readAllBytes());

        long start = System.nanoTime();
        assertDoubt(ErrorCode.ANSWER_LOST);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
        assertThat(office.connections()).isEqualTo(1);
    }

    @Test
    void anAnswerThatDripsIsADoubtAfterTheTotalTimeout() throws IOException {
        raw(socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 200; i++) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
                Office.pause(100);
            }
        });

        long start = System.nanoTime();
        assertDoubt(ErrorCode.ANSWER_LOST);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(6));
    }

    @Test
    void anAnswerThatIsCutOrResetIsADoubtAndNotRepeated() throws IOException {
        Office silent = raw(socket -> Office.readHead(socket));
        assertDoubt(ErrorCode.ANSWER_LOST);
        assertThat(silent.connections()).as("no repeat by the client").isEqualTo(1);

        raw(socket -> {
            Office.readHead(socket);
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
        });
        assertDoubt(ErrorCode.ANSWER_LOST);

        raw(socket -> {
            Office.readHead(socket);
            socket.setSoLinger(true, 0);
        });
        assertDoubt(ErrorCode.ANSWER_LOST);
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        Office elsewhere = office(200, YES);
        Office office = office(307, "", "Location: http://127.0.0.1:" + elsewhere.port() + "/office/cases");

        assertDoubt(ErrorCode.ANSWER_UNREADABLE);

        assertThat(office.requests()).hasSize(1);
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void cookiesAreNotKept() throws IOException {
        Office office = office(200, YES, "Set-Cookie: a=b; Path=/");

        send();
        send();

        assertThat(office.requests()).hasSize(2).allSatisfy(request -> assertThat(request.names()).doesNotContain("cookie"));
    }

    @Test
    void thePolicyOfTheRouteHoldsForWhatAKameletThrows(CapturedOutput output) throws IOException {
        raw(socket -> Office.readHead(socket));

        assertDoubt(ErrorCode.ANSWER_LOST);

        assertThat(output).as("Camel logs what no policy took").doesNotContain("Failed delivery", "Exhausted");
    }

    /** Nobody accepts, so once the queue is full a connection is not answered at all. */
    private void fillQueue(ServerSocket full) throws IOException {
        for (int i = 0; i < 10; i++) {
            try {
                keep(new Socket()).connect(full.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException nowItIsFull) {
                return;
            }
        }
        throw new AssertionError("the queue takes everything");
    }
}
