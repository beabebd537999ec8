package cn.tongban.hub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.account.Sessions;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.DeadLetters;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dead letters and doubts as people mend them. */
class RepairBrowserIT {
    private static final String CASE = "C-2026-700001";
    private static final double PATIENCE = 60_000;

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private BrowserContext window;
    private Page page;
    private String login;

    @BeforeEach
    void somebodyIsIn() {
        window = CHROMIUM.window(1366, 768);
        page = window.newPage();
        login = Looks.logIn(page, HUB, Role.MONITOR);
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    @Test
    void fiftyDeadLettersAreCorrectedAsAGroupAndSentAgain() {
        DeadLetters.many(HUB, 50);
        page.navigate(HUB.url() + "/dead-letters?" + DeadLetters.GROUP);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("成批更正")).click();
        page.getByLabel("字段", new Page.GetByLabelOptions().setExact(true)).fill("/applicant/type");
        page.getByLabel("新值", new Page.GetByLabelOptions().setExact(true)).fill("OTHER");
        page.getByLabel("原因").fill("单位类型填错");
        button("先检查全部 50 条").click();

        page.waitForURL("**/tasks/*");
        Locator correct = button("更正并重新投递 50 条");
        assertThat(correct).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        assertThat(page.locator("main")).containsText("没有改动任何内容");
        Looks.violations(page, "a look at a group");
        Looks.fits(page, page.url(), "tasks-look-zh");
        page.setViewportSize(1366, 768);
        page.locator("#repair-why").fill("全部更正");
        String look = page.url();
        correct.click();

        page.waitForURL(url -> !url.equals(look) && url.contains("/tasks/"));
        assertThat(page.locator("main")).containsText("已完成", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
        assertThat(page.locator("main")).containsText("50 / 50");
        for (int i = 1; i <= 50; i++) {
            DeadLetters.awaitDelivered(HUB, DeadLetters.number(i));
        }
        assertThat(new String(HUB.bean(HubPorts.Partner.class).last(DeadLetters.number(50)).canonical(), StandardCharsets.UTF_8))
                .contains("\"type\":\"OTHER\"", RecordedCase.PHONE);
    }

    @Test
    void oneDeadLetterIsCorrectedOverAnExpiredLogin() {
        DeliveryRow dead = DeadLetters.one(HUB, CASE);
        page.navigate(HUB.url() + "/deliveries/" + dead.id() + "/repair");
        page.getByLabel("applicant / type").first().selectOption("OTHER");
        page.getByLabel("window / name").first().fill("二号窗口");
        HUB.bean(Sessions.class).close(window.cookies().stream().filter(cookie -> cookie.name.equals("hub-session"))
                .findFirst().orElseThrow().value);

        button("检查").click();
        Locator door = page.locator("#again");
        assertThat(door).isVisible();
        door.getByLabel("登录名").last().fill(login);
        door.getByLabel("密码").last().fill(Visitor.PASSWORD);
        door.getByRole(AriaRole.BUTTON).click();

        assertThat(page.locator("main")).containsText("内容符合规范");
        assertThat(page.getByLabel("window / name").first()).hasValue("二号窗口");
        Looks.violations(page, "a correction that was checked");
        Looks.fits(page, page.url(), "deliveries-repair-checked-zh");
        page.setViewportSize(1366, 768);
        page.getByLabel("原因").fill("单位类型填错");
        button("保存并重新投递").click();
        page.waitForURL("**?done=done");
        DeadLetters.awaitDelivered(HUB, CASE);
    }

    @Test
    void aDoubtIsSettledAsNotArrivedAndSentAgain() {
        HubPorts.Partner partner = HUB.bean(HubPorts.Partner.class);
        partner.answers(new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "reset"));
        RecordedCase.record(HUB, CASE);
        await().atMost(Duration.ofSeconds(60)).until(() -> DeadLetters.row(HUB, CASE).state() == DeliveryState.DOUBTFUL);
        partner.answers(new Outcome.Delivered("R-7", false));
        page.navigate(HUB.url() + "/doubts");
        page.locator("tbody a").first().click();
        assertThat(page.locator("main")).containsText("发出的内容(重新算出)");
        page.getByLabel("原因").first().fill("电话问过,没有收到");
        button("对方没有收到,再送一次").click();

        page.waitForURL("**?done=done");
        DeadLetters.awaitDelivered(HUB, CASE);
        page.reload();
        assertThat(page.locator("main")).containsText("人工核实");
        assertThat(page.locator("main")).containsText("R-7");
    }

    @Test
    void onlyOneValueIsShownAndOnlyForAReason() {
        DeliveryRow dead = DeadLetters.one(HUB, CASE);
        page.navigate(HUB.url() + "/messages/" + dead.messageId());
        assertThat(page.locator("main")).containsText("139****0001");
        page.getByLabel("查看原值的原因").fill("核对电话");
        button("显示 contact / phone").click();

        assertThat(page.locator(".shown")).hasText(RecordedCase.PHONE);
        assertThat(page.locator("main").innerText()).doesNotContain(RecordedCase.NAME, RecordedCase.ID_NUMBER);
        assertThat(page.url()).doesNotContain(RecordedCase.PHONE, "phone");
    }

    @Test
    void eachPageIsFreeOfSeriousViolationsAndFitsANarrowScreen() {
        DeliveryRow dead = DeadLetters.one(HUB, CASE);
        String message = "/messages/" + dead.messageId();
        for (String path : new String[] {"/deliveries/" + dead.id() + "?dry=true", "/deliveries/" + dead.id() + "/repair",
            "/dead-letters/repair?" + DeadLetters.GROUP, message + "?dry=true", "/cases/" + CASE,
            message + "/compare?left=canonical&right=sent." + dead.id()}) {
            Looks.at(page, HUB, path);
        }
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
