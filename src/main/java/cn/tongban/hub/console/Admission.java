package cn.tongban.hub.console;

import cn.tongban.hub.account.Account;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Login;
import cn.tongban.hub.account.Session;
import cn.tongban.hub.account.Sessions;
import cn.tongban.hub.account.Stage;
import cn.tongban.hub.security.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets somebody a step further in: each step gets a new cookie and a new token for forms. */
@Component
class Admission {
    private final Accounts accounts;
    private final Sessions sessions;
    private final AuditLog audit;
    private final FormTokens tokens;

    Admission(Accounts accounts, Sessions sessions, AuditLog audit, FormTokens tokens) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
        this.tokens = tokens;
    }

    /**
     * Gives a cookie for the stage.
     *
     * @param to where the person wanted to go, a path of this hub
     * @return where the browser goes on
     */
    String admit(Login.Right right, String to, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.of(request).ifPresent(sessions::close);
        Account account = right.account();
        SessionCookie.give(request, response, sessions.open(account.id(), right.stage()));
        tokens.saveToken(null, request, response);
        String keep = to.equals(Back.HOME) ? "" : "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        return switch (right.stage()) {
            case SECOND_FACTOR -> "/login/code" + keep;
            case NEW_PASSWORD -> "/login/password" + keep;
            case NEW_FACTOR -> "/login/factor" + keep;
            case IN -> {
                accounts.entered(account.id());
                audit.doing(account.caller(), "login", account.login(), "", () -> true);
                yield to.equals(Back.HOME) ? Navigation.home(account.caller()) : to;
            }
        };
    }

    /** The session of somebody who has come just so far. */
    static Optional<Session> halfWay(HttpServletRequest request, Stage stage) {
        return SessionFilter.session(request).filter(session -> session.stage() == stage);
    }
}
