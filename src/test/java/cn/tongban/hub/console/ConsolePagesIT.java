package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.DeadLetters;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import cn.tongban.hub.web.Visitor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsolePagesIT {
    private static final String CASE = "C-2026-000001";

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private Visitor monitor;
    private UUID message;

    @BeforeEach
    void aCaseIsThere() {
        message = RecordedCase.record(HUB, CASE);
        DeadLetters.awaitDelivered(HUB, CASE);
        monitor = Visitor.as(HUB, Role.MONITOR);
    }

    /** The identity number is one that is a credit code by its shape as well. */
    @ParameterizedTest
    @CsvSource({CASE + ", /cases/" + CASE, RecordedCase.ID_NUMBER + ", /cases/" + CASE, RecordedCase.CREDIT_CODE + ", /cases/" + CASE,
        RecordedCase.PHONE + ", /cases/" + CASE, RecordedCase.NAME + ", /cases/" + CASE, "C-none, /search/none"})
    void aNumberGoesStraightToTheCaseAndIsInNoAddress(String number, String page) {
        assertThat(monitor.post("/search", Map.of("q", "  " + number + " ")).header("Location")).isEqualTo(page);
    }

    @Test
    void theMessageAndTheDeliveryAreFoundByTheirNumbers() {
        DeliveryRow delivery = delivered();

        assertThat(monitor.post("/search", Map.of("q", message.toString())).header("Location")).isEqualTo("/messages/" + message);
        assertThat(monitor.post("/search", Map.of("q", delivery.id().toString())).header("Location"))
                .isEqualTo("/deliveries/" + delivery.id());
    }

    @Test
    void severalCasesOfOnePersonAreAListUnderAnAddressThatSaysNothing() {
        RecordedCase.record(HUB, "C-2026-000002");

        String list = monitor.post("/search", Map.of("q", RecordedCase.PHONE)).header("Location");

        assertThat(list).matches("/search/[0-9a-f-]{36}");
        assertThat(monitor.get(list).raw().body()).contains(CASE, "C-2026-000002").doesNotContain(RecordedCase.PHONE);
        assertThat(Visitor.as(HUB, Role.MONITOR).get(list).status()).as("somebody else").isEqualTo(404);
    }

    @Test
    void aMessageIsMaskedUntilSomebodySaysWhyAndThatIsOnRecord() {
        String path = "/messages/" + message;

        assertThat(monitor.get(path).raw().body()).contains("食品经营许可").doesNotContain(RecordedCase.ID_NUMBER, RecordedCase.PHONE);
        String phone = "/contact/phone";
        assertThat(monitor.post(path + "/unmask", Map.of("pointer", phone, "reason", " ")).status()).isEqualTo(422);
        Answer shown = monitor.post(path + "/unmask", Map.of("pointer", phone, "reason", "核对电话"));
        assertThat(shown.raw().body()).contains(RecordedCase.PHONE).doesNotContain(RecordedCase.NAME, RecordedCase.ID_NUMBER);
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Visitor.as(HUB, Role.ENGINEER).post(path + "/unmask", Map.of("pointer", phone, "reason", "看看")).status())
                .isEqualTo(403);
        assertThat(Visitor.as(HUB, Role.AUDITOR).get("/audit").raw().body())
                .contains("查看一项原值", "核对电话", message + " " + phone).doesNotContain(RecordedCase.PHONE);
    }

    @Test
    void aDeadLetterIsFoundByItsCauseAndSentAgain() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        RecordedCase.record(HUB, "C-2026-000003");
        await().atMost(Duration.ofSeconds(10)).until(() -> state("C-2026-000003") == DeliveryState.DEAD);
        DeliveryRow dead = row("C-2026-000003");

        assertThat(monitor.get("/dead-letters").raw().body()).contains("1 条投递未送达", "destination=city-platform");
        assertThat(monitor.get("/dead-letters?destination=city-platform&code=unknown-code").raw().body())
                .contains("/deliveries/" + dead.id());
        String path = "/deliveries/" + dead.id();
        assertThat(monitor.get(path).raw().body()).contains("重新投递", "document-type").doesNotContain("对方已收到");
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-2", false));
        assertThat(monitor.post(path + "/replay", Map.of("reason", "代码表已补")).header("Location")).isEqualTo(path + "?done=done");
        await().atMost(Duration.ofSeconds(10)).until(() -> state("C-2026-000003") == DeliveryState.DELIVERED);
        assertThat(monitor.get(path).raw().body()).contains("人工重新投递", "代码表已补", "R-2").doesNotContain(">重新投递</button>");
    }

    @Test
    void aDoubtIsSettledByWhatAPersonFoundOut() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "reset"));
        RecordedCase.record(HUB, "C-2026-000004");
        await().atMost(Duration.ofSeconds(10)).until(() -> state("C-2026-000004") == DeliveryState.DOUBTFUL);
        String path = "/deliveries/" + row("C-2026-000004").id();

        assertThat(monitor.get("/doubts").raw().body()).contains(path);
        assertThat(monitor.get(path).raw().body()).contains("对方已收到", "再送一次");
        assertThat(monitor.post(path + "/there", Map.of("reason", "电话问过", "receiptNo", "HZ-7")).status()).isEqualTo(302);
        assertThat(state("C-2026-000004")).isEqualTo(DeliveryState.DELIVERED);
        assertThat(monitor.get(path).raw().body()).contains("人工核实", "HZ-7");
        assertThat(monitor.post(path + "/there", Map.of("reason", "再一次")).status()).as("settled already").isEqualTo(409);
    }

    @Test
    void theOverviewNamesTheCasesWhoseDeadlineIsNearOrPast() throws SQLException {
        assertThat(monitor.get("/").raw().body()).contains("0 件已超期", "0 件临近期限");
        try (Connection keeper = HUB.pg().dataSource().getConnection()) {
            // In the place of the keeper of clocks, who would count this one anew.
            keeper.setAutoCommit(false);
            keeper.createStatement().execute("select from clock_progress for update");
            HUB.pg().jdbc().sql("insert into case_clock values (:case, 'RUNNING', '2026-03-23', 'RED', false, true) "
                    + "on conflict (case_no) do update set state = excluded.state, due = excluded.due, light = excluded.light")
                    .param("case", CASE).update();

            await().atMost(Duration.ofSeconds(20)).until(() -> monitor.get("/").raw().body().contains("1 件已超期"));
            assertThat(monitor.get("/?lang=en").raw().body()).contains("1 past its deadline", "/cases/" + CASE, "2026-03-23");
            assertThat(monitor.get("/cases?light=red").raw().body()).contains(CASE);
        }
    }

    @Test
    void theAnswerToAFormLeadsBackToThePageAboveItWhenTheLanguageIsChanged() {
        assertThat(monitor.post("/connectors/city-platform/pause", Map.of("reason", " ")).raw().body())
                .contains("name=\"back\" value=\"/connectors/city-platform\"");
        assertThat(monitor.post("/messages/" + message + "/unmask", Map.of("reason", "核对", "pointer", "/contact/phone")).raw().body())
                .contains("name=\"back\" value=\"/messages/" + message + "\"");
        assertThat(monitor.get("/messages?connector=city-window").raw().body())
                .contains("name=\"back\" value=\"/messages?connector=city-window\"");
    }

    @Test
    void whoKeepsTheHubRunningSeesHowItIsAndTakesTheDiagnostics() {
        Visitor keeper = Visitor.as(HUB, Role.SYSTEM_ADMIN);

        assertThat(keeper.get("/system").raw().body()).contains("都正常", "数据库大小", "磁盘可用", "下载诊断包")
                .doesNotContain("??", HUB.pg().url());
        Answer zip = keeper.get("/system/diagnostics.zip");
        assertThat(zip.status()).isEqualTo(200);
        assertThat(zip.header("Content-Disposition")).contains("diagnostics.zip");
        assertThat(Visitor.as(HUB, Role.AUDITOR).get("/audit").raw().body()).contains("下载诊断包");
        assertThat(monitor.get("/system").status()).isEqualTo(403);
        assertThat(monitor.get("/system/diagnostics.zip").status()).isEqualTo(403);
    }

    @Test
    void whoWaitsForWhomIsSeen() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        RecordedCase.record(HUB, "C-2026-000006");
        await().atMost(Duration.ofSeconds(10)).until(() -> state("C-2026-000006") == DeliveryState.DEAD);

        assertThat(monitor.get("/orders").raw().body()).contains("1 个办件在排队,其中 1 个要人工处理", "C-2026-000006");
    }

    @Test
    void fiftyDeadLettersOfOneCauseAreSentAgainAsATask() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        for (int i = 0; i < 50; i++) {
            RecordedCase.record(HUB, "C-2026-1%05d".formatted(i));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> HUB.bean(DeliveryQueries.class).causes().stream()
                .anyMatch(cause -> cause.count() == 50));
        String group = "/dead-letters?destination=city-platform&code=unknown-code";
        assertThat(monitor.get(group).raw().body()).contains("重新投递全部 50 条", "这一类现有 50 条");
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-3", false));
        Map<String, String> order = new java.util.HashMap<>(Map.of("action", "replay", "destination", "city-platform", "code",
                "unknown-code", "expected", "49", "perSecond", "5", "reason", "代码表已补"));

        assertThat(monitor.post("/tasks", order).status()).as("more than the page said").isEqualTo(409);
        order.put("expected", "50");
        String task = monitor.post("/tasks", order).header("Location");
        assertThat(task).startsWith("/tasks/");
        assertThat(monitor.post("/tasks", order).status()).as("one is open already, or nothing is left").isEqualTo(409);
        assertThat(monitor.post(task + "/pause", Map.of("reason", "等一等")).status()).isEqualTo(302);
        assertThat(monitor.get(task).raw().body()).contains("已暂停");
        assertThat(monitor.post(task + "/resume", Map.of("reason", "继续")).status()).isEqualTo(302);
        await().atMost(Duration.ofSeconds(30)).until(() -> monitor.get(task).raw().body().contains("已完成"));
        assertThat(monitor.get(task).raw().body()).contains("50 / 50");
        await().atMost(Duration.ofSeconds(30)).until(() -> HUB.bean(DeliveryQueries.class).causes().isEmpty());
        assertThat(Visitor.as(HUB, Role.ENGINEER).post("/tasks", order).status()).isEqualTo(403);
    }

    @Test
    void aTokenIsShownOnceAndCanBeTakenBack() {
        Visitor admin = Visitor.as(HUB, Role.SECURITY_ADMIN);

        String shown = admin.post("/tokens", Map.of("name", "看板", "scopes", "read", "days", "30")).raw().body();
        Matcher text = Pattern.compile("<p class=\"secret code\">([^<]+)</p>").matcher(shown);
        assertThat(text.find()).isTrue();
        assertThat(HUB.get("/api/v1/status", text.group(1)).status()).isEqualTo(200);
        String list = admin.get("/tokens").raw().body();
        assertThat(list).contains("看板").doesNotContain(text.group(1));
        Matcher revoke = Pattern.compile("action=\"(/tokens/[0-9a-f-]+/revoke)\"").matcher(list);
        assertThat(revoke.find()).isTrue();
        admin.post(revoke.group(1), Map.of());
        assertThat(HUB.get("/api/v1/status", text.group(1)).status()).isEqualTo(401);
    }

    @Test
    void whoMayOnlyLookHasNoButtonAndNoWay() {
        Visitor engineer = Visitor.as(HUB, Role.ENGINEER);
        DeliveryRow row = delivered();

        assertThat(engineer.get("/deliveries/" + row.id()).raw().body()).doesNotContain("name=\"reason\"");
        assertThat(engineer.post("/deliveries/" + row.id() + "/discard", Map.of("reason", "x")).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"/cases/none, 404", "/messages/00000000-0000-7000-8000-000000000000, 404", "/messages/none, 404",
        "/deliveries/00000000-0000-7000-8000-000000000000, 404"})
    void whatIsNotThereIsAPageThatSaysSo(String path, int status) {
        Answer answer = monitor.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.raw().body()).contains("<main", "回到首页").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({"/, How things", "/messages, Messages", "/cases, Cases", "/dead-letters, No dead letters.", "/doubts, No doubts.",
        "/items, Items", "/connectors, Systems", "/orders, Nothing waits", "/tasks, Tasks", "/bundles, Bundles on the shelf", "/drifts, Counterparts send", "/connectors/city-platform, City approval platform", "/account, My account",
        "/alerts, Notices", "/alerts/expectations, What is expected"})
    void eachPageSpeaksEnglishToo(String path, String words) {
        String page = monitor.get(path + "?lang=en").raw().body();

        assertThat(page).contains("lang=\"en\"", "Log out");
        assertThat(page.replaceAll("(?s)<script.*?</script>|lang=\"zh-CN\"[^<]*<", "")).doesNotContain("未送达", "办件编号", "接收时间");
        assertThat(path.equals("/") || page.contains(words)).as(words).isTrue();
    }

    private DeliveryRow delivered() {
        await().atMost(Duration.ofSeconds(10)).until(() -> state(CASE) == DeliveryState.DELIVERED);
        return row(CASE);
    }

    private static DeliveryState state(String caseNo) {
        return row(caseNo).state();
    }

    private static DeliveryRow row(String caseNo) {
        return HUB.bean(DeliveryQueries.class)
                .page(new DeliveryFilter(null, Set.of(), caseNo, null, null, null, null), 1).get(0);
    }
}
