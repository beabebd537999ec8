package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorSettings;
import cn.tongban.hub.delivery.Repairs;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.PersonalFields;
import cn.tongban.hub.web.RepairForm.Typed;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepairFormTest {
    private static final String DOCUMENT = "case.submitted";
    private static final String SCHEMA =
            """
            {"type": "object", "properties": {
              "name": {"title": "姓名", "type": "string", "x-personal": {"class": "name"}},
              "phone": {"type": "string", "description": "Mobile", "x-personal": {"class": "phone"}},
              "kind": {"enum": ["A", "B"]},
              "pages": {"type": "integer"},
              "urgent": {"type": "boolean"},
              "note": {"type": "string"},
              "place": {"$ref": "#/$defs/place"}},
             "$defs": {"place": {"type": "object", "properties": {"city": {"type": "string"}, "zip": {"type": "string"}}}}}
            """;
    private static final BundleFiles FILES = BundleFiles.of(Map.of("mappings/canonical/schemas/" + DOCUMENT + ".schema.json",
            SCHEMA.getBytes(StandardCharsets.UTF_8)));
    private static final JsonNode PLAIN = json("""
            {"name":"测试甲","phone":"13900000001","kind":"A","pages":3,"urgent":true,"place":{"city":"汉中"}}""");

    private final RepairForm form = form(PLAIN);

    @Test
    void nothingPersonalIsInTheFormAndUntouchedItIsNoChange() {
        assertThat(form.toString()).doesNotContain("测试甲", "13900000001");
        assertThat(field("/name").initial()).isEmpty();
        assertThat(field("/name").shown()).isEqualTo("测**");
        assertThat(form.changes(asItCame()).operations()).isEmpty();
    }

    @Test
    void onlyWhatWasChangedIsInThePatchAndMaskedFieldsKeepTheirValues() {
        Map<String, String> values = new HashMap<>(asItCame().values());
        values.put("/kind", "B");
        values.put("/pages", "12");

        RepairForm.Changes changes = form.changes(new Typed(values, Set.of()));

        assertThat(changes.operations()).hasSize(2);
        JsonNode after = Repairs.applied(PLAIN, changes.operations());
        assertThat(after).isEqualTo(json("""
                {"name":"测试甲","phone":"13900000001","kind":"B","pages":12,"urgent":true,"place":{"city":"汉中"}}"""));
    }

    @Test
    void aMaskedFieldCanGetANewValueButNeverItsMask() {
        assertThat(form.changes(typed("/phone", "13900000002")).operations().toString()).contains("replace", "13900000002");

        RepairForm.Changes masked = form.changes(typed("/phone", "139****0002"));

        assertThat(masked.operations()).isEmpty();
        assertThat(masked.places()).extracting("rule").containsExactly("masked");
    }

    @Test
    void fieldsThatTheSchemaKnowsCanBeAddedAndOthersLeftOut() {
        assertThat(form.fields().stream().filter(RepairForm.Field::lacking)).extracting(RepairForm.Field::pointer)
                .containsExactly("/note", "/place/zip");

        JsonNode added = form.changes(typed("/place/zip", "723000")).operations();
        JsonNode removed = form.changes(new Typed(asItCame().values(), Set.of("/place/city", "/nobody"))).operations();

        assertThat(added.at("/0/op").asText()).isEqualTo("add");
        assertThat(removed).hasSize(1);
        assertThat(removed.at("/0/op").asText()).isEqualTo("remove");
    }

    @Test
    void whatIsNoNumberIsSaidAtItsField() {
        RepairForm.Changes changes = form.changes(typed("/pages", "three"));

        assertThat(changes.places()).extracting("pointer").containsExactly("/pages");
        assertThat(changes.operations()).isEmpty();
    }

    @Test
    void labelsAndChoicesComeFromTheSchema() {
        assertThat(field("/name").label()).isEqualTo("姓名");
        assertThat(field("/place/city").label()).isEqualTo("place / city");
        assertThat(field("/phone").hint()).isEqualTo("Mobile");
        assertThat(field("/kind").choices()).containsExactly("A", "B");
        assertThat(field("/urgent").choices()).containsExactly("true", "false");
    }

    @Test
    void lineEndsOfABrowserAreNoChange() {
        RepairForm lines = form(json("{\"note\":\"one\\ntwo\"}"));

        assertThat(lines.changes(new Typed(Map.of("/note", "one\r\ntwo"), Set.of())).operations()).isEmpty();
    }

    private RepairForm.Field field(String pointer) {
        return form.fields().stream().filter(field -> field.pointer().equals(pointer)).findFirst().orElseThrow();
    }

    private Typed asItCame() {
        Map<String, String> values = new HashMap<>();
        form.fields().forEach(field -> values.put(field.pointer(), field.initial()));
        return new Typed(values, Set.of());
    }

    private Typed typed(String pointer, String text) {
        Map<String, String> values = new HashMap<>(asItCame().values());
        values.put(pointer, text);
        return new Typed(values, Set.of());
    }

    private static RepairForm form(JsonNode plain) {
        PersonalFields personal = PersonalFields.read(FILES);
        ConnectorCatalogue connectors = ConnectorCatalogue.parse(Map.of());
        BundleAtWork bundle = () -> new BundleAtWork.Parts(FILES, connectors, ConnectorSettings.of(connectors, name -> ""),
                personal, ContractLibrary.compile(FILES));
        return RepairForm.of(DOCUMENT, plain, personal.masked(DOCUMENT, plain), bundle);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
