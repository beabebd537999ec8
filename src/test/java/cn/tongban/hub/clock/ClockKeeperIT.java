package cn.tongban.hub.clock;

import static cn.tongban.hub.web.ClockedCase.AT_ONCE;
import static cn.tongban.hub.web.ClockedCase.FIVE;
import static cn.tongban.hub.web.ClockedCase.ONE;
import static cn.tongban.hub.web.ClockedCase.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.deployment.BundleShelf;
import cn.tongban.hub.deployment.Deployments;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.ClockedCase;
import cn.tongban.hub.web.RunningHub;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Cases are listed by clocks that follow messages, days and calendars. The hub keeps them too, as of its own day. */
class ClockKeeperIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    // Ids of messages are of the hub's own clock, which is ahead of the days of these tests.
    private static final Duration YEARS_AHEAD = Duration.ofDays(-36_500);

    private String token = "";

    @BeforeEach
    void mayRead() {
        token = HUB.token(Scope.READ);
    }

    @Test
    void listsByLightAndByDeadline() {
        threeCases();

        eventually(() -> {
            keeper("2026-03-20T09:00:00Z").keep();
            assertThat(numbers("light=red")).containsExactly("C-1");
            assertThat(numbers("light=yellow")).containsExactly("C-5");
            assertThat(numbers("light=green")).containsExactly("C-10");
            assertThat(numbers("sort=due")).containsExactly("C-1", "C-5", "C-10");
            assertThat(numbers("sort=due&handler=nobody")).isEmpty();
            assertThat(numbers("sort=due&state=SUSPENDED")).isEmpty();
            assertThat(numbers("light=red&handler=city-platform&origin=city-window")).containsExactly("C-1");
            JsonNode first = list("sort=due&limit=2");
            assertThat(first.at("/items/1/clock/due").asText()).isEqualTo("2026-03-23");
            assertThat(first.at("/items/1/clock/light").asText()).isEqualTo("YELLOW");
            assertThat(numbers("sort=due&limit=2&before=" + first.get("next").asText())).containsExactly("C-10");
            assertThat(list("").at("/items/0/clock/state").asText()).isEqualTo("RUNNING");
        });
    }

    @Test
    void midnightInShanghaiChangesALightWithoutAnyMessage() {
        ClockedCase.accepted(HUB, "C-5", FIVE, "2026-03-16T09:00");

        eventually(() -> {
            keeper("2026-03-23T15:59:59Z").keep();
            assertThat(numbers("light=yellow")).containsExactly("C-5");
            keeper("2026-03-23T16:00:00Z").keep();
            assertThat(numbers("light=red")).containsExactly("C-5");
        });
    }

    @Test
    void aCaseThatIsDecidedLeavesTheLists() {
        ClockedCase decided = ClockedCase.accepted(HUB, "C-5", FIVE, "2026-03-16T09:00");
        eventually(() -> {
            keeper("2026-03-20T09:00:00Z").keep();
            assertThat(numbers("sort=due")).containsExactly("C-5");
        });

        decided.at("2026-03-18T09:00", CaseState.IN_REVIEW).at("2026-03-19T09:00", CaseState.DECIDED);

        eventually(() -> {
            keeper("2026-03-20T09:00:00Z").keep();
            assertThat(numbers("sort=due")).isEmpty();
            assertThat(list("").at("/items/0/clock/state").asText()).isEqualTo("STOPPED");
        });
    }

    @Test
    void aCalendarThatArrivesMakesProvisionalDatesFinal() {
        ClockedCase.accepted(HUB, "C-10", TEN, "2026-12-24T09:00");
        String detail = "/api/v1/cases/C-10";
        assertThat(HUB.get(detail, token).json().at("/clock/promisedDue").asText()).isEqualTo("2027-01-07");
        assertThat(HUB.get(detail, token).json().at("/clock/provisional").asBoolean()).isTrue();
        eventually(() -> {
            keeper("2026-12-25T09:00:00Z").keep();
            assertThat(list("sort=due").at("/items/0/clock/due").asText()).isEqualTo("2027-01-07");
        });

        BundleFiles own = BundleFiles.fromClassPath();
        try {
            deploy(own.with(BundleFiles.of(Map.of("mappings/canonical/calendar/2027.csv", """
                    date,kind,name_zh,name_en
                    2027-01-01,off,元旦,New Year's Day
                    """.getBytes(StandardCharsets.UTF_8)))));

            assertThat(HUB.get(detail, token).json().at("/clock/promisedDue").asText()).isEqualTo("2027-01-08");
            assertThat(HUB.get(detail, token).json().at("/clock/provisional").asBoolean()).isFalse();
            eventually(() -> {
                keeper("2026-12-25T09:00:00Z").keep();
                assertThat(list("sort=due").at("/items/0/clock/due").asText()).isEqualTo("2027-01-08");
                assertThat(list("sort=due").at("/items/0/clock/provisional").asBoolean()).isFalse();
            });
        } finally {
            deploy(own);
        }
    }

    @Test
    void manyKeepersAtOnceMakeTheSameClocks() {
        threeCases();
        ClockedCase.accepted(HUB, "C-0", AT_ONCE, "2026-03-16T09:00");

        eventually(() -> {
            CompletableFuture.allOf(IntStream.range(0, 4)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> keeper("2026-03-16T09:00:00Z").keep()))
                    .toArray(CompletableFuture[]::new)).join();
            keeper("2026-03-16T09:00:00Z").keep();
            assertThat(numbers("sort=due")).containsExactly("C-0", "C-1", "C-5", "C-10");
        });
        ClockRepository repository = HUB.bean(ClockRepository.class);
        assertThat(repository.of(List.of("C-0", "C-9"))).extracting(KeptClock::due)
                .containsExactly(LocalDate.of(2026, 3, 16));
    }

    @Test
    void aNodeThatRunsAnotherBundleThanTheClusterKeepsNone() {
        deploy(BundleFiles.fromClassPath());
        ClockRepository repository = HUB.bean(ClockRepository.class);
        TransactionTemplate transaction = new TransactionTemplate(HUB.bean(PlatformTransactionManager.class));

        assertThat(transaction.<Boolean>execute(status -> repository.lock("0".repeat(64)).isPresent())).isFalse();
        await().until(() -> transaction.execute(status ->
                repository.lock(BundleFiles.fromClassPath().digest()).isPresent()));
    }

    private static void threeCases() {
        ClockedCase.accepted(HUB, "C-10", TEN, "2026-03-16T09:00");
        ClockedCase.accepted(HUB, "C-5", FIVE, "2026-03-16T09:00");
        ClockedCase.accepted(HUB, "C-1", ONE, "2026-03-16T09:00");
    }

    private static void deploy(BundleFiles files) {
        HUB.bean(BundleShelf.class).keep(files, "", "test");
        HUB.bean(Deployments.class).deploy(files.digest(), "test", "calendar", null);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> HUB.bean(ActiveBundle.class).digest().orElse("").equals(files.digest()));
    }

    /** The hub's own keeper may have brought the clocks to its own day in between. */
    private static void eventually(ThrowingCallable check) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(check::call);
    }

    private static ClockKeeper keeper(String now) {
        return new ClockKeeper(HUB.bean(ClockRepository.class), HUB.bean(CaseQueries.class), HUB.bean(Clocks.class),
                new TransactionTemplate(HUB.bean(PlatformTransactionManager.class)),
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC), YEARS_AHEAD);
    }

    private List<String> numbers(String query) {
        return list(query).get("items").findValuesAsText("caseNo");
    }

    private JsonNode list(String query) {
        return HUB.get("/api/v1/cases?" + query, token).json();
    }
}
