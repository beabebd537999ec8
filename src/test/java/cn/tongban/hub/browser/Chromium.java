package cn.tongban.hub.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The browser that is installed; without one these tests are skipped and say so. */
public final class Chromium implements BeforeAllCallback, AfterAllCallback {
    private static final String VARIABLE = "HUB_TEST_CHROMIUM";

    /** Real work stands behind a page: a login, a bundle that starts. */
    private static final double SOON_MILLIS = 30_000;

    private Playwright playwright;
    private Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> installed = Stream.of(System.getenv().getOrDefault(VARIABLE, ""), "/usr/bin/chromium",
                        "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty()).map(Path::of).filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(installed.isPresent(), "no Chromium: install one, or name it in " + VARIABLE);
        PlaywrightAssertions.setDefaultAssertionTimeout(SOON_MILLIS);
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(installed.get())
                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }

    /** A window of its own, with its own cookies. */
    public BrowserContext window(int width, int height) {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height).setLocale("zh-CN"));
    }
}
