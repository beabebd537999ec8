package cn.tongban.hub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.alert.Raising;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.web.ClockedCase;
import cn.tongban.hub.web.DeadLetters;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.Overview;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every procedure of the manual, as it is written there. */
class ManualIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final String CASE = "11610700Y00000016L3000131999000202603160001";

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private Sitting desk;

    @BeforeEach
    void sitDown() {
        partner(new Outcome.Delivered("R-1", false));
        desk = new Sitting(HUB, CHROMIUM);
    }

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    @Procedure("第一次登录")
    void firstLogin() {
        HUB.bean(Accounts.class).create("zhangsan", "张三", Set.of(Role.MONITOR), "Given-Once-4711", "secadmin");
        desk.logIn("zhangsan", "Given-Once-4711");
        assertThat(desk.page().locator("body")).containsText("请先设置自己的新密码");

        desk.fill("现在的密码", "Given-Once-4711");
        desk.page().getByLabel("新密码").first().fill("Green-Heron-2027");
        desk.page().getByLabel("再输入一次").fill("Green-Heron-2027");
        desk.picture("first-login");
        desk.page().locator("main button[type=submit]").click();

        assertThat(desk.answer()).containsText("对接系统");
    }

    @Test
    @Procedure("看总览")
    void overview() {
        RecordedCase.record(HUB, CASE);
        awaitState(CASE, DeliveryState.DELIVERED);
        HUB.bean(Overview.class).fresh();
        desk.logIn(Role.MONITOR);

        assertThat(desk.answer()).containsText("个对接系统全部正常");
        assertThat(desk.page().locator(".map svg")).isVisible();
        desk.pictures("overview");
    }

    @Test
    @Procedure("凭任一号码查办件")
    void findByNumber() {
        RecordedCase.record(HUB, CASE);
        desk.logIn(Role.MONITOR);
        for (String number : new String[] {RecordedCase.ID_NUMBER, RecordedCase.CREDIT_CODE, RecordedCase.PHONE, CASE}) {
            desk.open("/");
            desk.page().keyboard().press("/");
            desk.page().keyboard().type(number);
            desk.page().keyboard().press("Enter");

            desk.page().waitForURL("**/cases/" + CASE);
        }
        assertThat(desk.page().url()).doesNotContain(RecordedCase.ID_NUMBER);
    }

    @Test
    @Procedure("看一个办件的经过和时限")
    void readACase() {
        ClockedCase.accepted(HUB, "C-5", ClockedCase.FIVE, "2026-03-16T09:50")
                .at("2026-03-17T08:40", CaseState.IN_REVIEW)
                .at("2026-03-18T09:00", CaseState.SUSPENDED)
                .at("2026-03-20T17:00", CaseState.IN_REVIEW)
                .at("2026-03-24T11:00", CaseState.DECIDED);
        desk.logIn(Role.MONITOR);
        desk.go("办件");
        desk.follow("C-5");

        desk.page().getByText("为什么是这一天?").first().click();

        assertThat(desk.main()).containsText("第 5 个工作日,到期日");
        desk.pictures("case");
    }

    @Test
    @Procedure("筛选、存为常用、导出")
    void filterKeepExport() throws Exception {
        RecordedCase.record(HUB, CASE);
        desk.logIn(Role.MONITOR);
        desk.go("消息");
        desk.page().getByLabel("来自").selectOption("city-window");
        desk.press("查找");
        desk.page().getByText("把当前筛选存为常用").click();
        desk.fill("名称", "窗口来件");
        desk.press("保存");
        assertThat(desk.main().locator(".chip.saved")).hasText("窗口来件");
        desk.picture("messages");
        desk.go("消息");
        desk.follow("窗口来件");
        assertThat(desk.main()).containsText("来自 综合窗口");

        Download file = desk.page().waitForDownload(() -> desk.follow("导出表格"));

        assertThat(Files.readString(file.path())).contains(CASE).doesNotContain(RecordedCase.ID_NUMBER);
    }

    @Test
    @Procedure("暂停和恢复向一个系统发送")
    void pauseAndResume() {
        desk.logIn(Role.MONITOR);
        desk.go("对接系统");
        desk.follow("市政务服务平台");
        desk.fill("原因", "对方通知 18 点升级");
        desk.press("暂停发送");
        assertThat(desk.answer()).containsText("暂停");
        desk.picture("paused");
        RecordedCase.record(HUB, CASE);
        awaitState(CASE, DeliveryState.WAITING);
        desk.fill("原因", "对方升级完成");
        desk.press("恢复发送");

        awaitState(CASE, DeliveryState.DELIVERED);
    }

    @Test
    @Procedure("登记对方的维护时段")
    void maintenance() {
        desk.logIn(Role.MONITOR);
        desk.go("对接系统");
        desk.follow("市政务服务平台");
        desk.page().getByText("登记维护时段").click();
        desk.page().locator("#to").fill(LocalDateTime.now(Overview.ZONE).plusHours(4).format(TYPED));
        desk.page().locator("#closed-why").fill("对方通知今晚升级");
        desk.press("登记");
        assertThat(desk.main()).containsText("对方通知今晚升级");
        desk.page().locator("#times").evaluate("heading => heading.scrollIntoView()");
        desk.picture("maintenance");
        RecordedCase.record(HUB, CASE);
        awaitState(CASE, DeliveryState.WAITING);
        desk.main().locator("summary", new Locator.LocatorOptions().setHasText("提前结束")).click();
        desk.main().getByLabel("原因").and(desk.main().locator("[id^='end-']")).fill("对方提前完成");
        desk.press("提前结束");

        awaitState(CASE, DeliveryState.DELIVERED);
    }

    @Test
    @Procedure("处理告警")
    void alerts() {
        Raising.aDeadLetter(HUB, CASE);
        desk.logIn(Role.MONITOR);
        // The count in the head is looked up every few seconds.
        await().atMost(SOON).until(() -> {
            desk.open("/");
            return desk.page().locator("header .calls").count() == 1;
        });
        desk.page().locator("header .calls").click();
        desk.follow("投递未送达");
        desk.picture("alert");
        desk.page().locator("#why").fill("代码表在补,我来跟");
        desk.press("我来处理");
        assertThat(desk.main()).containsText("代码表在补,我来跟");
        desk.page().locator("#because").fill("等对方明早补代码");
        desk.press("静默");
        assertThat(desk.answer()).containsText("静默中");
        desk.go("告警");
        desk.follow("来件预期");

        assertThat(desk.main()).containsText("每小时");
    }

    private static void partner(Outcome outcome) {
        HUB.bean(HubPorts.Partner.class).answers(outcome);
    }

    private static void awaitState(String caseNo, DeliveryState state) {
        await().atMost(SOON).until(() -> DeadLetters.row(HUB, caseNo).state() == state);
    }
}
