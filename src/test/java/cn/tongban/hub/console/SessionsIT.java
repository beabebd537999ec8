package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Account;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.web.Mappings;
import cn.tongban.hub.web.Mappings.Mapped;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import cn.tongban.hub.web.Visitor;
import java.net.HttpCookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long somebody stays in, and what ends it. */
class SessionsIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @ParameterizedTest
    @ValueSource(strings = {"seen_at = seen_at - interval '16 minutes'", "created_at = created_at - interval '10 hours 1 minute'"})
    void anOldSessionIsOver(String moved) {
        Visitor visitor = Visitor.as(HUB, Role.MONITOR);
        assertThat(visitor.get("/").status()).isEqualTo(200);

        HUB.pg().jdbc().sql("update console_session set " + moved).update();

        assertThat(visitor.get("/").header("Location")).startsWith("/login");
        assertThat(visitor.get("/session").status()).isEqualTo(401);
        assertThat(visitor.post("/search", Map.of("q", "x")).status()).isEqualTo(401);
    }

    @Test
    void whatAPageAsksByItselfKeepsNobodyIn() {
        Visitor visitor = Visitor.as(HUB, Role.MONITOR);
        HUB.pg().jdbc().sql("update console_session set seen_at = seen_at - interval '10 minutes'").update();
        Object before = seen();

        visitor.with("X-Hub-Poll", "1").get("/session");
        visitor.get("/tasks");

        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void aSecondLoginEndsTheSessionBeforeIt() {
        String login = Visitor.account(HUB, Role.MONITOR);
        Visitor visitor = new Visitor(HUB);
        visitor.login(login, Visitor.PASSWORD);
        String first = cookie(visitor);

        visitor.post("/login", Map.of("login", login, "password", Visitor.PASSWORD));

        assertThat(cookie(visitor)).isNotEqualTo(first);
        assertThat(thief(first).get("/").status()).isEqualTo(302);
        assertThat(visitor.get("/").status()).isEqualTo(200);
    }

    @Test
    void severalPlacesAreSeenByTheirOwnerAndEndTogetherAfterThePassword() {
        String login = Visitor.account(HUB, Role.MONITOR);
        List<Visitor> places = inAt(login, 3);

        assertThat(places.get(0).get("/account?lang=en").raw().body()).contains("Where you are logged in", "End all others");
        assertThat(places.get(0).post("/account/sessions/end", Map.of("present", "Wrong-Word-12345")).status()).isEqualTo(403);
        assertThat(places.get(1).get("/").status()).as("nothing ended yet").isEqualTo(200);
        assertThat(places.get(0).post("/account/sessions/end", Map.of("present", Visitor.PASSWORD)).header("Location"))
                .isEqualTo("/account?done=sessions");

        assertThat(places.get(0).get("/").status()).isEqualTo(200);
        assertThat(places.subList(1, 3)).allSatisfy(place -> assertThat(place.get("/").status()).isEqualTo(302));
    }

    @Test
    void theOwnNewPasswordEndsAllOthers() {
        String login = Visitor.account(HUB, Role.MONITOR);
        List<Visitor> places = inAt(login, 3);
        String before = cookie(places.get(0));

        Answer changed = places.get(0).post("/account/password", Map.of("present", Visitor.PASSWORD, "wanted",
                "Another-by-the-Han-4", "repeated", "Another-by-the-Han-4"));

        assertThat(changed.header("Location")).isEqualTo("/account?done=password");
        assertThat(cookie(places.get(0))).isNotEqualTo(before);
        assertThat(places.get(0).get("/").status()).isEqualTo(200);
        assertThat(places.subList(1, 3)).allSatisfy(place -> assertThat(place.get("/").status()).isEqualTo(302));
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "disable", "password", "forget-factor", "end-sessions"})
    void whatAnAdministratorDoesEndsThemAtOnce(String act) {
        String login = Visitor.account(HUB, Role.MONITOR);
        List<Visitor> places = inAt(login, 2);
        Visitor admin = Visitor.as(HUB, Role.SECURITY_ADMIN);

        Answer done = admin.post("/accounts/" + account(login).id() + "/" + act,
                Map.of("reason", "试验", "roles", "engineer", "password", "First-Word-Of-99"));

        assertThat(done.header("Location")).isEqualTo("/accounts?done=changed");
        assertThat(places).allSatisfy(place -> assertThat(place.get("/").status()).isEqualTo(302));
        assertThat(admin.get("/accounts").status()).isEqualTo(200);
    }

    @Test
    void aCookieIsRandomUnlikeAnyOtherAndOnlyItsDigestIsKept() {
        String login = Visitor.account(HUB, Role.MONITOR);
        Set<String> cookies = new HashSet<>();
        inAt(login, 5).forEach(place -> cookies.add(cookie(place)));

        assertThat(cookies).hasSize(5).allMatch(cookie -> cookie.matches("[A-Za-z0-9_-]{43}"));
        String table = HUB.pg().jdbc().sql("select string_agg(s::text, ' ') from console_session s").query(String.class).single();
        assertThat(table).doesNotContain(cookies.toArray(String[]::new));
    }

    @Test
    void onlyTheCookieCountsAndOnlyAWellFormedOne() {
        String good = cookie(Visitor.as(HUB, Role.MONITOR));

        Visitor visitor = new Visitor(HUB).with("X-Session", good).with("Authorization", "Bearer " + good);
        assertThat(visitor.get("/?hub-session=" + good + "&session=" + good).status()).isEqualTo(302);
        for (String bad : List.of("", "x", good + "x", good.substring(1), good.toLowerCase(java.util.Locale.ROOT), "A".repeat(4000))) {
            assertThat(thief(bad).get("/").status()).as(bad).isEqualTo(302);
        }
        assertThat(thief(good).get("/").status()).isEqualTo(200);
    }

    /** "Back" after logging out has nothing to show: no page behind the door may be kept. */
    @Test
    void noPageBehindTheDoorIsKeptByAnyCacheAndEachCanBeLeft() {
        Visitor monitor = Visitor.as(HUB, Role.MONITOR, Role.ENGINEER);
        for (Mapped one : Mappings.console(HUB)) {
            if (one.verb().equals("GET")) {
                Answer page = monitor.get(one.path());
                assertThat(page.header("Cache-Control")).as(one.toString()).isEqualTo("no-store");
                boolean frame = page.status() == 200 && page.header("Content-Type").startsWith("text/html");
                assertThat(!frame || page.raw().body().contains("action=\"/logout\"")).as("a way out: " + one).isTrue();
            }
        }
        assertThat(monitor.post("/logout", Map.of()).header("Clear-Site-Data")).isEqualTo("\"cache\"");
    }

    private static List<Visitor> inAt(String login, int places) {
        List<Visitor> in = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            Visitor visitor = new Visitor(HUB);
            visitor.login(login, Visitor.PASSWORD);
            assertThat(visitor.get("/account").status()).isEqualTo(200);
            in.add(visitor);
        }
        return in;
    }

    static Account account(String login) {
        return HUB.bean(Accounts.class).all(500).stream().filter(a -> a.login().equals(login)).findFirst().orElseThrow();
    }

    private static Object seen() {
        return HUB.pg().jdbc().sql("select max(seen_at)::text from console_session").query(String.class).single();
    }

    private static String cookie(Visitor visitor) {
        return visitor.cookies().getCookieStore().getCookies().stream().filter(c -> c.getName().equals("hub-session"))
                .map(HttpCookie::getValue).findFirst().orElseThrow();
    }

    private static Visitor thief(String value) {
        HttpCookie cookie = new HttpCookie("hub-session", value);
        cookie.setPath("/");
        cookie.setDomain("127.0.0.1");
        cookie.setVersion(0);
        Visitor thief = new Visitor(HUB);
        thief.cookies().getCookieStore().add(URI.create(HUB.url()), cookie);
        return thief;
    }
}
