package cn.tongban.sandbox.postal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the courier tells by itself. */
class PostalPushTest extends WithPostalWorld {
    private static final String QUICK = "\"firstMillis\":0,\"nextMillis\":0,\"againMillis\":1";

    @Test
    void aParcelGoesThroughItsLifeInOrderWithGrowingTimes() throws IOException {
        script("{\"life\":\"delivery-revoked\",\"minutes\":90,%s}");
        String waybillNo = world.order(ORDER);

        awaitPushes(8);

        assertThat(world.hub.opCodes()).containsExactly("203", "305", "954", "713", "702", "704", "743", "704");
        assertThat(all(event -> event.path("opTime").asText())).isSorted().doesNotHaveDuplicates();
        assertThat(all(event -> event.path("waybillNo").asText())).containsOnly(waybillNo);
        assertThat(all(event -> event.path("orderNo").asText())).containsOnly(ORDER);
        JsonNode track = PostalWorld.body(world.ask("040001", "{\"waybillNo\":\"" + waybillNo + "\"}"));
        assertThat(track.path("responseItems")).containsExactlyElementsOf(world.hub.events());
    }

    @Test
    void aPushHasThePublishedForm() throws IOException {
        JsonNode answer = world.pushed(ORDER, "{\"opCode\":\"704\",\"signCode\":\"20\",\"opTime\":\"2026-03-26 10:15:00\"}");
        JsonNode paper = world.hub.papers().get(0);

        assertThat(world.hub.pushes().get(0).path()).isEqualTo("/callback/postal-ems/tracks");
        assertThat(paper.fieldNames()).toIterable().containsExactlyInAnyOrder(
                "method", "msgType", "senderNo", "serialNo", "timeStamp", "version", "logitcsInterface");
        assertThat(paper.path("method").asText()).isEqualTo("040002");
        assertThat(paper.path("serialNo")).isEqualTo(answer.path("serialNo"));
        assertThat(answer.path("taken").asBoolean()).isTrue();
        assertThat(world.hub.event(paper).fieldNames()).toIterable().containsExactlyInAnyOrder(
                "waybillNo", "orderNo", "opCode", "opName", "opDesc", "opTime", "opOrgCode", "opOrgName", "opOrgProvName",
                "opOrgCity", "operatorNo", "operatorName", "signCode");
        assertThat(world.hub.event(paper).path("opDesc").asText()).isEqualTo("妥投,他人签收");
        assertThat(world.hub.event(paper).path("opTime").asText()).isEqualTo("2026-03-26 10:15:00");
    }

    @ParameterizedTest
    @EnumSource(Life.class)
    void anOrderNumberChoosesALife(Life life) throws IOException {
        script("{\"events\":[],%s}");
        int digits = 9801 + life.ordinal();
        world.order("TB202603249" + digits);

        awaitPushes(life.events().size());

        assertThat(world.hub.events()).extracting(event -> {
            String sign = event.path("signCode").asText();
            return event.path("opCode").asText() + (sign.isEmpty() ? "" : ":" + sign);
        }).isEqualTo(life.events());
        assertThat(Life.of(life.wireName())).isEqualTo(life);
    }

    @Test
    void anOrderForACaseChoosesItsLifeByTheCasesLastDigits() throws IOException {
        script("{\"events\":[],%s}");
        world.order("11610700Y00000016L3000131999000202603169807-R1");

        awaitPushes(2);

        assertThat(world.hub.opCodes()).containsExactly("203", "207");
    }

    @Test
    void theSameBytesComeAgainUntilTheyAreTaken() throws IOException {
        world.hub.answers("S00001");
        script("{\"events\":[\"203\",\"305\"],\"attempts\":1000,%s}");
        world.order(ORDER);
        awaitPushes(3);

        world.hub.answers("00000");
        await().atMost(Duration.ofSeconds(20)).until(() -> world.unfinished() == 0);

        List<String> bodies = world.hub.pushes().stream().map(WireRequest::body).map(String::new).toList();
        assertThat(bodies.stream().distinct()).hasSize(2);
        assertThat(world.hub.opCodes().get(bodies.size() - 1)).isEqualTo("305");
        assertThat(world.hub.opCodes().subList(0, bodies.size() - 1)).containsOnly("203");
    }

