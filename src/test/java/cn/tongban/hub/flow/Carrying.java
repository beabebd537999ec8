package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.AttemptResult;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.Outcome.Doubtful;
import cn.tongban.hub.delivery.Outcome.RetryLater;
import cn.tongban.hub.support.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A carrier over the test bundle, and partners that it can be led to. */
abstract class Carrying {
    static final String NAME = "汉中示例食品有限公司";
    static final UUID DELIVERY = UUID.fromString("0195a2b4-0000-7000-8000-000000000001");
    static final String YES = "{\"code\":\"200\",\"requestId\":\"" + DELIVERY + "\",\"acceptNo\":\"HZ1\"}";

    final Bundles bundles = new Bundles();
    final ActiveBundle active = new ActiveBundle();
    final CamelCarrier carrier = new CamelCarrier(active, Observed.NOBODY, Clock.systemUTC());
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        active.close();
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    void assertDoubt(ErrorCode code) {
        AttemptResult result = carrier.send(submission());
        assertThat(result.outcome()).isInstanceOfSatisfying(Doubtful.class, doubt ->
                assertThat(doubt.code()).isEqualTo(code));
        assertThat(result.sentDigest()).hasSize(64);
    }

    void assertUnreachable() {
        swap();
        AttemptResult result = carrier.send(submission());
        assertThat(result.outcome()).isInstanceOfSatisfying(RetryLater.class, later ->
                assertThat(later.code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE));
        assertThat(result.sentDigest()).isNull();
    }

    Outcome send() {
        return carrier.send(submission()).outcome();
    }

    Office office(int status, String body, String... headers) throws IOException {
        Office office = keep(Office.answering(status, body, headers));
        use("http://127.0.0.1:" + office.port() + "/office");
        swap();
        return office;
    }

    Office raw(Office.Conversation conversation) throws IOException {
        Office office = keep(Office.speaking(conversation));
        use("http://127.0.0.1:" + office.port() + "/office");
        swap();
        return office;
    }

    void use(String baseUrl) {
        bundles.office(baseUrl);
    }

    void swap() {
        active.swap(bundles.start());
    }

    <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    static Attempt submission() {
        return attempt("case.submitted");
    }

    static Attempt attempt(String type) {
        String canonical = "{\"caseNo\":\"P-1\",\"version\":1,\"item\":{\"taskCode\":\"x\"},\"applicant\":{\"name\":\""
                + NAME + "\"}}";
        return new Attempt(DELIVERY, "office", 1, UUID.fromString("0195a2b4-0000-7000-8000-0000000000aa"), "P-1", type,
                Instant.parse("2026-03-16T01:30:00Z"), canonical.getBytes(StandardCharsets.UTF_8));
    }
}
