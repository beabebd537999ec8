package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import cn.tongban.hub.web.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A house that lets nobody decide cases without a second factor. */
class SecondFactorMustIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub("--hub.console.second-factor=department");

    @Test
    void whoHoldsTheRoleSetsItUpBeforeAnythingElse() {
        String login = Visitor.account(HUB, Role.DEPARTMENT);
        Visitor visitor = new Visitor(HUB);

        assertThat(visitor.login(login, Visitor.PASSWORD).header("Location")).isEqualTo("/login/factor");
        assertThat(visitor.get("/account").header("Location")).as("not in yet").startsWith("/login");
        assertThat(visitor.post("/account/password", Map.of("present", Visitor.PASSWORD, "wanted", "x", "repeated", "x")).status())
                .isEqualTo(401);
        assertThat(visitor.get("/login/factor?lang=en").raw().body()).contains("Your role asks", "Begin");
        Answer offered = visitor.post("/login/factor/offer", Map.of("to", "/account"));
        assertThat(offered.raw().body()).contains("<svg class=\"qr\" role=\"img\" aria-label=", "viewBox=\"-4 -4 ", "width=\"");
        Authenticator app = Authenticator.scan(offered);

        Answer wrong = visitor.post("/login/factor", Map.of("code", app.code(-20)));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(Authenticator.scan(wrong).hasKeyOf(app)).as("the app need not take another key").isTrue();
        assertThat(visitor.post("/login/factor", Map.of("code", app.code(0), "to", "/account")).header("Location"))
                .isEqualTo("/account");
        assertThat(visitor.get("/account").raw().body()).contains("已启用");

        Visitor later = new Visitor(HUB);
        assertThat(later.login(login, Visitor.PASSWORD).header("Location")).isEqualTo("/login/code");
    }

    @Test
    void aFirstPasswordIsChangedBefore() {
        String login = Visitor.newcomer(HUB, Role.DEPARTMENT);
        Visitor visitor = new Visitor(HUB);

        assertThat(visitor.login(login, Visitor.FIRST).header("Location")).isEqualTo("/login/password");
        assertThat(visitor.post("/login/factor/offer", Map.of()).header("Location")).as("one after the other").isEqualTo("/login");
        assertThat(visitor.post("/login/password", Map.of("present", Visitor.FIRST, "wanted", Visitor.PASSWORD, "repeated",
                Visitor.PASSWORD)).header("Location")).isEqualTo("/login/factor");
    }

    @Test
    void othersComeInAsBefore() {
        assertThat(new Visitor(HUB).login(Visitor.account(HUB, Role.MONITOR), Visitor.PASSWORD).header("Location")).isEqualTo("/");
    }
}
