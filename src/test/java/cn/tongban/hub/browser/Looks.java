package cn.tongban.hub.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;

/** What every page of the console is held to, and the way in. */
final class Looks {
    private static final Path PICTURES = Path.of("target", "screenshots");

    private Looks() {}

    /** In both languages and themes by axe, and at three widths without a scroll bar to the side. */
    static void at(Page page, RunningHub hub, String path) {
        String name = path.equals("/") ? "overview" : path.substring(1).replaceAll("[^a-z-]+", "-").replaceAll("-$", "");
        for (String lang : List.of("zh", "en")) {
            page.setViewportSize(1366, 768);
            page.navigate(hub.url() + path + (path.contains("?") ? "&" : "?") + "lang=" + lang);
            violations(page, path + " " + lang);
            fits(page, path, name + "-" + lang);
        }
        page.evaluate("document.documentElement.dataset.theme = 'dark'");
        violations(page, path + " dark");
    }

    /** A page that somebody has come to by a form. */
    static void fits(Page page, String path, String name) {
        for (int width : List.of(400, 1366, 1920)) {
            page.setViewportSize(width, width == 1366 ? 768 : 1080);
            int wide = (int) page.evaluate("document.documentElement.scrollWidth");
            assertThat(wide).as(path + " at " + width).isLessThanOrEqualTo(width);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + "-" + width + ".png")));
        }
    }

    static void violations(Page page, String what) {
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(what)
                .filteredOn(v -> List.of("serious", "critical").contains(v.getImpact()))
                .map(v -> v.getId() + ": " + v.getNodes().get(0).getHtml()).isEmpty();
    }

    /** Somebody new with this role, in Chinese; returns the login. */
    static String logIn(Page page, RunningHub hub, Role role) {
        String login = Visitor.account(hub, role);
        page.navigate(hub.url() + "/login?lang=zh");
        page.getByLabel("登录名").first().fill(login);
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).first().fill(Visitor.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录").setExact(true)).first().click();
        page.waitForURL(url -> !url.contains("/login"));
        return login;
    }
}
