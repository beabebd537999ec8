package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.Mappings;
import cn.tongban.hub.web.Mappings.Mapped;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import cn.tongban.hub.web.Visitor;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page and call of the hub's own table, by everybody who may and everybody who may not. */
class AccessIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    /** Who may come without a right looks after itself; a new one belongs here only after a second look. */
    private static final Set<String> OPEN = Set.of("GET /login", "POST /login", "GET /login/stale", "POST /login/again",
            "GET /login/code", "POST /login/code", "GET /login/factor", "POST /login/factor",
            "POST /login/factor/offer", "GET /login/password", "POST /login/password", "POST /login/language",
            "POST /logout", "GET /session", "GET /account", "POST /account/password", "POST /account/factor",
            "POST /account/factor/offer", "POST /account/sessions/end", "GET /materials/{token}");

    private static final Set<String> DOOR = Set.of("/login", "/logout", "/session");

    @Test
    void everyMethodSaysWhomItAnswersAndTheOpenOnesAreKnown() {
        List<Mapped> all = Mappings.all(HUB).toList();

        assertThat(all).hasSizeGreaterThan(100)
                .allSatisfy(one -> assertThat(one.open()).as(one.toString()).isNotEqualTo(one.scope().isPresent()));
        assertThat(all.stream().filter(Mapped::open).map(Mapped::toString)).isSubsetOf(OPEN);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void eachRoleGetsItsPagesAndActsAndNoOther(Role role) {
        Visitor visitor = Visitor.as(HUB, role);
        Set<Scope> scopes = Role.scopes(Set.of(role));
        SoftAssertions checks = new SoftAssertions();

        for (Mapped one : Mappings.console(HUB)) {
            if (one.open()) {
                continue;
            }
            Answer answer = one.verb().equals("GET") ? visitor.get(one.path()) : visitor.post(one.path(), Map.of());
            if (scopes.contains(one.scope().orElseThrow())) {
                checks.assertThat(answer.status()).as(role + " may " + one).isNotIn(401, 403).isLessThan(500);
            } else {
                checks.assertThat(answer.status()).as(role + " must not " + one).isEqualTo(403);
            }
        }
        checks.assertAll();
    }

    @Test
    void whoIsNotInOrOnlyHalfWaySeesAndDoesNothing() {
        HUB.bean(Accounts.class).create("half-way", "半路", Set.of(Role.MONITOR), "First-Word-Of-9", "test");
        Visitor halfWay = new Visitor(HUB);
        assertThat(halfWay.login("half-way", "First-Word-Of-9").header("Location")).isEqualTo("/login/password");
        SoftAssertions checks = new SoftAssertions();

        for (Visitor visitor : List.of(new Visitor(HUB), halfWay)) {
            for (Mapped one : Mappings.console(HUB)) {
                if (DOOR.stream().anyMatch(one.pattern()::startsWith)) {
                    continue;
                }
                Answer answer = one.verb().equals("GET") ? visitor.get(one.path()) : visitor.post(one.path(), Map.of());
                // A page leads to the door; what a page asks by itself is only told.
                boolean page = one.verb().equals("GET") && !one.pattern().equals("/stream");
                checks.assertThat(answer.status()).as(one.toString()).isEqualTo(page ? 302 : 401);
                checks.assertThat(answer.header("Location")).as(one.toString()).startsWith(page ? "/login?to=" : "");
                checks.assertThat(answer.raw().body()).as(one.toString()).doesNotContain("<main");
            }
        }
        checks.assertAll();
    }

    @Test
    void eachCallOfTheApiNeedsItsScopeAndNoOtherOpensIt() {
        SoftAssertions checks = new SoftAssertions();

        for (Mapped one : Mappings.api(HUB)) {
            Scope needed = one.scope().orElseThrow();
            Scope[] others = Stream.of(Scope.values()).filter(scope -> scope != needed).toArray(Scope[]::new);
            checks.assertThat(call(one, "").status()).as("nobody: " + one).isEqualTo(401);
            Answer refused = call(one, HUB.token(others));
            checks.assertThat(refused.status()).as("all but " + needed + ": " + one).isEqualTo(403);
            checks.assertThat(refused.raw().body()).as(one.toString()).contains("scope-missing");
            int answered = call(one, HUB.token(needed)).status();
            boolean moreIsAsked = one.pattern().endsWith("/reject");
            checks.assertThat(answered).as(needed + ": " + one).isNotEqualTo(401).isLessThan(500);
            checks.assertThat(answered == 403).as(needed + ": " + one).isEqualTo(moreIsAsked);
        }
        checks.assertAll();
    }

    /** A session opens no call of the API, and a token no page. */
    @Test
    void aSessionIsNoTokenAndATokenNoSession() {
        Visitor admin = Visitor.as(HUB, Role.SECURITY_ADMIN);

        assertThat(admin.get("/api/v1/tokens").status()).isEqualTo(401);
        assertThat(HUB.get("/tokens", HUB.token(Scope.values())).status()).isEqualTo(302);
    }

    @Test
    void nobodyChangesTheOwnRightsOrHoldsTwoPowers() {
        Visitor admin = new Visitor(HUB);
        String login = Visitor.account(HUB, Role.SECURITY_ADMIN);
        admin.login(login, Visitor.PASSWORD);
        Accounts accounts = HUB.bean(Accounts.class);
        var own = accounts.all(500).stream().filter(a -> a.login().equals(login)).findFirst().orElseThrow();

        for (String act : List.of("roles", "disable", "unlock", "password", "forget-factor", "end-sessions")) {
            assertThat(admin.post("/accounts/" + own.id() + "/" + act, Map.of("reason", "r", "roles", "auditor",
                    "password", "Other-Word-Of-9")).status()).as(act).isEqualTo(409);
        }
        assertThat(accounts.get(own.id())).isEqualTo(own);
        String other = Visitor.account(HUB, Role.MONITOR);
        var id = accounts.all(500).stream().filter(a -> a.login().equals(other)).findFirst().orElseThrow().id();
        assertThat(admin.postWithout("/accounts/" + id + "/roles?roles=auditor&roles=system-admin",
                Map.of("reason", "r", "_csrf", admin.token())).status()).isEqualTo(422);
        assertThat(accounts.get(id).roles()).isEqualTo(Set.of(Role.MONITOR));
    }

    private static Answer call(Mapped one, String token) {
        HttpRequest.Builder request = HUB.request(one.path(), token).header("Accept", one.produces());
        boolean body = Arrays.asList("POST", "PUT", "PATCH", "DELETE").contains(one.verb());
        if (body) {
            request.header("Content-Type", one.accepts());
        }
        return HUB.send(request.method(one.verb(), body ? HttpRequest.BodyPublishers.ofString("{}")
                : HttpRequest.BodyPublishers.noBody()));
    }
}
