package cn.tongban.hub.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.MutableClock;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Alerts of a real hub, by its API. */
class AlertIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final String ALERTS = "/api/v1/alerts";

    @Test
    void aDeadLetterIsRaisedLookedAfterAndOverWhenItIsGone() {
        String token = HUB.token(Scope.READ, Scope.OPERATE);
        UUID id = Raising.aDeadLetter(HUB, "C-2026-000001");

        JsonNode alert = HUB.get(ALERTS, token).json().at("/items/0");
        assertThat(alert.get("rule").asText()).isEqualTo("dead");
        assertThat(alert.get("state").asText()).isEqualTo("raised");
        assertThat(alert.get("text").asText()).contains("市", "1 条未送达");
        assertThat(alert.get("textEn").asText()).startsWith("1 delivery to City approval platform");
        HUB.bean(AlertHousekeeping.class).measure();
        assertThat(HUB.get("/actuator/prometheus", "").raw().body()).contains("hub_alerts_open{type=\"dead\"} 1.0");

        Answer seen = HUB.post(ALERTS + "/" + id + "/acknowledgement", token, Map.of("reason", "代码表在补"));
        assertThat(seen.status()).as(seen.raw().body()).isEqualTo(200);
        assertThat(seen.json().get("state").asText()).isEqualTo("acknowledged");
        assertThat(seen.json().get("actedBy").asText()).isEqualTo("tester");
        assertThat(HUB.post(ALERTS + "/" + id + "/acknowledgement", token, Map.of("reason", "x")).status()).isEqualTo(409);

        UUID delivery = HUB.bean(DeliveryQueries.class).page(DeliveryFilter.any().in(DeliveryState.DEAD_LETTERS), 1).get(0).id();
        HUB.bean(DeliveryDesk.class).discard(delivery, "tester", "重复");
        Raising.lookLater(HUB);

        assertThat(HUB.get(ALERTS, token).json().get("items")).isEmpty();
        assertThat(HUB.get(ALERTS + "?state=ended", token).json().at("/items/0/endedAt").isNull()).isFalse();
        JsonNode audit = HUB.get("/api/v1/audit-events", HUB.token(Scope.AUDIT)).json().get("items");
        assertThat(audit.findValuesAsText("action")).contains("alert.acknowledge");
    }

    @Test
    void aMuteHasAReasonAndAnEnd() {
        String token = HUB.token(Scope.READ, Scope.OPERATE);
        String mute = ALERTS + "/" + Raising.aDeadLetter(HUB, "C-2026-000002") + "/mute";
        String until = Instant.now().plus(Duration.ofHours(2)).toString();

        assertThat(HUB.post(mute, token, Map.of("reason", "检修")).status()).isEqualTo(400);
        assertThat(HUB.post(mute, token, Map.of("until", until, "reason", " ")).json().get("code").asText())
                .isEqualTo("reason-missing");
        assertThat(HUB.post(mute, token, Map.of("until", "2099-01-01T00:00:00Z", "reason", "检修")).status()).isEqualTo(400);
        assertThat(HUB.post(mute, HUB.token(Scope.READ), Map.of("until", until, "reason", "检修")).status()).isEqualTo(403);
        assertThat(HUB.post(mute, token, Map.of("until", until, "wholeRule", true, "reason", "检修")).json()
                .get("mutedUntil").asText()).startsWith(until.substring(0, 19));
        Answer again = HUB.send(HUB.request(mute, token).header("Content-Type", "application/json")
                .method("DELETE", HttpRequest.BodyPublishers.ofString("{\"reason\":\"检修完毕\"}")));
        assertThat(again.json().get("mutedUntil").isNull()).isTrue();
    }

    @Test
    void whatIsNotThereIsSaid() {
        String token = HUB.token(Scope.READ, Scope.OPERATE);

        assertThat(HUB.get(ALERTS + "/" + new UUID(0, 7), token).status()).isEqualTo(404);
        assertThat(HUB.get(ALERTS + "?state=pending", token).status()).isEqualTo(400);
        assertThat(HUB.post(ALERTS + "/" + new UUID(0, 7) + "/acknowledgement", token, Map.of("reason", "x")).status())
                .isEqualTo(404);
        assertThat(HUB.get(ALERTS, "").status()).isEqualTo(401);
    }

    @Test
    void eachMessageOfTheJournalIsCountedOnceInItsHour() {
        for (int i = 0; i < 5; i++) {
            RecordedCase.record(HUB, "C-2026-20000" + i);
        }
        MutableClock later = new MutableClock(Instant.now().plus(Duration.ofMinutes(2)));
        FlowHourRepository hours = HUB.bean(FlowHourRepository.class);
        FlowCounter counter = new FlowCounter(hours, new TransactionTemplate(HUB.bean(PlatformTransactionManager.class)),
                Settings.with(), later);

        await().atMost(Duration.ofSeconds(20)).until(() -> !counter.step() && counted(hours) >= 5);
        later.advance(Duration.ofMinutes(20));
        await().atMost(Duration.ofSeconds(20)).until(() -> !counter.step());

        assertThat(counted(hours)).isEqualTo(5);
        assertThat(hours.countedTo()).hasValueSatisfying(at -> assertThat(at).isAfter(Instant.now()));
    }

    private static long counted(FlowHourRepository hours) {
        return hours.since(Instant.EPOCH).getOrDefault(new Flow("city-window", "case.submitted"), Map.of()).values().stream()
                .mapToLong(Long::longValue).sum();
    }
}
