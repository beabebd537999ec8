package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a password, from the first one on. */
class PasswordsIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @Test
    void eachCharacterCounts() {
        String login = Visitor.account(HUB, Role.MONITOR);
        String longOne = "四时佳兴 With spaces, and 3 signs; ".repeat(4).substring(0, 120) + "-END";
        HUB.bean(Accounts.class).changePassword(SessionsIT.account(login).id(), Visitor.PASSWORD, longOne);

        for (String other : List.of(longOne.toLowerCase(Locale.ROOT), longOne.substring(0, 72), longOne.substring(0, 123), longOne.strip() + " ")) {
            assertThat(new Visitor(HUB).with("X-Forwarded-For", "203.0.113.20").login(login, other).status()).isEqualTo(401);
        }
        assertThat(new Visitor(HUB).login(login, longOne).status()).isEqualTo(302);
    }

    @Test
    void aPasswordIsKeptByArgon2Only() {
        String login = Visitor.account(HUB, Role.MONITOR);

        String row = HUB.pg().jdbc().sql("select a::text from account a where login = :l").param("l", login).query(String.class).single();
        assertThat(row).contains("$argon2id$v=19$m=16384,t=2,p=1$").doesNotContain(Visitor.PASSWORD, Visitor.FIRST);
        String other = HUB.pg().jdbc().sql("select password from account where login = :l").param("l", Visitor.account(HUB, Role.MONITOR))
                .query(String.class).single();
        assertThat(row).as("salted").doesNotContain(other);
    }

    @Test
    void theFirstAccountsHaveNoKnownPassword() throws IOException {
        Path file = HUB.data().resolve("first-logins.txt");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates()
                .allMatch(line -> line.matches("[a-z]+ [A-Z]{5}-[a-z]{5}-[2-9]{5}-[a-z]{5}"));
        assertThat(lines.stream().map(line -> line.split(" ")[1])).doesNotHaveDuplicates();
    }

    @Test
    void aResetPasswordLeavesTheSecondFactor() {
        String login = Visitor.account(HUB, Role.MONITOR);
        Visitor owner = new Visitor(HUB);
        owner.login(login, Visitor.PASSWORD);
        Authenticator app = Authenticator.scan(owner.post("/account/factor/offer", Map.of("present", Visitor.PASSWORD)));
        owner.post("/account/factor", Map.of("code", app.code(0)));

        Visitor.as(HUB, Role.SECURITY_ADMIN).post("/accounts/" + SessionsIT.account(login).id() + "/password",
                Map.of("reason", "忘记密码", "password", "First-Word-Of-99"));

        Visitor again = new Visitor(HUB);
        assertThat(again.login(login, Visitor.PASSWORD).status()).isEqualTo(401);
        assertThat(again.login(login, "First-Word-Of-99").header("Location")).isEqualTo("/login/code");
        assertThat(again.post("/login/code", Map.of("code", app.code(1))).header("Location")).isEqualTo("/login/password");
    }
}