    @Test
    void anEventMayBeToldWithATimeThatIsNone() throws IOException {
        world.pushed(ORDER, "{\"opCode\":\"203\",\"opTime\":\"today\"}");
        world.restart();

        world.pushed("TB2026032400002", "{\"opCode\":\"203\"}");

        assertThat(all(event -> event.path("opTime").asText())).first().isEqualTo("today");
        assertThat(world.hub.pushes()).hasSize(2);
    }

    @Test
    void anAnswerForAnotherPushIsNone() throws IOException {
        world.hub.answersForAnother();

        assertThat(world.pushed(ORDER, "{\"opCode\":\"203\"}").path("taken").asBoolean()).isFalse();
    }

    @Test
    void afterSoManyAttemptsItGivesUpAndGoesOnWithTheNext() throws IOException {
        world.hub.answers("S00001");
        script("{\"events\":[\"203\",\"305\"],\"attempts\":3,%s}");
        world.order(ORDER);

        await().atMost(Duration.ofSeconds(20)).until(() -> world.unfinished() == 0);

        assertThat(world.hub.opCodes()).containsExactly("203", "203", "203", "305", "305", "305");
        assertThat(world.command("GET", "unfinished", "").path("givenUp").asInt()).isEqualTo(2);
        assertThat(world.sent()).extracting(entry -> entry.path("kind").asText()).containsOnlyOnce("planned")
                .filteredOn("given-up"::equals).hasSize(2);
    }

    @Test
    void aCancelledParcelIsToldOfAndNothingElseHappensToIt() throws IOException {
        world.hub.answers("S00001");
        script("{\"events\":[],\"attempts\":1000,%s}");
        String waybillNo = world.order(ORDER);
        world.ask("020006", "{\"logisticsOrderNo\":\"%s\",\"waybillNo\":\"%s\"}".formatted(ORDER, waybillNo));
        awaitPushes(1);

        world.hub.answers("00000");
        await().atMost(Duration.ofSeconds(20)).until(() -> world.unfinished() == 0);

        assertThat(world.hub.opCodes()).containsOnly("801");
    }

    @Test
    void aPlanTellsInTheOrderThatIsWished() throws IOException {
        String waybillNo = world.order(ORDER);

        JsonNode planned = world.command(
                "POST", "parcels/" + waybillNo + "/plan", "{\"events\":[\"704:10\",\"702\",\"999\"]}");

        assertThat(planned.path("planned").asInt()).isEqualTo(3);
        awaitPushes(3);
        assertThat(world.hub.opCodes()).containsExactly("704", "702", "999");
        assertThat(all(event -> event.path("opName").asText())).containsExactly("妥投", "投递下段", "");
    }

    @Test
    void aCourierThatWasKilledGoesOnWhereItStopped() throws IOException {
        world.hub.answers("S00001");
        script("{\"events\":[\"203\",\"305\"],\"attempts\":1000,%s}");
        String waybillNo = world.order(ORDER);
        awaitPushes(2);

        world.hub.answers("00000");
        world.restart();

        await().atMost(Duration.ofSeconds(20)).until(() -> world.hub.opCodes().contains("305"));
        assertThat(world.ordersOf(ORDER).path(0).path("waybillNo").asText()).isEqualTo(waybillNo);
        assertThat(world.order("TB2026032400002")).isGreaterThan(waybillNo);
        assertThat(world.hub.papers().stream().map(paper -> paper.path("serialNo").asText()).distinct()).hasSize(2);
    }

    private void script(String script) {
        world.command("PUT", "script", script.formatted(QUICK));
    }

    private List<String> all(Function<JsonNode, String> field) {
        return world.hub.events().stream().map(field).toList();
    }

    private void awaitPushes(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> world.hub.pushes().size() >= count);
    }
}
