package cn.tongban.hub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.deployment.BundleShelf;
import cn.tongban.hub.deployment.Deployments;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people of each role come to the console for, in a browser. */
class StoriesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final BundleFiles FIRST = BundleFiles.fromClassPath();

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private Sitting desk;

    @BeforeEach
    void sitDown() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-1", false));
        desk = new Sitting(HUB, CHROMIUM);
    }

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    void anEngineerReadsADifferenceDeploysAndGoesBack() {
        BundleShelf shelf = HUB.bean(BundleShelf.class);
        Deployments deployments = HUB.bean(Deployments.class);
        shelf.keep(FIRST, "v1", "test");
        deployments.deploy("v1", "test", "begin", null);
        shelf.keep(FIRST.with(BundleFiles.of(Map.of("routes/case-intake/flow.yaml",
                "name: {zh: 收件二, en: intake two}\n".getBytes(StandardCharsets.UTF_8)))), "v2", "test");
        try {
            desk.logIn(Role.ENGINEER);
            desk.go("集成包");
            desk.follow("v2");
            assertThat(desk.answer()).containsText("1 个文件不同");
            desk.page().getByText("routes/case-intake/flow.yaml").first().click();
            assertThat(desk.main()).containsText("收件二");
            desk.fill("原因", "名称更准确");
            desk.decide("部署");
            assertThat(desk.answer()).containsText("v2");

            desk.main().locator("summary").first().click();
            desk.fill("原因", "还是用原来的名称");
            desk.decide("退回");

            assertThat(desk.answer()).containsText("v1");
            assertThat(desk.main()).containsText("还是用原来的名称");
            Looks.at(desk.page(), HUB, "/bundles/v2");
        } finally {
            deployments.deploy("v1", "test", "end", null);
        }
    }

    @Test
    void whatIsDiscardedIsDiscardedAndNotSentAgain() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        RecordedCase.record(HUB, "C-1");
        await().atMost(SOON).until(() -> state("C-1") == DeliveryState.DEAD);
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-2", false));
        desk.logIn(Role.MONITOR);
        desk.go("未送达");
        desk.follow("代码表中没有对应的值");
        desk.main().locator("a[href^='/deliveries/']").first().click();
        desk.fill("原因", "窗口已撤件");

        desk.decide("作废,不再投递");

        assertThat(state("C-1")).isEqualTo(DeliveryState.DISCARDED);
    }

    @ParameterizedTest
    @CsvSource({"ENGINEER, /audit", "MONITOR, /accounts", "WINDOW, /messages", "DEPARTMENT, /cases",
        "SECURITY_ADMIN, /messages", "AUDITOR, /dead-letters", "SYSTEM_ADMIN, /tokens"})
    void eachRoleIsToldOfAPageThatIsNotForIt(Role role, String path) {
        desk.logIn(role);

        desk.open(path);

        assertThat(desk.main()).containsText("不能查看这个页面");
        assertThat(desk.page().locator("#nav a[href='" + path + "']")).hasCount(0);
        desk.open(path + "?lang=en");
        assertThat(desk.page().locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void theKeyboardIsEnough() {
        RecordedCase.record(HUB, "C-1");
        RecordedCase.record(HUB, "C-2");
        desk.logIn(Role.MONITOR);
        desk.open("/messages");

        desk.page().keyboard().press("Tab");
        assertThat(desk.page().locator(":focus")).hasText("跳到正文");
        desk.page().keyboard().press("Enter");
        desk.page().keyboard().press("j");
        desk.page().keyboard().press("j");
        desk.page().keyboard().press("k");
        desk.page().keyboard().press("Enter");
        desk.page().waitForURL("**/messages/*");
        desk.page().keyboard().press("/");
        desk.page().keyboard().type("C-2");
        desk.page().keyboard().press("Enter");

        desk.page().waitForURL("**/cases/C-2");
    }

    @Test
    void atTwiceTheSizeNothingIsOutOfReach() {
        RecordedCase.record(HUB, "C-1");
        desk.logIn(Role.MONITOR);
        // 200 % on a screen of 1366 pixels leaves 683 of the page's own.
        desk.page().setViewportSize(683, 384);
        for (String path : new String[] {"/", "/messages", "/cases", "/cases/C-1", "/dead-letters", "/connectors", "/bundles"}) {
            desk.open(path);
            assertThat((int) desk.page().evaluate("document.documentElement.scrollWidth")).as(path).isLessThanOrEqualTo(683);
        }
    }

    private static DeliveryState state(String caseNo) {
        return HUB.bean(DeliveryQueries.class)
                .page(new DeliveryFilter(null, Set.of(), caseNo, null, null, null, null), 1).get(0).state();
    }
}
