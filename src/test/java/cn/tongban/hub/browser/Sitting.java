package cn.tongban.hub.browser;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/** Somebody in front of a browser, as the manual tells him what to do. */
final class Sitting implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "docs", "images");

    private final RunningHub hub;
    private final BrowserContext window;
    private final Page page;

    Sitting(RunningHub hub, Chromium chromium) {
        this.hub = hub;
        this.window = chromium.window(1366, 768);
        this.page = window.newPage();
    }

    Page page() {
        return page;
    }

    /** Comes in with these roles and gives the login. */
    String logIn(Role... roles) {
        String login = Visitor.account(hub, roles);
        logIn(login, Visitor.PASSWORD);
        page.waitForURL(url -> !url.contains("/login"));
        return login;
    }

    void logIn(String login, String password) {
        page.navigate(hub.url() + "/login?lang=zh");
        page.getByLabel("登录名").first().fill(login);
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).first().fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录").setExact(true)).first().click();
    }

    /** Chooses a page in the navigation. */
    void go(String entry) {
        page.locator("#nav").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(entry).setExact(true)).click();
    }

    void open(String path) {
        page.navigate(hub.url() + path);
    }

    void press(String button) {
        page.locator("main").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true)).click();
    }

    /** Presses a button that decides something, and waits until it is on record. */
    void decide(String button) {
        // The address may end so already, by the decision before.
        page.waitForResponse(answer -> answer.url().endsWith("done=done") && answer.request().isNavigationRequest(),
                () -> press(button));
        page.waitForURL("**done=done");
    }

    void follow(String link) {
        page.locator("main").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(link)).first().click();
    }

    void fill(String label, String text) {
        page.locator("main").getByLabel(label).and(page.locator("input, textarea")).first().fill(text);
    }

    /** The sentence with which a page begins. */
    Locator answer() {
        return page.locator("main [role=status]").first();
    }

    Locator main() {
        return page.locator("main");
    }

    /** A picture for the manual; {@code docs/images/make} takes it over. */
    void picture(String name) {
        page.waitForLoadState();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    /** The same in English too, for the README; afterwards the page is in Chinese again. */
    void pictures(String name) {
        picture(name);
        language("English");
        picture(name + "-en");
        language("中文");
    }

    private void language(String name) {
        page.locator("header").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name)).click();
    }

    @Override
    public void close() {
        window.close();
    }
}
