package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.security.Tokens;
import cn.tongban.hub.support.ErrorCode;
import java.net.http.HttpClient;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String API = "/api/v1/stream";
    private static final String CONSOLE = "/stream";

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Events> opened = new ArrayList<>();

    @BeforeEach
    void aPartnerThatWorks() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-1", false));
    }

    @AfterEach
    void nobodyListensAnyMore() {
        opened.forEach(Events::close);
    }

    @Test
    void aProgramGetsTheWholeThenWhatChangesAndNothingPersonal() {
        Events events = api(HUB.token(Scope.READ));
        await().atMost(SOON).until(() -> events.names().contains("snapshot"));
        assertThat(events.header("Content-Type")).startsWith("text/event-stream");
        assertThat(events.header("Cache-Control")).contains("no-store");
        long before = events.part("in:city-window").get("recordedToday").asLong();

        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        RecordedCase.record(HUB, "C-8001");

        await().atMost(SOON).until(() -> events.part("out:city-platform").get("dead").asLong() == 1);
        await().atMost(SOON).until(() -> events.part("in:city-window").get("recordedToday").asLong() == before + 1);
        await().atMost(SOON).until(() -> events.part("in:city-window").get("perMinute").asDouble() > 0);
        assertThat(events.part("out:city-platform").get("light").asText()).isEqualTo("bad");
        assertThat(events.part("hub").get("light").asText()).isEqualTo("bad");
        assertThat(events.names()).first().isEqualTo("snapshot");
        assertThat(events.names()).contains("change");
        assertThat(events.all()).doesNotContain("C-8001").doesNotContain(RecordedCase.PERSONAL.toArray(String[]::new));
    }

    @Test
    void aConsoleGetsTheWordsOfItsLanguage() {
        Visitor visitor = Visitor.as(HUB, Role.MONITOR);
        Events chinese = keep(visitor.listen(CONSOLE + "?lang=zh"));
        Events english = keep(visitor.listen(CONSOLE + "?lang=en"));

        await().atMost(SOON).until(() -> !chinese.names().isEmpty() && !english.names().isEmpty());
        assertThat(chinese.part("answer").get("sentence").asText()).endsWith("。");
        assertThat(chinese.part("out:city-platform").get("words").asText()).contains("每分钟");
        // Which state it is depends on what the other tests left there.
        assertThat(english.part("row:city-platform").get("state").asText()).matches("[A-Z][a-z ]+");
        assertThat(english.part("out:city-platform").get("label").asText()).startsWith("City approval platform: ");
    }

    @Test
    void withoutATokenOrSessionNobodyListensAndWithoutTheScopeNeither() {
        assertThat(api("").status()).isEqualTo(401);
        assertThat(api(HUB.token(Scope.ADMIN)).status()).isEqualTo(403);
        assertThat(keep(new Visitor(HUB).listen(CONSOLE)).status()).isEqualTo(401);
        Events admin = keep(Visitor.as(HUB, Role.SECURITY_ADMIN).listen(CONSOLE));
        assertThat(admin.status()).isEqualTo(403);
        assertThat(admin.body()).contains("scope-missing");
    }

    @Test
    void theStreamEndsWithTheLogout() {
        Visitor visitor = Visitor.as(HUB, Role.MONITOR);
        Events events = keep(visitor.listen(CONSOLE));
        await().atMost(SOON).until(() -> events.names().contains("snapshot"));
        assertThat(events.hasEnded()).isFalse();

        visitor.post("/logout", Map.of());

        await().atMost(SOON).until(events::hasEnded);
    }

    @Test
    void aStreamKeepsNoSessionAliveAndEndsWithIt() {
        Visitor visitor = Visitor.as(HUB, Role.MONITOR);
        // Almost idle for too long; listening must not count as sitting there.
        HUB.pg().jdbc().sql("update console_session set seen_at = now() - interval '14 minutes'").update();
        Events events = keep(visitor.listen(CONSOLE));
        await().atMost(SOON).until(() -> events.names().contains("snapshot"));
        assertThat(HUB.pg().jdbc().sql("select max(seen_at) < now() - interval '13 minutes' from console_session")
                .query(Boolean.class).single()).isTrue();

        HUB.pg().jdbc().sql("update console_session set seen_at = :at")
                .param("at", Timestamp.from(java.time.Instant.EPOCH)).update();

        await().atMost(SOON).until(events::hasEnded);
        assertThat(keep(visitor.listen(CONSOLE)).status()).isEqualTo(401);
    }

    @Test
    void theStreamEndsWithTheToken() {
        Tokens tokens = HUB.bean(Tokens.class);
        var token = tokens.issue("wall", Set.of(Scope.READ), null, "test");
        Events events = api(token.text());
        await().atMost(SOON).until(() -> events.names().contains("snapshot"));

        tokens.revoke(token.token().id());

        await().atMost(SOON).until(events::hasEnded);
    }

    @Test
    void oneCannotTakeThePlacesOfAllOthers() {
        String token = HUB.token(Scope.READ);
        for (int i = 0; i < 12; i++) {
            assertThat(api(token).status()).isEqualTo(200);
        }

        Events refused = api(token);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.header("Retry-After")).isEqualTo("15");
        assertThat(refused.body()).contains("streams-full", "12");
        assertThat(api(HUB.token(Scope.READ)).status()).isEqualTo(200);
        opened.forEach(Events::close);
        await().atMost(SOON).until(() -> api(token).status() == 200);
    }

    @Test
    void whoComesBackGetsTheWholeFirst() {
        String token = HUB.token(Scope.READ);
        Events again = keep(Events.of(client, HUB.request(API, token).header("Last-Event-ID", "7").GET().build()));

        await().atMost(SOON).until(() -> !again.names().isEmpty());
        assertThat(again.names()).first().isEqualTo("snapshot");
    }

    private Events api(String token) {
        return keep(Events.of(client, HUB.request(API, token).header("Accept", "text/event-stream").GET().build()));
    }

    private Events keep(Events events) {
        opened.add(events);
        return events;
    }
}
