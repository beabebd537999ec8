package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.security.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CaseClockIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private String token = "";

    @BeforeEach
    void mayRead() {
        token = HUB.token(Scope.READ);
    }

    @Test
    void aCaseShowsItsClockAndWhyItsDeadlineIsOnThatDay() {
        ClockedCase.accepted(HUB, "C-5", ClockedCase.FIVE, "2026-03-16T09:50")
                .at("2026-03-17T08:40", CaseState.IN_REVIEW)
                .at("2026-03-18T09:00", CaseState.SUSPENDED)
                .at("2026-03-20T17:00", CaseState.IN_REVIEW)
                .at("2026-03-24T11:00", CaseState.DECIDED);

        JsonNode clock = HUB.get("/api/v1/cases/C-5", token).json().get("clock");
        JsonNode why = HUB.get("/api/v1/cases/C-5/clock", token).json();

        assertThat(clock.get("state").asText()).isEqualTo("STOPPED");
        assertThat(clock.get("outcome").asText()).isEqualTo("KEPT");
        assertThat(clock.get("acceptedOn").asText()).isEqualTo("2026-03-16");
        assertThat(clock.get("promisedDue").asText()).isEqualTo("2026-03-26");
        assertThat(clock.get("statutoryDue").asText()).isEqualTo("2026-04-17");
        assertThat(clock.get("used").asInt()).isEqualTo(3);
        assertThat(clock.get("remaining").asInt()).isEqualTo(2);
        assertThat(clock.get("provisional").asBoolean()).isFalse();
        assertThat(why.get("clock")).isEqualTo(clock);
        JsonNode promised = why.at("/terms/0");
        assertThat(promised.get("which").asText()).isEqualTo("PROMISED");
        assertThat(promised.get("suspended").asInt()).isEqualTo(3);
        assertThat(promised.get("days").findValuesAsText("kind")).containsExactly("START", "COUNTED", "SUSPENDED",
                "SUSPENDED", "SUSPENDED", "WEEKEND", "WEEKEND", "COUNTED", "COUNTED", "COUNTED", "COUNTED");
        assertThat(promised.at("/days/10/zh").asText()).isEqualTo("第 5 个工作日,到期日");
        assertThat(promised.at("/days/10/en").asText()).isEqualTo("working day 5, due");
        assertThat(why.at("/terms/1/days").findValuesAsText("zh")).contains("清明节放假");
    }

    @Test
    void aWorkedSaturdayIsNamed() {
        ClockedCase.accepted(HUB, "C-1", ClockedCase.ONE, "2026-02-13T14:00");

        JsonNode why = HUB.get("/api/v1/cases/C-1/clock", token).json();

        assertThat(why.at("/clock/promisedDue").asText()).isEqualTo("2026-02-14");
        assertThat(why.at("/clock/light").asText()).isEqualTo("RED");
        assertThat(why.at("/terms/0/days/1/kind").asText()).isEqualTo("WORKED_WEEKEND");
        assertThat(why.at("/terms/0/days/1/zh").asText()).isEqualTo("第 1 个工作日(春节调休上班),到期日");
        assertThat(why.at("/terms/0/en").asText())
                .isEqualTo("Accepted on 2026-02-13, promised working days: 1, due on 2026-02-14.");
    }

    @Test
    void aCaseWithoutAClockSaysWhy() {
        RecordedCase.record(HUB, "C-0");
        ClockedCase.accepted(HUB, "C-9", "11610700Y00000016L3000999999000", "2026-03-16T09:00");

        assertThat(HUB.get("/api/v1/cases/C-0", token).json().at("/clock/why").asText()).isEqualTo("NO_ACCEPTANCE");
        assertThat(HUB.get("/api/v1/cases/C-9", token).json().at("/clock/why").asText()).isEqualTo("ITEM_UNKNOWN");
        JsonNode why = HUB.get("/api/v1/cases/C-9/clock", token).json();
        assertThat(why.get("zh").asText()).startsWith("没有时钟");
        assertThat(why.get("terms")).isEmpty();
        assertThat(HUB.get("/api/v1/cases/unknown/clock", token).status()).isEqualTo(404);
    }

    @Test
    void wordsThatMeanNothingAreRefused() {
        for (String query : new String[] {"light=blue", "sort=oldest", "sort=due&before=eA", "light=red&before=YQpi"}) {
            assertThat(HUB.get("/api/v1/cases?" + query, token).json().get("code").asText()).as(query)
                    .isEqualTo("request-invalid");
        }
    }
}
