package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.RunningHub.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TaskApiIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private String token;

    @BeforeEach
    void token() {
        token = HUB.token(Scope.READ, Scope.OPERATE);
    }

    @Test
    void aGroupIsLookedAtAndThenCorrected() {
        DeadLetters.many(HUB, 5);
        Map<String, Object> order = order(5, Map.of("pointer", "/applicant/type", "value", "OTHER"));

        assertThat(HUB.post("/api/v1/tasks", token, order(4, Map.of("pointer", "/applicant/type", "value", "OTHER"))).status())
                .isEqualTo(409);
        String look = "/api/v1/tasks/" + HUB.post("/api/v1/tasks", token, order).json().get("id").asText();
        JsonNode looked = finished(look);
        assertThat(looked.at("/task/done").asInt()).isEqualTo(5);
        assertThat(looked.at("/reach/count").asInt()).isEqualTo(5);
        assertThat(looked.toString()).doesNotContain("OTHER");

        Answer begun = HUB.post(look + "/repair", token, Map.of("expected", 5, "perSecond", 50, "reason", "wrong kind"));
        assertThat(begun.json().get("checked").asText()).isEqualTo(looked.at("/task/id").asText());
        assertThat(finished("/api/v1/tasks/" + begun.json().get("id").asText()).at("/task/done").asInt()).isEqualTo(5);
        DeadLetters.awaitDelivered(HUB, DeadLetters.number(5));
        JsonNode hops = HUB.get("/api/v1/deliveries/" + DeadLetters.row(HUB, DeadLetters.number(5)).id(), token).json().get("hops");
        assertThat(hops.findValuesAsText("kind")).containsExactly("send", "repair", "replay", "send");
        JsonNode audit = HUB.get("/api/v1/audit-events", HUB.token(Scope.AUDIT)).json();
        assertThat(audit.get("items").findValuesAsText("action")).contains("deliveries.check", "deliveries.repair", "delivery.repair");
        assertThat(HUB.pg().jdbc().sql("select count(*) from bulk_task where patch is not null and position('OTHER'::bytea in patch) > 0")
                .query(Integer.class).single()).isZero();
    }

    @Test
    void whatWouldNotPassIsSaidByPlaceAndIsLeftAsItIs() {
        DeadLetters.many(HUB, 3);
        String look = "/api/v1/tasks/" + HUB.post("/api/v1/tasks", token,
                order(3, Map.of("pointer", "/applicant/type", "value", "COMPANY"))).json().get("id").asText();

        JsonNode looked = finished(look);

        assertThat(looked.at("/task/failed").asInt()).isEqualTo(3);
        assertThat(looked.at("/findings/0/pointer").asText()).isEqualTo("/applicant/type");
        assertThat(looked.at("/findings/0/rule").asText()).isEqualTo("enum");
        assertThat(looked.at("/findings/0/found").asInt()).isEqualTo(3);
    }

    @Test
    void aConditionOnAPersonalFieldNeedsTheRightToKnowIt() {
        DeadLetters.many(HUB, 1);
        Map<String, Object> order = order(1, Map.of("pointer", "/contact/phone", "value", "13900000002", "onlyWhere", "13900000001"));

        assertThat(HUB.post("/api/v1/tasks", token, order).status()).isEqualTo(403);
        assertThat(HUB.post("/api/v1/tasks", HUB.token(Scope.OPERATE, Scope.READ_PERSONAL), order).status()).isEqualTo(200);
        assertThat(HUB.post("/api/v1/tasks", token, order(1, Map.of("pointer", "phone", "value", "1"))).json().get("code").asText())
                .isEqualTo("patch-invalid");
        assertThat(HUB.post("/api/v1/tasks", HUB.token(Scope.READ), order).status()).isEqualTo(403);
        assertThat(HUB.get("/api/v1/tasks", token).json()).hasSize(1);
    }

    @Test
    void aCorrectionMadeOnAnOldLookIsRefused() {
        String path = "/api/v1/deliveries/" + DeadLetters.one(HUB, "C-2026-700002").id() + "/repair";
        Map<String, Object> repair = Map.of("patch", List.of(Map.of("op", "replace", "path", "/applicant/type", "value", "OTHER")),
                "reason", "wrong kind", "revision", 0);

        assertThat(HUB.post(path, token, repair).status()).isEqualTo(200);
        assertThat(HUB.post(path, token, repair).json().get("code").asText()).isEqualTo("repaired-meanwhile");
    }

    private static Map<String, Object> order(int expected, Map<String, Object> patch) {
        return new HashMap<>(Map.of("action", "CHECK", "destination", "city-platform", "code", "unknown-code", "expected", expected,
                "perSecond", 100, "patch", patch, "reason", "wrong kind"));
    }

    private JsonNode finished(String path) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> HUB.get(path, token).json(),
                task -> task.at("/task/state").asText().equals("FINISHED"));
    }
}
