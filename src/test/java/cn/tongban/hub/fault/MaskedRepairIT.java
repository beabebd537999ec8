package cn.tongban.hub.fault;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.browser.Chromium;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who corrects one field of what is masked to him spoils nothing else: judged by the bytes at the partner. */
class MaskedRepairIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static World world;

    @BeforeAll
    static void start() {
        world = World.start(folder, TestBundle.quick(folder.resolve("bundle")), hub -> hub.with("HUB_CONSOLE_DEMO", "true"));
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void thePartnerGetsTheTrueValuesAroundTheCorrectedField() throws IOException {
        SyntheticCase made = world.freshCase();
        ObjectNode contact = (ObjectNode) made.document().get("contact");
        contact.put("certType", "511").put("certNo", "T19000101001");
        List<String> personal = List.of(contact.path("name").asText(), contact.path("mobile").asText(), "T19000101001");
        world.handIn(made);
        world.awaitState(made.caseNo(), "city-platform", "dead");

        try (BrowserContext window = CHROMIUM.window(1366, 768)) {
            Page page = window.newPage();
            logIn(page);
            page.navigate(world.hub().url() + "/dead-letters?destination=city-platform&code=unknown-code");
            page.locator("main a[href^='/deliveries/']").first().click();
            button(page, "更正字段", AriaRole.LINK).click();
            assertThat(page.locator("main").innerHTML()).doesNotContain(personal);
            page.getByLabel("contact / idType").first().selectOption("OTHER");
            button(page, "检查", AriaRole.BUTTON).click();
            assertThat(page.locator("main")).containsText("内容符合规范");
            assertThat(page.locator("main").innerHTML()).doesNotContain(personal);
            page.getByLabel("原因").fill("对方没有这一证件类型,按其他证件");
            button(page, "保存并重新投递", AriaRole.BUTTON).click();
            page.waitForURL("**?done=done");
        }

        world.awaitState(made.caseNo(), "city-platform", "delivered");
        List<RawRequest> requests = world.platform().requestsOf(made.caseNo());
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).body()).contains(personal).doesNotContain("***");
        JsonNode sent = JSON.readTree(requests.get(0).body()).findValue("contact");
        assertThat(sent.path("cardType").asText()).as("OTHER, as the platform says it").isEqualTo("099");
        assertThat(sent.path("cardNo").asText()).isEqualTo("T19000101001");
    }

    private static void logIn(Page page) throws IOException {
        String password = Files.readAllLines(world.hub().data().resolve("first-logins.txt")).stream()
                .filter(line -> line.startsWith("monitor ")).map(line -> line.substring(8)).findFirst().orElseThrow();
        page.navigate(world.hub().url() + "/login?lang=zh");
        page.getByLabel("登录名").first().fill("monitor");
        page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).first().fill(password);
        button(page, "登录", AriaRole.BUTTON).first().click();
        page.waitForURL(url -> !url.contains("/login"));
    }

    private static Locator button(Page page, String name, AriaRole role) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
