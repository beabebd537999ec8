package cn.tongban.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaterialChoiceTest {
    private final ItemDocument item = AnItem.ofCity(AnItem.code(1))
            .material("M3", "租赁合同", "REQUIRED", "OTHER", 1)
            .material("M4", "房产证", "REQUIRED", "CERTIFICATE", 1)
            .with(json -> {
                var situations = json.putArray("situations");
                situations.addObject().put("situationId", "RENT").put("question", "场地").put("name", "租用")
                        .putArray("materials").add("M3");
                situations.addObject().put("situationId", "OWN").put("question", "场地").put("name", "自有")
                        .putArray("materials").add("M4");
                situations.addObject().put("situationId", "AGENT").put("name", "委托代办").putArray("materials").add("M3");
            }).document();

    private List<String> chosen(String... situations) {
        return MaterialChoice.of(item, List.of(situations)).materials().stream()
                .map(ItemDocument.Material::materialId).toList();
    }

    @Test
    void everybodyBringsWhatNoSituationNames() {
        assertThat(chosen()).containsExactly("M1", "M2");
        assertThat(chosen("RENT")).containsExactly("M1", "M2", "M3");
        assertThat(chosen("OWN")).containsExactly("M1", "M2", "M4");
        assertThat(chosen("OWN", "AGENT")).containsExactly("M1", "M2", "M3", "M4");
    }

    @Test
    void anUnknownSituationAndTwoAnswersToOneQuestionAreRefused() {
        assertThatThrownBy(() -> chosen("NONE")).isInstanceOfSatisfying(HubException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
            assertThat(e.places()).extracting("rule").containsExactly("unknown");
        });
        assertThatThrownBy(() -> chosen("OWN", "RENT")).isInstanceOfSatisfying(HubException.class,
                e -> assertThat(e.places()).extracting("rule").containsExactly("one-answer"));
    }
}
