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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What another site could make a browser send, and what nobody meant to be sent. */
class FormsIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @Test
    void noFormOfTheConsoleIsTakenWithoutItsTokenOrWithAForeignOne() {
        SoftAssertions checks = new SoftAssertions();
        String foreign = Visitor.as(HUB, Role.MONITOR).token();

        for (Role role : Role.values()) {
            Visitor visitor = Visitor.as(HUB, role);
            for (Mapped one : posts()) {
                if (one.open() || Role.scopes(Set.of(role)).contains(one.scope().orElseThrow())) {
                    for (Map<String, String> fields : List.of(Map.<String, String>of(), Map.of("_csrf", foreign), Map.of("_csrf", ""))) {
                        Answer answer = visitor.postWithout(one.path(), fields);
                        checks.assertThat(answer.status()).as(one.toString()).isEqualTo(302);
                        checks.assertThat(answer.header("Location")).as(one.toString()).isEqualTo("/login/stale");
                    }
                }
            }
            checks.assertThat(visitor.get("/account").status()).as("still in").isEqualTo(200);
        }
        checks.assertAll();
    }

    @Test
    void anotherVerbOrAHeaderThatNamesOneChangesNothing() {
        Visitor admin = Visitor.as(HUB, Role.SECURITY_ADMIN).with("X-HTTP-Method-Override", "POST")
                .with("X-Method-Override", "DELETE");
        SoftAssertions checks = new SoftAssertions();
        long before = rows();

        for (Mapped one : posts()) {
            for (String verb : List.of("GET", "HEAD")) {
                checks.assertThat(admin.ask(verb, one.path() + "?_method=post&reason=r").status()).as(verb + " " + one)
                        .isIn(200, 302, 403, 404, 405);
            }
            for (String verb : List.of("PUT", "PATCH", "DELETE", "OPTIONS")) {
                Answer answer = admin.ask(verb, one.path());
                checks.assertThat(answer.status()).as(verb + " " + one).isIn(200, 302, 401, 403, 404, 405);
                checks.assertThat(answer.raw().headers().map().keySet()).as(verb + " " + one)
                        .noneMatch(header -> header.toLowerCase().startsWith("access-control-"));
            }
        }
        checks.assertAll();
        assertThat(rows()).as("nothing was done, so nothing is on record").isEqualTo(before);
        assertThat(admin.get("/accounts").status()).isEqualTo(200);
    }

    @Test
    void fieldsThatNobodyAskedForAreNotTaken() {
        Visitor admin = Visitor.as(HUB, Role.SECURITY_ADMIN);

        Answer made = admin.post("/accounts", Map.of("login", "extra-fields", "name", "多填", "roles", "monitor", "password",
                "Heron-by-Han-77", "mustChange", "false", "secondFactor", "true", "disabledAt", "", "createdBy", "somebody",
                "id", "00000000-0000-7000-8000-000000000000", "account.mustChange", "false"));

        assertThat(made.header("Location")).isEqualTo("/accounts?done=created");
        Account account = HUB.bean(Accounts.class).all(500).stream().filter(a -> a.login().equals("extra-fields")).findFirst()
                .orElseThrow();
        assertThat(account.mustChange()).isTrue();
        assertThat(account.secondFactor()).isFalse();
        assertThat(account.createdBy()).isNotEqualTo("somebody");
        assertThat(account.id().toString()).isNotEqualTo("00000000-0000-7000-8000-000000000000");
    }

    @Test
    void aFieldThatComesTwiceIsNoWayAroundACheck() {
        Visitor visitor = new Visitor(HUB);
        String login = Visitor.account(HUB, Role.MONITOR);
        visitor.get("/login");

        Answer in = visitor.postWithout("/login?to=/items&to=//evil.example", Map.of("login", login, "password",
                Visitor.PASSWORD, "_csrf", visitor.token()));

        assertThat(in.header("Location")).startsWith("/").doesNotStartWith("//");
        Visitor other = new Visitor(HUB);
        other.get("/login");
        assertThat(other.postWithout("/login?login=nobody", Map.of("login", login, "password", Visitor.PASSWORD, "_csrf",
                other.token())).status()).as("two logins are none").isEqualTo(401);
    }

    @Test
    void noParameterSendsTheBrowserToAnotherHost() {
        Visitor visitor = Visitor.as(HUB, Role.MONITOR);

        for (String to : List.of("https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
                "/%09/evil.example", "javascript:alert(1)", "/\r\nLocation: https://evil.example", "http:evil.example", "")) {
            for (String field : List.of("back", "to", "url", "next", "redirect")) {
                Answer answer = visitor.post("/login/language", Map.of("lang", "zh", field, to));
                assertThat(answer.header("Location")).as(field + "=" + to).matches("/([^/\\\\].*)?");
            }
            Answer door = visitor.get("/login?to=" + java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8));
            assertThat(door.header("Location")).as("to=" + to).matches("/([^/\\\\].*)?");
        }
    }

    private static List<Mapped> posts() {
        List<Mapped> posts = Mappings.console(HUB).stream().filter(one -> one.verb().equals("POST")).toList();
        assertThat(posts).hasSizeGreaterThan(20);
        assertThat(Arrays.stream(Role.values()).map(role -> Role.scopes(Set.of(role))).toList())
                .allSatisfy(scopes -> assertThat(scopes).isNotEmpty());
        return posts;
    }

    private static long rows() {
        return HUB.pg().jdbc().sql("select count(*) from audit_event").query(Long.class).single();
    }
}
