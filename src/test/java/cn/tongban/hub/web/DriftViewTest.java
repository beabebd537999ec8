package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.drift.Drift;
import cn.tongban.hub.drift.DriftKind;
import cn.tongban.hub.web.DriftController.DriftView;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DriftViewTest {
    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();

    @Test
    void aDriftIsFlatOnTheWireAndARepeatGetsTheSame() throws Exception {
        Drift drift = new Drift(new UUID(0, 1), "platform", "platform", "answered", "platform/receipt", "submit 200", "",
                DriftKind.NEW_FIELD, "/traceNo", "string", "", "string", Instant.EPOCH, Instant.EPOCH, 3, new UUID(0, 2), "", "",
                "open", null, "", null, "");

        String sent = JSON.writeValueAsString(new DriftView(drift, "新字段", "new field"));
        JsonNode wire = JSON.readTree(sent);

        assertThat(wire.path("kind").asText()).isEqualTo("new-field");
        assertThat(wire.path("place").asText()).isEqualTo("/traceNo");
        assertThat(wire.size()).isEqualTo(Drift.class.getRecordComponents().length + 2);
        assertThat(JSON.writeValueAsString(JSON.readValue(sent, DriftView.class))).isEqualTo(sent);
    }
}
