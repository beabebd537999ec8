package cn.tongban.hub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.account.Sessions;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.Overview;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The overview as somebody watches it: nobody touches the page, and it tells. */
class LiveMapBrowserIT {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int ENOUGH_TO_OPEN_THE_CIRCUIT = 60;

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private BrowserContext window;
    private Page page;

    @BeforeEach
    void theOverviewIsOpen() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-1", false));
        HUB.bean(Overview.class).fresh();
        window = CHROMIUM.window(1366, 900);
        page = window.newPage();
        page.navigate(HUB.url() + "/login?lang=zh");
        page.getByLabel("登录名").first().fill(Visitor.account(HUB, Role.MONITOR));
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).first().fill(Visitor.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录").setExact(true)).first().click();
        page.waitForURL(HUB.url() + "/");
        page.evaluate("window.untouched = true");
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    @Test
    void aFlowFailsAndRecoversBeforeOnesEyes() {
        Locator edge = page.locator("[data-part='out:city-platform']");
        Locator row = page.locator("[data-part='row:city-platform']");
        assertThat(edge).hasClass(Pattern.compile("light-good"));

        HUB.bean(HubPorts.Partner.class).answers(new Outcome.RetryLater(ErrorCode.DESTINATION_UNREACHABLE, "time-out", null));
        for (int i = 0; i < ENOUGH_TO_OPEN_THE_CIRCUIT; i++) {
            RecordedCase.record(HUB, "C-2026-9%05d".formatted(i));
        }

        assertThat(edge).hasClass(Pattern.compile("light-care"), within());
        assertThat(edge.locator("[data-field=shape]")).hasText("▲");
        assertThat(edge.locator("[data-field=words]")).containsText("条在途", contains());
        assertThat(row).containsText("注意", contains());
        assertThat(row).containsText("对方无应答,稍后再试", contains());
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("市政务服务平台暂时连不上", contains());
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("live-failing.png")));

        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-2", false));

        assertThat(edge).hasClass(Pattern.compile("light-good"), within());
        assertThat(row).containsText("通路正常", contains());
        assertThat(row.locator("[data-field=inFlight]")).hasText("0", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("全部正常", contains());
        assertThat(page.evaluate("window.untouched")).as("without a reload").isEqualTo(true);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("live-recovered.png")));
    }

    @Test
    void aRowUnderTheMouseStaysWhereItIsAndSaysItsWordsAfterwards() {
        Locator row = page.locator("[data-part='row:city-platform']");
        row.hover();
        BoundingBox before = row.boundingBox();
        BoundingBox below = page.locator(".foot").boundingBox();

        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "reset"));
        RecordedCase.record(HUB, "C-2026-800001");

        assertThat(row.locator("[data-field=doubtful]")).hasText("1", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        assertThat(row.locator("[data-field=state]")).hasText("正常");
        assertThat(row.boundingBox()).usingRecursiveComparison().isEqualTo(before);
        assertThat(page.locator(".foot").boundingBox().y).isEqualTo(below.y);
        page.mouse().move(5, 5);
        assertThat(row.locator("[data-field=state]")).hasText("注意");
    }

    @Test
    void aNewCauseIsListedByItself() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        RecordedCase.record(HUB, "C-2026-800002");

        assertThat(page.locator("main")).containsText("代码表中没有对应的值", contains());
        assertThat(page.locator("[data-part='out:city-platform']")).hasClass(Pattern.compile("light-bad"), within());
        assertThat(page.evaluate("window.untouched")).isEqualTo(true);
    }

    @Test
    void theConnectionIsLostQuietlyAndComesBack() {
        page.locator("[data-part='out:city-platform']").waitFor();
        window.setOffline(true);
        String session = window.cookies().stream().filter(cookie -> cookie.name.equals("hub-session"))
                .map(cookie -> cookie.value).findFirst().orElseThrow();
        HUB.bean(Sessions.class).close(session);

        assertThat(page.locator("[data-live-word]")).containsText("连接中断", contains());
        window.setOffline(false);
        assertThat(page.locator("#again")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
    }

    private static LocatorAssertions.HasClassOptions within() {
        return new LocatorAssertions.HasClassOptions().setTimeout(60_000);
    }

    private static LocatorAssertions.ContainsTextOptions contains() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
    }
}
