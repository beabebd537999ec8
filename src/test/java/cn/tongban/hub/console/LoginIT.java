package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import cn.tongban.hub.web.Visitor;
import java.net.HttpCookie;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @Test
    void nobodySeesAPageWithoutLoggingInAndComesBackToItAfterwards() {
        Visitor visitor = new Visitor(HUB);
        String login = Visitor.account(HUB, Role.MONITOR);

        Answer turned = visitor.get("/items?text=a");
        assertThat(turned.status()).isEqualTo(302);
        assertThat(turned.header("Location")).isEqualTo("/login?to=%2Fitems%3Ftext%3Da");
        Answer in = visitor.post("/login", Map.of("login", login, "password", Visitor.PASSWORD, "to", "/items?text=a"));
        assertThat(in.header("Location")).isEqualTo("/items?text=a");
        assertThat(visitor.get("/items?text=a").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/login"})
    void nobodyIsSentToAnotherHost(String to) {
        String login = Visitor.account(HUB, Role.MONITOR);

        Answer in = new Visitor(HUB).post("/login", Map.of("login", login, "password", Visitor.PASSWORD, "to", to));

        assertThat(in.header("Location")).isEqualTo("/");
    }

    @Test
    void wrongAndUnknownAreToldAlikeAndTooManyLock() {
        String login = Visitor.account(HUB, Role.MONITOR);
        Visitor visitor = new Visitor(HUB);

        Answer unknown = visitor.login("nobody-here", "Some-Word-12345");
        for (int i = 0; i < 4; i++) {
            assertThat(visitor.login(login, "Some-Word-12345").raw().body()).contains("登录名或密码不正确");
        }
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.raw().body()).contains("登录名或密码不正确");
        assertThat(visitor.login(login, "Some-Word-12345").raw().body()).contains("已暂时锁定");
        assertThat(visitor.login(login, Visitor.PASSWORD).status()).as("locked, though it is right").isEqualTo(401);
        Accounts accounts = HUB.bean(Accounts.class);
        accounts.unlock(accounts.all(500).stream().filter(a -> a.login().equals(login)).findFirst().orElseThrow().id());
        assertThat(visitor.login(login, Visitor.PASSWORD).status()).isEqualTo(302);
    }

    @Test
    void theSessionOfBeforeTheLoginIsWorthNothingAfterIt() {
        String login = Visitor.account(HUB, Role.MONITOR);
        Visitor visitor = new Visitor(HUB);
        visitor.cookies().getCookieStore().add(java.net.URI.create(HUB.url()), cookie("A".repeat(43)));

        visitor.login(login, Visitor.PASSWORD);

        assertThat(session(visitor)).hasSize(1).doesNotContain("A".repeat(43));
        Visitor thief = new Visitor(HUB);
        thief.cookies().getCookieStore().add(java.net.URI.create(HUB.url()), cookie("A".repeat(43)));
        assertThat(thief.get("/").status()).isEqualTo(302);
    }

    @Test
    void afterLoggingOutTheCookieIsWorthNothing() {
        Visitor visitor = Visitor.as(HUB, Role.MONITOR);
        String cookie = session(visitor).get(0);

        assertThat(visitor.post("/logout", Map.of()).status()).isEqualTo(302);

        Visitor thief = new Visitor(HUB);
        thief.cookies().getCookieStore().add(java.net.URI.create(HUB.url()), cookie(cookie));
        assertThat(thief.get("/").status()).isEqualTo(302);
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        Visitor visitor = Visitor.as(HUB, Role.SECURITY_ADMIN);
        Map<String, String> form = Map.of("login", "planted", "name", "x", "roles", "monitor", "password", "Heron-by-Han-77");

        assertThat(visitor.postWithout("/accounts", form).header("Location")).isEqualTo("/login/stale");
        assertThat(HUB.bean(Accounts.class).all(500)).noneMatch(a -> a.login().equals("planted"));
        assertThat(visitor.post("/accounts", form).header("Location")).isEqualTo("/accounts?done=created");
    }

    @Test
    void aPasswordThatSomebodyElseChoseMustBeChangedFirst() {
        HUB.bean(Accounts.class).create("newcomer", "新人", Set.of(Role.MONITOR), "First-Word-Of-9", "test");
        Visitor visitor = new Visitor(HUB);

        assertThat(visitor.login("newcomer", "First-Word-Of-9").header("Location")).isEqualTo("/login/password");
        assertThat(visitor.get("/").header("Location")).startsWith("/login");
        Map<String, String> same = Map.of("present", "First-Word-Of-9", "wanted", "First-Word-Of-9", "repeated", "First-Word-Of-9");
        assertThat(visitor.post("/login/password", same).raw().body()).contains("以前用过");
        Map<String, String> fresh =
                Map.of("present", "First-Word-Of-9", "wanted", Visitor.PASSWORD, "repeated", Visitor.PASSWORD);
        assertThat(visitor.post("/login/password", fresh).header("Location")).isEqualTo("/");
        assertThat(visitor.get("/").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void eachRoleSeesItsPagesAndIsToldOfTheOthers(Role role) {
        Visitor visitor = Visitor.as(HUB, role);

        Map<String, Set<Role>> pages = Map.of(
                "/", Set.of(Role.ENGINEER, Role.MONITOR, Role.SYSTEM_ADMIN),
                "/items", Set.of(Role.ENGINEER, Role.MONITOR, Role.SYSTEM_ADMIN),
                "/connectors", Set.of(Role.ENGINEER, Role.MONITOR, Role.SYSTEM_ADMIN),
                "/accounts", Set.of(Role.SECURITY_ADMIN),
                "/tokens", Set.of(Role.SECURITY_ADMIN),
                "/audit", Set.of(Role.AUDITOR));
        pages.forEach((path, roles) -> {
            Answer answer = visitor.get(path);
            assertThat(answer.status()).as(path).isEqualTo(roles.contains(role) ? 200 : 403);
            assertThat(answer.raw().body()).contains(roles.contains(role) ? "<main" : "不能查看这个页面");
        });
        assertThat(visitor.get("/account").status()).isEqualTo(200);
    }

    @Test
    void pagesAreKeptByNoCacheAndCookiesAreOutOfReachOfScripts() {
        Visitor visitor = new Visitor(HUB);
        Answer in = visitor.login(Visitor.account(HUB, Role.MONITOR), Visitor.PASSWORD);

        assertThat(in.raw().headers().allValues("Set-Cookie")).filteredOn(c -> c.startsWith("hub-session="))
                .allMatch(c -> c.contains("HttpOnly") && c.contains("SameSite=Lax"));
        assertThat(visitor.get("/").header("Cache-Control")).isEqualTo("no-store");
    }

    private static List<String> session(Visitor visitor) {
        return visitor.cookies().getCookieStore().getCookies().stream().filter(c -> c.getName().equals("hub-session"))
                .map(HttpCookie::getValue).toList();
    }

    private static HttpCookie cookie(String value) {
        HttpCookie cookie = new HttpCookie("hub-session", value);
        cookie.setPath("/");
        cookie.setDomain("127.0.0.1");
        cookie.setVersion(0);
        return cookie;
    }
}
