package cn.tongban.hub.console;

import cn.tongban.hub.account.Account;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Login;
import cn.tongban.hub.account.Session;
import cn.tongban.hub.account.Sessions;
import cn.tongban.hub.account.Stage;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Open;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** In and out. */
@Page
class LoginController {
    private static final Logger log = LoggerFactory.getLogger(LoginController.class);
    private static final String PAGE = "login/index";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Admission admission;
    private final Throttle throttle;
    private final AuditLog audit;
    private final FormTokens tokens;
    private final ObjectProvider<IdentityProvider> provider;

    LoginController(Accounts accounts, Sessions sessions, Admission admission, Throttle throttle,
            AuditLog audit, FormTokens tokens, ObjectProvider<IdentityProvider> provider) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.admission = admission;
        this.throttle = throttle;
        this.audit = audit;
        this.tokens = tokens;
        this.provider = provider;
    }

    @GetMapping("/login")
    @Open
    String door(@RequestParam(required = false) @Nullable String to, @RequestParam(required = false) @Nullable String why,
            Model model, HttpServletRequest request) {
        if (SessionFilter.session(request).filter(session -> session.stage() == Stage.IN).isPresent()) {
            return "redirect:" + Back.safe(to);
        }
        return page(model, to, why);
    }

    /** A form whose token is too old: of a page from before the last login, or of another window. */
    @GetMapping("/login/stale")
    @Open
    String stale(Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        return page(model, null, "stale");
    }

    @PostMapping("/login")
    @Open
    String enter(@RequestParam String login, @RequestParam String password, @RequestParam(required = false) @Nullable String to,
            Model model, HttpServletRequest request, HttpServletResponse response) {
        Login outcome = tried(login, password, request);
        if (outcome instanceof Login.Right right) {
            return "redirect:" + admission.admit(right, Back.safe(to), request, response);
        }
        model.addAttribute("login", login);
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return page(model, to, outcome instanceof Login.Locked ? "locked" : "wrong");
    }

    /** Somebody comes back whose session has ended while a form was open; the form stays where it is. */
    @PostMapping("/login/again")
    @Open
    ResponseEntity<Map<String, String>> again(@RequestParam String login, @RequestParam String password,
            @RequestParam(required = false) @Nullable String code, HttpServletRequest request, HttpServletResponse response) {
        Login outcome = tried(login, password, request);
        if (outcome instanceof Login.Right right && right.stage() == Stage.SECOND_FACTOR && code != null && !code.isBlank()) {
            outcome = accounts.secondFactor(right.account().id(), code);
        }
        if (outcome instanceof Login.Right right && right.stage() == Stage.IN) {
            admission.admit(right, Back.HOME, request, response);
            return ResponseEntity.ok(Map.of("name", "_csrf", "token", fresh(request, response)));
        }
        String why = outcome instanceof Login.Right right
                ? right.stage() == Stage.SECOND_FACTOR ? "code" : "stale"
                : outcome instanceof Login.Locked ? "locked" : "wrong";
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(Map.of("why", why));
    }

    @GetMapping("/login/code")
    @Open
    String askCode(@RequestParam(required = false) @Nullable String to, Model model, HttpServletRequest request) {
        return Admission.halfWay(request, Stage.SECOND_FACTOR).isPresent() ? step(model, to, "code", null) : "redirect:/login";
    }

    @PostMapping("/login/code")
    @Open
    String code(@RequestParam String code, @RequestParam(required = false) @Nullable String to, Model model,
            HttpServletRequest request, HttpServletResponse response) {
        Optional<Session> session = Admission.halfWay(request, Stage.SECOND_FACTOR);
        if (session.isEmpty()) {
            return "redirect:/login";
        }
        Login outcome = accounts.secondFactor(session.get().account().id(), code);
        if (outcome instanceof Login.Right right) {
            return "redirect:" + admission.admit(right, Back.safe(to), request, response);
        }
        if (outcome instanceof Login.Locked) {
            leave(request, response);
            return "redirect:/login?why=locked";
        }
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return step(model, to, "code", "error.code-wrong");
    }

    @GetMapping("/login/password")
    @Open
    String askPassword(@RequestParam(required = false) @Nullable String to, Model model, HttpServletRequest request) {
        return Admission.halfWay(request, Stage.NEW_PASSWORD).isPresent() ? step(model, to, "password", null) : "redirect:/login";
    }

    @PostMapping("/login/password")
    @Open
    String password(@RequestParam String present, @RequestParam String wanted, @RequestParam String repeated,
            @RequestParam(required = false) @Nullable String to, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Session> session = Admission.halfWay(request, Stage.NEW_PASSWORD);
        if (session.isEmpty()) {
            return "redirect:/login";
        }
        Account account = session.get().account();
        try {
            OwnPassword.change(accounts, audit, account, present, wanted, repeated);
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return step(model, to, "password", OwnPassword.key(e));
        }
        return "redirect:" + admission.admit(new Login.Right(account, accounts.afterNewPassword(account)), Back.safe(to), request, response);
    }

    @PostMapping("/logout")
    @Open
    String leave(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.of(request).ifPresent(sessions::close);
        SessionCookie.take(request, response);
        tokens.saveToken(null, request, response);
        // What a browser kept of the pages goes too. Not "storage": that somebody likes it dark is no secret.
        response.setHeader("Clear-Site-Data", "\"cache\"");
        return "redirect:/login";
    }

    /** Whether somebody is in, asked before a form is sent. */
    @GetMapping("/session")
    @Open
    ResponseEntity<Void> session(HttpServletRequest request) {
        boolean in = SessionFilter.session(request).filter(session -> session.stage() == Stage.IN).isPresent();
        return ResponseEntity.status(in ? HttpStatus.NO_CONTENT : HttpStatus.UNAUTHORIZED).build();
    }

    private Login tried(String login, String password, HttpServletRequest request) {
        String from = request.getRemoteAddr();
        if (!throttle.allows(from)) {
            log.atWarn().addKeyValue("from", from).log("Too many wrong logins come from one address; it has to wait");
            throw new HubException(ErrorCode.OVERLOADED);
        }
        Login outcome = accounts.login(login, password);
        if (!(outcome instanceof Login.Right)) {
            throttle.count(from);
            log.atWarn().addKeyValue("from", from).log("Somebody was not let in");
        }
        return outcome;
    }

    private String fresh(HttpServletRequest request, HttpServletResponse response) {
        CsrfToken token = tokens.generateToken(request);
        tokens.saveToken(token, request, response);
        new XorCsrfTokenRequestAttributeHandler().handle(request, response, () -> token);
        return ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
    }

    private String page(Model model, @Nullable String to, @Nullable String why) {
        model.addAttribute("provider", provider.getIfAvailable());
        model.addAttribute("why", why == null ? null : "login." + known(why));
        return step(model, to, "login", null);
    }

    private String step(Model model, @Nullable String to, String step, @Nullable String error) {
        model.addAttribute("to", Back.safe(to));
        model.addAttribute("step", step);
        model.addAttribute("error", error);
        model.addAttribute("shortest", accounts.shortestPassword());
        return PAGE;
    }

    private static String known(String why) {
        return switch (why) {
            case "wrong", "locked", "stale", "unknown", "provider" -> why;
            default -> "wrong";
        };
    }
}
