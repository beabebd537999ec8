package cn.tongban.hub.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of what may happen to a promise. */
class PromiseActTest {
    @Test
    void whatIsSettledStaysSoAndOnlyAFindingCanBeTakenBack() {
        assertThat(possible(PromiseKind.DEBT, PromiseStatus.OPEN)).containsExactly("REMIND", "EXPIRE", "WAIVE");
        assertThat(possible(PromiseKind.DEBT, PromiseStatus.EXPIRED)).containsExactly("WAIVE");
        assertThat(possible(PromiseKind.COMMITMENT, PromiseStatus.SIGNED))
                .containsExactly("ASK_FOR_CHECK", "VERIFY", "FIND_FALSE");
        assertThat(possible(PromiseKind.COMMITMENT, PromiseStatus.CHECK_DUE)).containsExactly("VERIFY", "FIND_FALSE");
        assertThat(possible(PromiseKind.COMMITMENT, PromiseStatus.VERIFIED)).containsExactly("FIND_FALSE");
        assertThat(possible(PromiseKind.COMMITMENT, PromiseStatus.FALSE)).containsExactly("CORRECT");
        for (PromiseStatus settled : List.of(PromiseStatus.SUPPLIED, PromiseStatus.WAIVED, PromiseStatus.REPLACED)) {
            assertThat(possible(PromiseKind.DEBT, settled)).isEmpty();
            assertThat(possible(PromiseKind.COMMITMENT, settled)).isEmpty();
        }
    }

    @Test
    void theCanonicalDocumentKnowsEachEventAndType() throws IOException {
        JsonNode schema = new JsonMapper().readTree(Path.of("mappings/canonical/schemas/case.promise.schema.json").toFile());
        Set<String> types = new TreeSet<>();
        schema.path("x-types").forEach(type -> types.add(type.asText()));
        Set<String> events = new TreeSet<>();
        schema.at("/properties/event/enum").forEach(event -> events.add(event.asText()));

        assertThat(Arrays.stream(PromiseAct.values()).map(PromiseAct::type)).containsExactlyInAnyOrderElementsOf(types);
        assertThat(Arrays.stream(PromiseAct.values()).map(PromiseAct::event)).containsExactlyInAnyOrderElementsOf(events);
    }

    private static List<String> possible(PromiseKind kind, PromiseStatus status) {
        return Arrays.stream(PromiseAct.values()).filter(act -> act.isPossible(kind, status)).map(Enum::name).toList();
    }
}
