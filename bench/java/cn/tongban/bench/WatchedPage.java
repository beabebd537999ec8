package cn.tongban.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The overview in a real Chromium, and what it costs there. */
final class WatchedPage implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;
    private final Page page;
    private final CDPSession tools;

    private WatchedPage(Playwright playwright, Browser browser, Page page, CDPSession tools) {
        this.playwright = playwright;
        this.browser = browser;
        this.page = page;
        this.tools = tools;
    }

    static WatchedPage open(HubSubject hub) throws Exception {
        Path chromium = Stream.of(System.getenv().getOrDefault("HUB_TEST_CHROMIUM", "/usr/bin/chromium"),
                        "/usr/bin/chromium-browser", "/usr/bin/google-chrome").map(Path::of)
                .filter(Files::isExecutable).findFirst().orElseThrow();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        BrowserContext window = browser.newContext(new Browser.NewContextOptions().setViewportSize(1920, 1080));
        Page page = window.newPage();
        page.navigate("http://127.0.0.1:" + hub.port() + "/login?lang=zh");
        page.locator(".door input[name=login], main input[name=login]").first().fill("monitor");
        page.locator(".door input[name=password], main input[name=password]").first()
                .fill(ConsoleVisitor.password(hub.data(), "monitor"));
        page.locator(".door button[type=submit], main button[type=submit]").first().click();
        page.waitForURL(url -> !url.contains("/login"));
        CDPSession tools = window.newCDPSession(page);
        tools.send("Performance.enable");
        tools.send("HeapProfiler.enable");
        return new WatchedPage(playwright, browser, page, tools);
    }

    /** CPU time of the renderer process so far, in microseconds. */
    double cpuMicros() {
        return metric("ProcessTime") * 1e6;
    }

    /** Bytes of the page's objects that are still needed. */
    double heapBytes() {
        tools.send("HeapProfiler.collectGarbage");
        return metric("JSHeapUsedSize");
    }

    double nodes() {
        return metric("Nodes");
    }

    /** The words at an edge of the map. */
    String words(String edge) {
        return page.locator("[data-part='" + edge + "'] [data-field=words]").textContent();
    }

    private double metric(String name) {
        JsonObject all = tools.send("Performance.getMetrics");
        for (JsonElement metric : all.getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals(name)) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("Chromium does not say " + name);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
