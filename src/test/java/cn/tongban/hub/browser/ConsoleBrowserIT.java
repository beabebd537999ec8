package cn.tongban.hub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.account.Sessions;
import cn.tongban.hub.alert.Raising;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.DeadLetters;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.PublishedItem;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console as people use it: a real browser, keyboard and all. */
class ConsoleBrowserIT {
    private static final String CASE = "C-2026-000001";

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private BrowserContext window;
    private Page page;
    private UUID message;

    @BeforeEach
    void aCaseIsThere() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-1", false));
        message = RecordedCase.record(HUB, CASE);
        window = CHROMIUM.window(1366, 768);
        page = window.newPage();
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    @Test
    void somebodyLogsInScansANumberAndReadsTheCase() {
        logIn(Role.MONITOR);
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("对接系统");

        page.keyboard().press("/");
        page.keyboard().type(RecordedCase.ID_NUMBER);
        page.keyboard().press("Enter");

        page.waitForURL("**/cases/" + CASE);
        assertThat(page.locator("main")).containsText("收件");
        assertThat(page.url()).doesNotContain(RecordedCase.ID_NUMBER);
    }

    @Test
    void anExpiredLoginInTheMiddleOfAnEditLosesNothingTyped() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        RecordedCase.record(HUB, "C-2026-000009");
        await().atMost(Duration.ofSeconds(10)).until(() -> row("C-2026-000009").state() == DeliveryState.DEAD);
        String login = logIn(Role.MONITOR);
        page.navigate(HUB.url() + "/deliveries/" + row("C-2026-000009").id());
        page.getByLabel("原因").first().fill("代码表已经补好");
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-9", false));
        HUB.bean(Sessions.class).close(session());

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("重新投递").setExact(true)).click();
        Locator door = page.locator("#again");
        assertThat(door).isVisible();
        assertThat(page.getByLabel("原因").first()).hasValue("代码表已经补好");
        door.getByLabel("登录名").last().fill(login);
        door.getByLabel("密码").last().fill("Wrong-Word-12345");
        door.getByRole(AriaRole.BUTTON).click();
        assertThat(door.getByRole(AriaRole.ALERT)).containsText("不正确");
        door.getByLabel("密码").last().fill(Visitor.PASSWORD);
        door.getByRole(AriaRole.BUTTON).click();

        page.waitForURL("**?done=done");
        await().atMost(Duration.ofSeconds(10)).until(() -> row("C-2026-000009").state() == DeliveryState.DELIVERED);
        page.reload();
        assertThat(page.locator("main")).containsText("代码表已经补好");
    }

    @Test
    void noPageHasASeriousViolationAndEachFitsANarrowScreen() {
        logIn(Role.MONITOR);
        await().atMost(Duration.ofSeconds(10)).until(() -> row(CASE).state() == DeliveryState.DELIVERED);
        List<String> paths = List.of("/", "/messages", "/messages/" + message, "/cases", "/cases/" + CASE, "/dead-letters", "/doubts",
                "/deliveries/" + row(CASE).id(), "/connectors", "/connectors/city-platform", "/orders", "/tasks", "/balance", "/bundles", "/drifts", "/items", "/account", "/search/none", "/accounts");
        for (String path : paths) {
            look(path);
        }
        logOut();
        look("/login");
        logIn(Role.SECURITY_ADMIN);
        look("/accounts");
        look("/tokens");
        logOut();
        logIn(Role.AUDITOR);
        look("/audit");
        logOut();
        logIn(Role.SYSTEM_ADMIN);
        look("/system");
    }

    @Test
    void pagesThatAreReachedFromOthersAreReadableAndFit() {
        RecordedCase.record(HUB, "C-2026-000002");
        DeadLetters.one(HUB, "C-2026-000003");
        PublishedItem.publish(HUB, PublishedItem.CITY, 1, "有固定场所");
        logIn(Role.MONITOR);
        page.keyboard().press("/");
        page.keyboard().type(RecordedCase.ID_NUMBER);
        page.keyboard().press("Enter");
        page.waitForURL("**/search/*");
        String found = page.url().substring(HUB.url().length());

        for (String path : List.of(found, "/dead-letters?" + DeadLetters.GROUP, "/items/" + PublishedItem.CITY, "/no-such-page")) {
            look(path);
        }
    }

    @Test
    void alertsAreReadableAndFit() {
        String alert = Raising.aDeadLetter(HUB, "C-2026-000011").toString();
        logIn(Role.MONITOR);
        for (Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS), end = hour.minus(Duration.ofDays(30)); hour.isAfter(end);
                hour = hour.minus(Duration.ofHours(1))) {
            HUB.pg().jdbc().sql("insert into flow_hour values ('city-window', 'case.submitted', :hour, 120)")
                    .param("hour", Timestamp.from(hour)).update();
        }

        look("/alerts");
        look("/alerts/" + alert);
        look("/alerts/expectations");
        page.navigate(HUB.url() + "/alerts?lang=zh");
        assertThat(page.locator("header")).containsText("告警 ");
    }

    private void look(String path) {
        Looks.at(page, HUB, path);
    }

    private String logIn(Role role) {
        return Looks.logIn(page, HUB, role);
    }

    private void logOut() {
        page.navigate(HUB.url() + "/account?lang=zh");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("退出")).click();
        page.waitForURL("**/login");
    }

    private String session() {
        return window.cookies().stream().filter(cookie -> cookie.name.equals("hub-session")).map(ConsoleBrowserIT::value)
                .findFirst().orElseThrow();
    }

    private static String value(Cookie cookie) {
        return cookie.value;
    }

    private static DeliveryRow row(String caseNo) {
        return HUB.bean(DeliveryQueries.class)
                .page(new DeliveryFilter(null, Set.of(), caseNo, null, null, null, null), 1).get(0);
    }
}
