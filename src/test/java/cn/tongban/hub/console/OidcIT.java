package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.HubApplication;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.support.PgExtension;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A real OpenID Connect server over real sockets; browser and hub go there and back. */
class OidcIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @TempDir
    private static Path data;

    private static final ForgedAnswer FORGED = new ForgedAnswer();
    private static MockOAuth2Server provider;
    private static ConfigurableApplicationContext hub;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeAll
    static void start() throws IOException {
        provider = new MockOAuth2Server(FORGED);
        provider.start();
        PG.truncate();
        hub = new SpringApplication(HubApplication.class).run(
                "--server.port=0", "--hub.broker.amqp.port=0", "--hub.secrets.generate-missing=true", "--logging.level.root=WARN",
                "--hub.data=" + data, "--hub.db.url=" + PG.url(), "--hub.db.user=" + PG.user(),
                "--hub.db.password=" + PG.password(), "--hub.console.oidc.issuer=" + provider.issuerUrl("staff"),
                "--hub.console.oidc.client-secret=word", "--hub.console.oidc.roles-claim=roles");
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
        provider.shutdown();
    }

    @Test
    void somebodyWithARoleThereComesInAndIsAnAccountHere() throws Exception {
        says("zhang-1", Map.of("roles", List.of("monitor", "cook"), "preferred_username", "zhang", "name", "张三"));

        HttpResponse<String> page = follow("/login/provider/start");

        assertThat(page.uri().getPath()).isEqualTo("/");
        assertThat(page.body()).contains("张三", "值守人员");
        assertThat(hub.getBean(Accounts.class).all(100)).filteredOn(a -> a.login().equals("zhang")).singleElement()
                .satisfies(account -> {
                    assertThat(account.roles()).containsExactly(Role.MONITOR);
                    assertThat(account.local()).isFalse();
                });
    }

    @Test
    void somebodyWithoutARoleStaysOutside() throws Exception {
        says("nobody-1", Map.of("preferred_username", "nobody"));

        HttpResponse<String> page = follow("/login/provider/start");

        assertThat(page.uri().getPath()).isEqualTo("/login");
        assertThat(page.body()).contains("没有账户");
        assertThat(cookies.getCookieStore().getCookies()).noneMatch(cookie -> cookie.getName().equals("hub-session"));
    }

    @Test
    void anAnswerThatNobodyAskedForLetsNobodyIn() throws Exception {
        HttpResponse<String> page = follow("/login/back?code=stolen&state=made-up");

        assertThat(page.uri().getPath()).isEqualTo("/login");
        assertThat(page.body()).contains("没有完成登录");
    }

    @Test
    void theQuestionCarriesStateNonceAndChallenge() throws Exception {
        String first = location(ask("/login/provider/start"));
        String second = location(ask("/login/provider/start"));

        assertThat(first).contains("response_type=code", "code_challenge_method=S256");
        for (String name : List.of("state", "nonce", "code_challenge")) {
            assertThat(parameter(first, name)).as(name).hasSizeGreaterThanOrEqualTo(43).isNotEqualTo(parameter(second, name));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Forgery.class, mode = EnumSource.Mode.EXCLUDE, names = "GENUINE")
    void anAnswerThatIsNotForUsOrNotSignedLetsNobodyIn(Forgery forgery) throws Exception {
        HttpResponse<String> page = comeBackWith(forgery, "forger-1");

        assertThat(page.uri().getPath()).isEqualTo("/login");
        assertThat(page.body()).contains("没有完成登录");
        assertThat(cookies.getCookieStore().getCookies()).noneMatch(cookie -> cookie.getName().equals("hub-session"));
        assertThat(hub.getBean(Accounts.class).all(100)).noneMatch(account -> account.login().startsWith("forger"));
    }

    /** So that the ones before fail for what is wrong with them and nothing else. */
    @Test
    void theSameWayWithAGoodTokenLeadsIn() throws Exception {
        assertThat(comeBackWith(Forgery.GENUINE, "genuine-1").uri().getPath()).isEqualTo("/");
    }

    private HttpResponse<String> comeBackWith(Forgery forgery, String subject) throws Exception {
        String question = location(ask("/login/provider/start"));
        String back = location(browser.send(HttpRequest.newBuilder(URI.create(question)).GET().build(),
                HttpResponse.BodyHandlers.ofString()));
        String token = forgery.token(provider, parameter(question, "nonce"), subject);
        FORGED.next(token);
        return follow(URI.create(back).getPath() + "?" + URI.create(back).getRawQuery());
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + hub.getEnvironment().getProperty("local.server.port") + path)).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.statusCode() + answer.body()));
    }

    private static String parameter(String address, String name) {
        return java.util.Arrays.stream(URI.create(address).getRawQuery().split("&")).filter(one -> one.startsWith(name + "="))
                .map(one -> one.substring(name.length() + 1)).findFirst().orElse("");
    }

    private static void says(String subject, Map<String, Object> claims) {
        provider.enqueueCallback(new DefaultOAuth2TokenCallback("staff", subject, "JWT", List.of("tongban-hub"), claims, 3600));
    }

    /** As a browser does, redirect by redirect. */
    private HttpResponse<String> follow(String path) throws IOException, InterruptedException {
        URI at = URI.create("http://127.0.0.1:" + hub.getEnvironment().getProperty("local.server.port") + path);
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> answer =
                    browser.send(HttpRequest.newBuilder(at).GET().build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 3) {
                return answer;
            }
            at = at.resolve(answer.headers().firstValue("Location").orElseThrow());
        }
        throw new AssertionError("too many redirects");
    }
}
