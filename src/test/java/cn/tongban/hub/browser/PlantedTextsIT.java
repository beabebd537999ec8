package cn.tongban.hub.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.alert.Raising;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.web.Mappings;
import cn.tongban.hub.web.Mappings.Mapped;
import cn.tongban.hub.web.PlantedTexts;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Texts with script in them, on every page of the console, in a real browser: they are read, and nothing runs. */
class PlantedTextsIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Pattern MARK = Pattern.compile("MK-[a-z-]+(?=\"'>)");
    /** What pages show of them; the rest is masked or told by the API only. */
    private static final Set<String> SHOWN = Set.of("MK-dead", "MK-receipt", "MK-doubt", "MK-waybill", "MK-task", "MK-detail", "MK-item", "MK-material", "MK-city-value", "MK-district-value", "MK-token", "MK-giver", "MK-account",
            "MK-actor", "MK-action", "MK-connector", "MK-situation", "MK-subject", "MK-reason", "MK-path", "MK-value", "MK-label", "MK-storer", "MK-asker", "MK-why", "MK-second",
            "MK-node", "MK-problem", "MK-destination", "MK-cause");

    private static final Set<String> NO_PAGES = Set.of("/session", "/stream");

    private final PlantedTexts planted = new PlantedTexts(HUB);
    private final List<String> alarms = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    private BrowserContext window;
    private Page page;

    @BeforeEach
    void open() {
        window = CHROMIUM.window(1366, 768);
        page = window.newPage();
        page.onDialog(dialog -> {
            alarms.add(dialog.message());
            dialog.dismiss();
        });
        page.onPageError(alarms::add);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void scriptInATextIsReadOnEveryPageAndRunsOnNone() {
        UUID message = planted.answered(planted.delivered(), planted.caseNo());
        await().atMost(Duration.ofSeconds(20)).until(() -> row(planted.caseNo()).state() == DeliveryState.DELIVERED);
        UUID first = row(planted.caseNo()).id();
        planted.answered(planted.dead(), "C-2026-900001");
        await().atMost(Duration.ofSeconds(20)).until(() -> row("C-2026-900001").state() == DeliveryState.DEAD);
        planted.answered(planted.doubtful(), "C-2026-900002");
        await().atMost(Duration.ofSeconds(20)).until(() -> row("C-2026-900002").state() == DeliveryState.DOUBTFUL);
        planted.answered(planted.dead(), "C-2026-900003");
        planted.aroundTheCase();
        planted.byColleagues();
        Map<String, String> paths = new HashMap<>(Map.of("/messages/{id}", "/messages/" + message,
                "/cases/{caseNo}", "/cases/" + encode(planted.caseNo()), "/deliveries/{id}", "/deliveries/" + row("C-2026-900001").id(),
                "/connectors/{id}", "/connectors/city-platform", "/items/{taskCode}", "/items/" + PlantedTexts.ITEM,
                "/tasks/{id}", "/tasks/00000000-0000-7000-8000-00000000000b", "/bundles/{name}", "/bundles/" + encode(PlantedTexts.text("x")),
                "/search/{id}", "/search/none", "/items", "/items?text=" + encode(PlantedTexts.text("typed")), "/messages",
                "/messages?connector=" + encode(PlantedTexts.text("typed")) + "&caseNo=" + encode(planted.caseNo())));
        Raising.look(HUB);
        paths.put("/alerts/{id}", "/alerts/" + HUB.pg().jdbc().sql("select id from alert limit 1").query(UUID.class).single());
        paths.put("/messages/{id}/compare", "/messages/" + message + "/compare");
        paths.put("/deliveries/{id}/repair", "/deliveries/" + row("C-2026-900001").id() + "/repair");
        paths.put("/dead-letters/repair", "/dead-letters/repair?destination=city-platform&code=" + encode(row("C-2026-900001").code()));
        paths.put("/dead-letters", "/dead-letters?destination=city-platform&code=" + encode(PlantedTexts.text("typed")));

        for (Role role : List.of(Role.MONITOR, Role.SECURITY_ADMIN, Role.AUDITOR)) {
            logIn(role);
            for (Mapped one : Mappings.console(HUB)) {
                boolean theirs = one.open() || Role.scopes(Set.of(role)).contains(one.scope().orElseThrow());
                if (theirs && one.verb().equals("GET") && !one.pattern().endsWith(".csv") && !NO_PAGES.contains(one.pattern())) {
                    String path = paths.getOrDefault(one.pattern(), one.pattern());
                    assertThat(path).as("say here how to come to " + one).doesNotContain("{");
                    look(path);
                }
            }
            if (role == Role.MONITOR) {
                for (String path : List.of("/items", "/messages", "/dead-letters", "/deliveries/" + first,
                        "/deliveries/" + row("C-2026-900002").id(), "/nothing-" + encode(PlantedTexts.text("x")))) {
                    look(path);
                }
                search(RecordedCase.PHONE);
                search(PlantedTexts.text("MK-typed"));
            }
            window.clearCookies();
        }
        look("/login?to=" + encode("/" + PlantedTexts.text("x")) + "&why=" + encode(PlantedTexts.text("x")));

        assertThat(seen).containsAll(SHOWN);
    }

    @Test
    void backAfterLoggingOutShowsNothingOfWhatWasThere() {
        String login = logIn(Role.MONITOR);
        RecordedCase.record(HUB, "C-2026-000001");
        page.navigate(HUB.url() + "/cases");
        assertThat(page.content()).contains("C-2026-000001");
        page.navigate(HUB.url() + "/account");
        page.locator("form[action='/logout'] button").first().click();
        page.waitForURL("**/login");

        page.goBack();
        assertThat(page.content()).doesNotContain(login);
        page.navigate(HUB.url() + "/cases");
        assertThat(page.url()).contains("/login");
        assertThat(page.content()).doesNotContain("C-2026-000001");
    }

    @Test
    void nothingOfACaseStaysInTheBrowserAndNoScriptMayBeBroughtIn() {
        logIn(Role.MONITOR);
        RecordedCase.record(HUB, "C-2026-000001");
        for (String path : List.of("/", "/cases/C-2026-000001", "/messages")) {
            page.navigate(HUB.url() + path);
        }

        assertThat(page.evaluate("JSON.stringify(Object.entries(localStorage)) + JSON.stringify(Object.entries(sessionStorage))")
                .toString()).doesNotContain("C-2026", "csrf", "session");
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
        assertThat(page.evaluate("() => [...document.scripts].every(s => new URL(s.src).origin === location.origin)")).isEqualTo(true);
        assertThat(page.evaluate("""
                () => { const s = document.createElement('script'); s.textContent = 'window.hit = 1'; document.body.append(s);
                        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hit=2">');
                        return new Promise(done => requestAnimationFrame(() => done(window.hit === undefined))); }
                """)).isEqualTo(true);
        assertThat(page.evaluate("() => fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')")).isEqualTo("refused");
    }

    private void look(String path) {
        page.navigate(HUB.url() + path);
        harmless(path);
    }

    private void harmless(String path) {
        assertThat(page.evaluate("() => document.querySelectorAll('.planted, img[src=x], svg[onload], script:not([src]), [onerror], [onload]')"
                + ".length + (window.hit === undefined ? 0 : 1)")).as(path).isEqualTo(0);
        assertThat(page.evaluate("() => [...document.querySelectorAll('a[href], form[action]')].map(e => e.getAttribute('href') || e.getAttribute('action'))"
                + ".filter(h => !['http:', 'https:', 'otpauth:'].includes(new URL(h, location.href).protocol)).length")).as("addresses on " + path).isEqualTo(0);
        assertThat(alarms).as(path).isEmpty();
        MARK.matcher(page.locator("body").textContent()).results().forEach(found -> seen.add(found.group()));
    }

    private void search(String what) {
        page.navigate(HUB.url() + "/");
        page.locator("#q").fill(what);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.endsWith("/"));
        harmless("search");
    }

    private String logIn(Role role) {
        String login = Visitor.account(HUB, role);
        page.navigate(HUB.url() + "/login?lang=zh");
        page.locator("input[name=login]").first().fill(login);
        page.locator("input[name=password]").first().fill(Visitor.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/login"));
        return login;
    }

    private static DeliveryRow row(String caseNo) {
        return HUB.bean(DeliveryQueries.class)
                .page(new DeliveryFilter(null, Set.of(), caseNo, null, null, null, null), 1).get(0);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
