package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Account;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.CapturedLog;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import cn.tongban.hub.web.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody tries passwords and codes. */
class GuessingIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final String WRONG = "Wrong-Word-12345";

    @Test
    void whoSitsAtAForeignSessionAndGuessesThePasswordLosesIt() {
        String login = Visitor.account(HUB, Role.MONITOR);
        Visitor thief = new Visitor(HUB);
        thief.login(login, Visitor.PASSWORD);
        Map<String, String> guess = Map.of("present", WRONG, "wanted", "Mine-by-the-Han-4", "repeated", "Mine-by-the-Han-4");

        for (int i = 0; i < 4; i++) {
            assertThat(thief.post("/account/password", guess).status()).isEqualTo(403);
        }
        assertThat(thief.get("/account").status()).isEqualTo(200);
        thief.post("/account/password", guess);

        assertThat(thief.get("/account").status()).as("the session is over").isEqualTo(302);
        assertThat(account(login).lockedUntil()).isNotNull();
    }

    @Test
    void whileLockedNotEvenTheRightPasswordIsConfirmed() {
        String login = Visitor.account(HUB, Role.MONITOR);
        Visitor visitor = new Visitor(HUB);
        visitor.login(login, Visitor.PASSWORD);
        HUB.pg().jdbc().sql("update account set locked_until = now() + interval '10 minutes' where login = :l").param("l", login)
                .update();

        assertThat(visitor.post("/account/password", Map.of("present", Visitor.PASSWORD, "wanted", "Mine-by-the-Han-4",
                "repeated", "Mine-by-the-Han-4")).status()).isEqualTo(403);
        assertThat(visitor.post("/account/factor/offer", Map.of("present", Visitor.PASSWORD)).status()).isEqualTo(403);
    }

    @Test
    void aSecondFactorIsBegunOnlyWithThePasswordAndEndsTheOtherSessions() {
        String login = Visitor.account(HUB, Role.MONITOR);
        Visitor owner = new Visitor(HUB);
        owner.login(login, Visitor.PASSWORD);
        Visitor elsewhere = new Visitor(HUB);
        elsewhere.login(login, Visitor.PASSWORD);

        Answer refused = owner.post("/account/factor/offer", Map.of("present", WRONG));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.raw().body()).doesNotContain("class=\"secret code\"");
        Authenticator app = Authenticator.scan(owner.post("/account/factor/offer", Map.of("present", Visitor.PASSWORD)));
        assertThat(owner.post("/account/factor", Map.of("code", app.code(-20))).status()).isEqualTo(422);
        assertThat(elsewhere.get("/").status()).isEqualTo(200);
        assertThat(owner.post("/account/factor", Map.of("code", app.code(0))).header("Location")).isEqualTo("/account?done=factor");

        assertThat(owner.get("/").status()).isEqualTo(200);
        assertThat(elsewhere.get("/").status()).isEqualTo(302);
        assertThat(owner.post("/account/factor/offer", Map.of("present", Visitor.PASSWORD)).status()).as("no second one")
                .isEqualTo(409);
    }

    @Test
    void aCodeCountsOnceAndHalfWayInIsNowhere() {
        String login = Visitor.account(HUB, Role.MONITOR);
        Authenticator app = enrolled(login);
        Visitor visitor = new Visitor(HUB);

        assertThat(visitor.login(login, Visitor.PASSWORD).header("Location")).isEqualTo("/login/code");
        assertThat(visitor.get("/").header("Location")).startsWith("/login");
        assertThat(visitor.post("/login/code", Map.of("code", app.last())).status()).as("used when it was set up").isEqualTo(401);
        String next = app.code(1);
        assertThat(visitor.post("/login/code", Map.of("code", next)).header("Location")).isEqualTo("/");
        Visitor watcher = new Visitor(HUB);
        watcher.login(login, Visitor.PASSWORD);
        assertThat(watcher.post("/login/code", Map.of("code", next)).status()).as("the same again").isEqualTo(401);
        assertThat(watcher.post("/login/code", Map.of("code", app.code(-9))).status()).as("an old one").isEqualTo(401);
        assertThat(watcher.post("/login/code", Map.of("code", app.code(9))).status()).as("one to come").isEqualTo(401);
        assertThat(watcher.get("/").status()).isEqualTo(302);
    }

    @Test
    void wrongCodesLockAsWrongPasswordsDo() {
        String login = Visitor.account(HUB, Role.MONITOR);
        Authenticator app = enrolled(login);
        Visitor visitor = new Visitor(HUB);
        visitor.login(login, Visitor.PASSWORD);

        for (int i = 0; i < 4; i++) {
            assertThat(visitor.post("/login/code", Map.of("code", "00000" + i)).status()).isEqualTo(401);
        }
        assertThat(visitor.post("/login/code", Map.of("code", "000009")).header("Location")).isEqualTo("/login?why=locked");
        assertThat(visitor.get("/login/code").header("Location")).as("from the beginning").isEqualTo("/login");
        Answer again = visitor.post("/login/again", Map.of("login", login, "password", Visitor.PASSWORD, "code", app.code(1)));
        assertThat(again.status()).as("nor by the other way").isEqualTo(401);
        assertThat(again.json().get("why").asText()).isEqualTo("locked");
    }

    @Test
    void manyWrongOnesFromOneAddressHaveToWaitAndOthersNeedNot() {
        Visitor attacker = new Visitor(HUB).with("X-Forwarded-For", "203.0.113.7");
        attacker.get("/login");

        for (int i = 0; i < 30; i++) {
            assertThat(attacker.post("/login", Map.of("login", "nobody-" + i, "password", WRONG)).status()).isEqualTo(401);
        }
        assertThat(attacker.post("/login", Map.of("login", "nobody-x", "password", WRONG)).status()).isEqualTo(503);
        String login = Visitor.account(HUB, Role.MONITOR);
        assertThat(new Visitor(HUB).with("X-Forwarded-For", "203.0.113.8").login(login, Visitor.PASSWORD).status()).isEqualTo(302);
    }

    @Test
    void refusalsAreInTheLogWithoutWhatWasTyped() {
        String login = Visitor.account(HUB, Role.MONITOR);
        String secret = "Typed-In-The-Wrong-Field-1";
        try (CapturedLog log = new CapturedLog()) {
            Visitor visitor = new Visitor(HUB).with("X-Forwarded-For", "203.0.113.9");
            visitor.login(login, WRONG);
            visitor.login(secret, WRONG);
            visitor.postWithout("/login", Map.of("login", login, "password", Visitor.PASSWORD));
            HUB.get("/api/v1/status", "hub_" + "A".repeat(43));
            HUB.get("/api/v1/tokens", HUB.token(Scope.READ));
            Visitor.as(HUB, Role.AUDITOR).get("/accounts");

            assertThat(log.events()).anyMatch(e -> e.contains("A login was refused") && e.contains(login))
                    .anyMatch(e -> e.contains("Somebody was not let in") && e.contains("203.0.113.9"))
                    .anyMatch(e -> e.contains("A form without its token was refused"))
                    .anyMatch(e -> e.contains("A request without a good token was refused"))
                    .anyMatch(e -> e.contains("Somebody asked for what is not allowed") && e.contains("tester"))
                    .noneMatch(e -> e.contains(WRONG) || e.contains(secret) || e.contains(Visitor.PASSWORD) || e.contains("AAAA"));
        }
        List<String> acts = HUB.pg().jdbc().sql("select action from audit_event").query(String.class).list();
        assertThat(acts).contains("login");
    }

    private static Authenticator enrolled(String login) {
        Visitor owner = new Visitor(HUB);
        owner.login(login, Visitor.PASSWORD);
        Authenticator app = Authenticator.scan(owner.post("/account/factor/offer", Map.of("present", Visitor.PASSWORD)));
        owner.post("/account/factor", Map.of("code", app.code(0)));
        return app;
    }

    private static Account account(String login) {
        return HUB.bean(Accounts.class).all(500).stream().filter(a -> a.login().equals(login)).findFirst().orElseThrow();
    }
}
