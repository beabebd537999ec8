package cn.tongban.sandbox.postal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.HubException;
import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.Charset;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which the courier can let a customer down, and what the raw record says of it. */
class PostalFaultsTest extends WithPostalWorld {
    /** No usable answer, whether there is a waybill or not. */
    @ParameterizedTest
    @CsvSource({
        "silent, none, java.net.SocketTimeoutException",
        "answer-held, created, java.net.SocketTimeoutException",
        "request-lost, none, cn.tongban.sandbox.wire.WireException",
        "answer-lost, created, cn.tongban.sandbox.wire.WireException",
        "reset, created, java.net.SocketException",
        "truncated, created, cn.tongban.sandbox.wire.WireException"
    })
    void breaksOff(String fault, String effect, Class<? extends Throwable> seen) throws IOException {
        world.fault("{\"fault\":\"" + fault + "\",\"times\":1}");
        world.waitsOnly(Duration.ofSeconds(3));

        assertThatThrownBy(() -> order(ORDER)).isInstanceOf(seen);

        assertEffect(fault, effect);
        assertThat(Json.read(order("TB2026032400002").body()).path("retCode").asText()).isEqualTo("00000");
    }

    @ParameterizedTest
    @CsvSource({
        "error-after-work, created, 500, ''", "malformed, created, 200, ''", "error-text, none, 200, S00001",
        "refused, none, 200, B00010", "closed, none, 200, B00012", "busy, none, 503, ''", "slow, created, 200, 00000"
    })
    void answersSomethingElse(String fault, String effect, int status, String code) throws IOException {
        world.fault("{\"fault\":\"" + fault + "\",\"operation\":\"order\",\"millis\":200}");

        WireAnswer answer = order(ORDER);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(Json.read(answer.body()).path("retCode").asText()).isEqualTo(code);
        assertEffect(fault, effect);
    }

    @Test
    void answersInAnotherCharset() throws IOException {
        world.fault("{\"fault\":\"wrong-charset\"}");

        byte[] answer = order(ORDER).body();

        assertThat(new String(answer, Charset.forName("GBK"))).contains("\"retMsg\":\"成功\"");
        assertThat(order(ORDER).bodyText()).doesNotContain("成功");
        assertThat(world.raw().get(0).path("answerBase64").isMissingNode()).as("the record has the bytes").isFalse();
    }

    @Test
    void answersWithTheWaybillOfAnother() throws IOException {
        world.fault("{\"fault\":\"foreign-receipt\"}");

        assertThat(PostalWorld.body(Json.read(order(ORDER).body())).path("logisticsOrderNo").asText()).isNotEqualTo(ORDER);
        assertEffect("foreign-receipt", "created");
    }

    @Test
    void aFaultMayStrikeOneQuestionOnly() throws IOException {
        world.fault("{\"fault\":\"closed\",\"operation\":\"label\"}");
        String waybillNo = world.order(ORDER);

        JsonNode label = world.ask("010004", "{\"waybillNo\":\"" + waybillNo + "\",\"type\":\"129\"}");

        assertThat(label.path("retCode").asText()).isEqualTo("B00012");
    }

    @Test
    void anOrderNumberBringsItsFaultOnce() throws IOException {
        assertThat(order("TB2026032499903").status()).isEqualTo(500);
        assertThat(order("TB2026032499903").status()).isEqualTo(200);
        assertThat(order("TB2026032409903").status()).as("an ordinary serial").isEqualTo(200);
        assertThat(world.raw()).extracting(raw -> raw.path("effect").asText()).containsOnly("created");
    }

    @Test
    void isDownAndUpAgainOnTheSamePort() throws IOException {
        world.command("PUT", "faults", "{\"down\":true}");
        assertThatThrownBy(() -> order(ORDER)).isInstanceOf(ConnectException.class);
        assertThat(world.raw()).isEmpty();

        world.command("DELETE", "faults", "");

        assertThat(order(ORDER).status()).isEqualTo(200);
    }

    @Test
    void aPushComesTwiceWhenToldTo() throws IOException {
        world.fault("{\"fault\":\"duplicate\",\"times\":1}");
        world.pushed(ORDER, "{\"opCode\":\"203\"}");

        assertThat(world.hub.papers()).hasSize(2);
        assertThat(world.hub.papers().get(0)).isEqualTo(world.hub.papers().get(1));
    }

    @ParameterizedTest
    @CsvSource({"wrong-signature, signature-wrong", "wrong-envelope, signature-wrong", "garbled, ''"})
    void aPushIsSpoiltWhenToldTo(String fault, String code) throws IOException {
        world.fault("{\"fault\":\"" + fault + "\",\"times\":1}");
        world.pushed(ORDER, "{\"opCode\":\"203\"}");
        JsonNode paper = world.hub.papers().get(0);

        HubException refused = catchThrowableOfType(HubException.class, () -> world.hub.event(paper));

        assertThat(refused == null ? "" : refused.code().code()).isEqualTo(code);
        assertThat(code.isEmpty() && world.hub.event(paper).path("opName").asText().equals("收寄")).isFalse();
        world.pushed(ORDER, "{\"opCode\":\"203\"}");
        assertThat(world.hub.event(world.hub.papers().get(1)).path("opName").asText()).isEqualTo("收寄");
    }

    private WireAnswer order(String orderNo) throws IOException {
        return world.send(world.fields("020003", PostalWorld.orderText(orderNo)));
    }

    private void assertEffect(String fault, String effect) {
        assertThat(world.raw()).first().satisfies(raw -> {
            assertThat(raw.path("fault").asText()).isEqualTo(fault);
            assertThat(raw.path("effect").asText()).isEqualTo(effect);
        });
    }
}
