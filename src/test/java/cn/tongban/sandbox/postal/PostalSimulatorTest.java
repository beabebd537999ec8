package cn.tongban.sandbox.postal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.Waybill;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The courier's address: every question it answers, and what it refuses. */
class PostalSimulatorTest extends WithPostalWorld {
    @Test
    void anOrderGetsAWaybillInAnAnswerOfThePublishedForm() throws IOException {
        JsonNode answer = world.ask("020003", PostalWorld.orderText(ORDER));

        assertThat(answer.fieldNames()).toIterable()
                .containsExactlyInAnyOrder("retCode", "retMsg", "retBody", "retDate", "serialNo", "success");
        assertThat(answer.path("retCode").asText()).isEqualTo("00000");
        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(PostalWorld.body(answer).path("logisticsOrderNo").asText()).isEqualTo(ORDER);
        assertThat(PostalWorld.body(answer).path("waybillNo").asText()).matches("11[0-9]{11}");
        assertThat(world.raw()).singleElement().satisfies(raw -> {
            assertThat(raw.path("operation").asText()).isEqualTo("order");
            assertThat(raw.path("caseNo").asText()).isEqualTo(ORDER);
            assertThat(raw.path("effect").asText()).isEqualTo("created");
            assertThat(raw.path("signature").asText()).isEqualTo("ok");
            assertThat(raw.path("body").asText()).contains("logitcsInterface=%7C%244%7C").doesNotContain("测试甲");
        });
    }

    @Test
    void aSecondOrderMakesASecondWaybillUnlessTheCourierIsToldToRecogniseIt() throws IOException {
        String first = world.order(ORDER);
        assertThat(world.order(ORDER)).isNotEqualTo(first);
        world.command("PUT", "repeats", "{\"recognised\":true}");

        assertThat(world.order(ORDER)).isEqualTo(first);

        assertThat(world.raw()).extracting(raw -> raw.path("effect").asText())
                .containsExactly("created", "created", "repeat");
        assertThat(world.ordersOf(ORDER)).hasSize(2);
        assertThat(world.command("GET", "orders", "").path("orders")).hasSize(2);
    }

    @Test
    void aQueryByOurOwnNumberSaysWhatThereIs() throws IOException {
        assertThat(code(world.ask("020090", "{\"logisticsOrderNo\":\"" + ORDER + "\"}"))).isEqualTo("B00007");
        String waybillNo = world.order(ORDER);

        assertThat(world.ordersOf(ORDER)).singleElement().satisfies(order -> {
            assertThat(order.path("waybillNo").asText()).isEqualTo(waybillNo);
            assertThat(order.path("status").asText()).isEqualTo("ORDERED");
        });
    }

    @Test
    void whatWasSentAboutAnOrderCanBeReadOpened() throws IOException {
        String waybillNo = world.order(ORDER);
        world.ask("010004", "{\"waybillNo\":\"" + waybillNo + "\",\"type\":\"129\"}");
        world.order("TB2026032400002");

        JsonNode documents = world.command("GET", "orders/" + ORDER, "").path("documents");

        assertThat(documents).extracting(one -> one.path("operation").asText()).containsExactly("order", "label");
        assertThat(documents.at("/0/document/0/receiver/name").asText()).isEqualTo("测试甲");
        assertThat(documents.at("/0/receiptNo").asText()).isEqualTo(waybillNo);
        assertThat(documents.at("/1/document/type").asText()).isEqualTo("129");
    }

    @Test
    void numbersAreDigitsOrItemNumbersWithTheirCheck() throws IOException {
        assertThat(world.order(ORDER)).hasSize(13).containsOnlyDigits();
        world.command("PUT", "numbers", "{\"form\":\"s10\"}");

        for (int i = 0; i < 20; i++) {
            assertThat(world.order(ORDER)).satisfies(number -> assertThat(Waybill.isItemNumber(number)).as(number).isTrue());
        }
    }

    @Test
    void whatNobodyPickedUpCanBeCancelled() throws IOException {
        String waybillNo = world.order(ORDER);
        String cancel = "{\"logisticsOrderNo\":\"%s\",\"waybillNo\":\"%s\",\"cancelReason\":\"重复\"}";

        assertThat(code(world.ask("020006", cancel.formatted("TB2026032400009", waybillNo)))).isEqualTo("B00007");
        assertThat(code(world.ask("020006", cancel.formatted(ORDER, waybillNo)))).isEqualTo("00000");
        assertThat(code(world.ask("020006", cancel.formatted(ORDER, waybillNo)))).as("again").isEqualTo("00000");

        assertThat(world.raw()).extracting(raw -> raw.path("effect").asText())
                .containsExactly("created", "none", "withdrawn", "repeat");
        assertThat(code(world.ask("010004", "{\"waybillNo\":\"" + waybillNo + "\",\"type\":\"129\"}"))).isEqualTo("B00007");
    }

    @Test
    void whatIsOnItsWayCannot() throws IOException {
        String waybillNo = world.order(ORDER);
        String cancel = "{\"logisticsOrderNo\":\"%s\",\"waybillNo\":\"%s\"}".formatted(ORDER, waybillNo);
        world.command("POST", "parcels/" + waybillNo + "/events", "{\"opCode\":\"203\"}");

        assertThat(code(world.ask("020006", cancel))).isEqualTo("B00008");
        world.command("POST", "parcels/" + waybillNo + "/events", "{\"opCode\":\"207\"}");
        assertThat(code(world.ask("020006", cancel))).isEqualTo("00000");
    }

    private static String code(JsonNode answer) {
        return answer.path("retCode").asText();
    }
}
