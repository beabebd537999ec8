package cn.tongban.sandbox.postal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the courier refuses, each with a code of its own. */
class PostalRefusalsTest extends WithPostalWorld {
    @ParameterizedTest
    @CsvSource({
        "apiCode, 999999, B00002, ok", "senderNo, 1, B00003, wrong", "authorization, x, B00004, wrong",
        "logitcsInterface, |$4|AAAA, B00005, wrong", "msgType, 1, B00001, missing", "timeStamp, 2026/03/24, B00001, missing",
        "logitcsInterface, '', B00001, missing"
    })
    void eachFieldHasItsRefusal(String field, String value, String code, String verdict) throws IOException {
        Map<String, String> fields = world.fields("020003", PostalWorld.orderText(ORDER));
        fields.put(field, value);

        JsonNode answer = Json.read(world.send(fields).body());

        assertThat(code(answer)).isEqualTo(code);
        assertThat(answer.path("success").asBoolean()).isFalse();
        assertThat(world.raw().get(0).path("signature").asText()).isEqualTo(verdict);
        assertThat(world.raw().get(0).path("effect").asText()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "020003;{}", "020003;[]", "020003;[{}]", "020003;[{},{}]", "020003;no JSON", "040001;[]", "050005;{\"weight\":0}"
    })
    void aDocumentOfAnotherFormIsRefused(String apiCode, String document) throws IOException {
        assertThat(code(world.ask(apiCode, document))).isEqualTo("B00006");
    }

    @Test
    void aPlusSignThatIsNotEscapedSpoilsTheEnvelope() throws IOException {
        StringBuilder form = new StringBuilder("x=1");
        String document = PostalWorld.orderText(ORDER);
        Map<String, String> fields = world.fields("020003", document);
        assertThat(fields.get("logitcsInterface")).contains("+");
        fields.forEach((name, value) -> form.append('&').append(name).append('=').append(value));

        JsonNode spoilt = Json.read(world.post("application/x-www-form-urlencoded", form.toString()).body());

        assertThat(code(spoilt)).isEqualTo("B00005");
        assertThat(code(Json.read(world.post("application/json", "{}").body()))).isEqualTo("B00001");
    }

    @Test
    void aDocumentInGbkIsRefused() throws IOException {
        byte[] document = PostalWorld.orderText(ORDER).getBytes(Charset.forName("GBK"));

        assertThat(code(Json.read(world.send(world.fields("020003", document)).body()))).isEqualTo("B00006");
    }

    private static String code(JsonNode answer) {
        return answer.path("retCode").asText();
    }
}
