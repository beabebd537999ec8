package cn.tongban.sandbox.postal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels, tracks, addresses and prices. */
class PostalQueriesTest extends WithPostalWorld {
    @ParameterizedTest
    @CsvSource({"129, 215.43, 365.67", "149, 215.43, 422.36", "179, 283.46, 507.40"})
    void labelsArePdfOfTheirSize(String type, String width, String height) throws IOException {
        String waybillNo = world.order(ORDER);
        String wish = "{\"waybillNo\":\"%s\",\"type\":%s,\"isReturn\":%s,\"getURL\":%s}";

        String pdf = pdf(world.ask("010004", wish.formatted(waybillNo, type, 0, 0)));
        JsonNode address = PostalWorld.body(world.ask("010004", wish.formatted(waybillNo, type, 1, 1)));
        WireAnswer file = world.get(URI.create(address.path("url").asText()).getPath());

        assertThat(pdf).startsWith("%PDF-1.4\n").endsWith("%%EOF\n");
        assertThat(pdf).contains("[0 0 " + width + " " + height + "]", waybillNo);
        int table = Integer.parseInt(pdf.substring(pdf.indexOf("startxref\n") + 10, pdf.indexOf("\n%%EOF")));
        assertThat(pdf.substring(table)).startsWith("xref");
        assertThat(pdf.substring(Integer.parseInt(pdf.substring(table + 29, table + 39)))).startsWith("1 0 obj");
        assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(file.bodyText()).startsWith("%PDF").contains("EMS RETURN");
        assertThat(world.get("/amp-prod-api/f/amp/labels/1199999999999-129.pdf").status()).isEqualTo(404);
        assertThat(code(world.ask("010004", wish.formatted(waybillNo, 130, 0, 0)))).isEqualTo("B00009");
    }

    @Test
    void theTrackHasWhatHappened() throws IOException {
        String waybillNo = world.order(ORDER);
        String query = "{\"waybillNo\":\"" + waybillNo + "\",\"direction\":\"0\"}";
        assertThat(PostalWorld.body(world.ask("040001", query)).path("responseItems")).isEmpty();
        world.command("POST", "parcels/" + waybillNo + "/events", "{\"opCode\":\"203\",\"opTime\":\"2026-03-24 16:00:00\"}");

        JsonNode items = PostalWorld.body(world.ask("040001", query)).path("responseItems");

        assertThat(items).singleElement().satisfies(item -> {
            assertThat(item.path("opCode").asText()).isEqualTo("203");
            assertThat(item.path("opTime").asText()).isEqualTo("2026-03-24 16:00:00");
        });
        assertThat(code(world.ask("040001", "{\"waybillNo\":\"1199999999999\"}"))).isEqualTo("B00007");
    }

    @Test
    void addressesAreSplitInOrder() throws IOException {
        JsonNode parts = PostalWorld.body(world.ask("060001",
                "[{\"wholeAddress\":\"陕西省汉中市勉县示例镇1号\"},{\"wholeAddress\":\"某处\"}]"));

        assertThat(parts.path(0)).isEqualTo(Json.read(("""
                {"prov":"陕西省","provCode":"610000","city":"汉中市","cityCode":"610700","county":"勉县",\
                "countyCode":"610725","address":"示例镇1号"}""").getBytes(StandardCharsets.UTF_8)));
        assertThat(parts.path(1).path("prov").asText()).isEmpty();
        assertThat(parts.path(1).path("address").asText()).isEqualTo("某处");
    }

    @Test
    void saysWhereItGoesAndWhatItCosts() throws IOException {
        JsonNode near = PostalWorld.body(world.ask("060002", "{\"wholeAddress\":\"陕西省汉中市\"}"));
        JsonNode island = PostalWorld.body(world.ask("060002", "{\"wholeAddress\":\"不可达岛\"}"));

        assertThat(near.path("reachable").asText()).isEqualTo("1");
        assertThat(island.path("reachable").asText()).isEqualTo("0");
        assertThat(code(world.ask("020003", PostalWorld.orderText(ORDER).replace("示例路1号", "不可达岛")))).isEqualTo("B00010");
        assertThat(PostalWorld.body(world.ask("050005", "{\"weight\":1001,\"receiver\":{\"prov\":\"陕西省\"}}"))
                .path("postageTotal").asText()).isEqualTo("14.00");
    }

    private static String code(JsonNode answer) {
        return answer.path("retCode").asText();
    }

    private static String pdf(JsonNode answer) {
        byte[] bytes = Base64.getDecoder().decode(PostalWorld.body(answer).path("pdf").asText());
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
