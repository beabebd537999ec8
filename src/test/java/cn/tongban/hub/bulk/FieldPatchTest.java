package cn.tongban.hub.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPatchTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
        "{\"a\":\"x\"} | null | replace",
        "{\"a\":\"y\"} | null | nothing",
        "{}            | null | add",
        "{\"a\":\"x\"} | x    | replace",
        "{\"a\":\"z\"} | x    | nothing",
        "{\"a\":\"x\"} | ''   | nothing",
        "{}            | ''   | add",
        "{\"a\":null}  | ''   | replace",
        "{\"a\":{}}    | x    | nothing"})
    void aFieldIsSetWhereTheConditionHolds(String document, String onlyWhere, String op) throws JsonProcessingException {
        FieldPatch patch = new FieldPatch("/a", false, TextNode.valueOf("y"), onlyWhere == null ? null : TextNode.valueOf(onlyWhere));

        JsonNode operations = patch.against(JSON.readTree(document));

        assertThat(operations.isEmpty() ? "nothing" : operations.at("/0/op").asText()).isEqualTo(op);
    }

    @Test
    void aFieldThatIsMissingAlreadyNeedNotBeRemoved() throws JsonProcessingException {
        FieldPatch patch = new FieldPatch("/a", true, null, null);

        assertThat(patch.against(JSON.readTree("{\"b\":1}"))).isEmpty();
        assertThat(patch.against(JSON.readTree("{\"a\":1}")).at("/0/op").asText()).isEqualTo("remove");
    }

    @Test
    void aMaskedValueCannotBeSavedAndNoValueIsInItsText() {
        assertThatThrownBy(() -> new FieldPatch("/a", false, TextNode.valueOf("测**"), null)).isInstanceOf(HubException.class);
        assertThatThrownBy(() -> new FieldPatch("a", true, null, null)).isInstanceOf(HubException.class);
        assertThatThrownBy(() -> new FieldPatch("/a", false, null, null)).isInstanceOf(HubException.class);
        assertThat(new FieldPatch("/a", false, TextNode.valueOf("secret"), null)).asString().doesNotContain("secret");
    }
}
