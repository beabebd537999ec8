package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.delivery.OpenDeliveries;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.DeadLetters;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import cn.tongban.hub.web.Visitor;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists: filters in the address, one's own lists, the file for spreadsheets. */
class ListPagesIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("<th scope=\"row\"><a[^>]*href=\"(/(?:messages|cases|deliveries)/[^\"]+)\"");
    private static final Pattern FORGET = Pattern.compile("action=\"(/views/[0-9a-f-]+/forget)\"");

    private Visitor monitor;

    @BeforeEach
    void somethingIsThere() {
        List.of("C-1", "C-2").forEach(caseNo -> {
            RecordedCase.record(HUB, caseNo);
            DeadLetters.awaitDelivered(HUB, caseNo);
        });
        monitor = Visitor.as(HUB, Role.MONITOR);
    }

    @Test
    void eachFilterIsAChipThatCanBeTakenAway() {
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        String page = body("/messages?connector=city-window&type=case.submitted&caseNo=C-1&from=" + today + "&to=" + today);

        assertThat(page).contains("来自 综合窗口", "提交申请", "办件 C-1", today + " 起", "C-1</a>").doesNotContain("C-2</a>");
        assertThat(page).contains("href=\"/messages?connector=city-window&amp;type=case.submitted&amp;from=" + today
                + "&amp;to=" + today + "\"");
        assertThat(body("/messages?type=case.submitted")).contains("提交申请(最近 7 天)", "C-1</a>", "C-2</a>");
        assertThat(body("/messages?from=2020-01-01&to=2020-01-02")).contains("没有符合条件的消息");
        assertThat(monitor.get("/messages?from=yesterday").status()).isEqualTo(404);
    }

    @Test
    void everyListThatIsLongerThanAPageGoesOn() {
        HubPorts.Partner partner = HUB.bean(HubPorts.Partner.class);
        long more = 51;
        partner.answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        LongStream.range(0, more).forEach(n -> RecordedCase.record(HUB, "D-" + n));
        await().atMost(SOON).until(() -> open().dead() == more);
        partner.answers(new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "reset"));
        LongStream.range(0, more).forEach(n -> RecordedCase.record(HUB, "E-" + n));
        await().atMost(SOON).until(() -> open().doubtful() == more);

        for (String list : List.of("/messages?connector=city-window", "/messages", "/cases?origin=city-window", "/cases",
                "/dead-letters?destination=city-platform&code=unknown-code", "/doubts")) {
            String begin = body(list);
            Matcher next = OLDER.matcher(begin);
            assertThat(next.find()).as(list).isTrue();
            Set<String> shown = rows(begin);
            assertThat(shown).as(list).hasSize(50);
            assertThat(rows(body(next.group(1).replace("&amp;", "&")))).as(list).isNotEmpty().doesNotContainAnyElementsOf(shown);
        }
    }

    private static OpenDeliveries.Open open() {
        return HUB.bean(OpenDeliveries.class).all().stream().filter(one -> one.destination().equals("city-platform"))
                .findFirst().orElseThrow();
    }

    /** Links of the rows of a list. */
    private static Set<String> rows(String page) {
        return ROW.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toSet());
    }

    @Test
    void casesAreFilteredByStateAndHand() {
        assertThat(body("/cases?origin=city-window")).contains("C-1", "C-2", "收件 综合窗口");
        assertThat(body("/cases?state=CLOSED")).contains("还没有办件", "办结");
        assertThat(body("/cases?sort=due")).contains("按期限排序");
        assertThat(monitor.get("/cases?light=pink").status()).isEqualTo(400);
    }

    @Test
    void aListIsKeptUnderANameSeenOnlyByItsOwnerAndForgotten() {
        String address = "/messages?connector=city-window&caseNo=C-1";
        assertThat(monitor.post("/views", Map.of("name", "窗口 <b>C-1</b>", "address", address)).header("Location"))
                .endsWith(address);

        String page = body("/messages");
        assertThat(page).contains("窗口 &lt;b&gt;C-1&lt;/b&gt;", "href=\"/messages?connector=city-window&amp;caseNo=C-1\"");
        assertThat(body("/cases")).doesNotContain("窗口 &lt;b&gt;");
        Visitor other = Visitor.as(HUB, Role.MONITOR);
        assertThat(other.get("/messages").raw().body()).doesNotContain("窗口 &lt;b&gt;");
        Matcher forget = FORGET.matcher(page);
        assertThat(forget.find()).isTrue();
        other.post(forget.group(1), Map.of("address", "/messages"));
        assertThat(body("/messages")).contains("窗口 &lt;b&gt;");
        monitor.post(forget.group(1), Map.of("address", "/messages"));
        assertThat(body("/messages")).doesNotContain("窗口 &lt;b&gt;");
        assertThat(monitor.post("/views", Map.of("name", " ", "address", address)).status()).isEqualTo(400);
        assertThat(monitor.post("/views", Map.of("name", "away", "address", "//evil.example/x")).header("Location")).endsWith("/");
    }

    @Test
    void whatIsFilteredIsExportedWithoutFormulasAndOnRecord() {
        RecordedCase.record(HUB, "=C-3");
        Answer csv = monitor.get("/messages.csv?connector=city-window&lang=en");

        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"messages.csv\"");
        assertThat(csv.raw().body()).startsWith("\uFEFF").contains("C-1,", ",'=C-3,")
                .doesNotContain(RecordedCase.PERSONAL.toArray(String[]::new));
        assertThat(csv.raw().body().lines()).hasSize(4);
        assertThat(monitor.get("/cases.csv").raw().body().lines()).hasSize(4);
        assertThat(Visitor.as(HUB, Role.AUDITOR).get("/audit").raw().body()).contains("/messages?connector=city-window");
        assertThat(Visitor.as(HUB, Role.WINDOW).get("/messages.csv").status()).isEqualTo(403);
    }

    @Test
    void theBooksOfADayComeOutEven() {
        assertThat(body("/balance")).contains("应送 = 已送达", "综合窗口", "收到 2 条", "市政务服务平台").doesNotContain("账不平");
        assertThat(body("/balance?day=2020-01-01&lang=en")).contains("The books of 2020-01-01 are closed", "Nothing was to be delivered");
        assertThat(monitor.get("/balance?day=x").status()).isEqualTo(404);
    }

    private String body(String path) {
        Answer answer = monitor.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.raw().body();
    }
}
