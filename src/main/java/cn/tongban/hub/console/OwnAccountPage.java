package cn.tongban.hub.console;

import cn.tongban.hub.account.Account;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.SecondFactors;
import cn.tongban.hub.account.Sessions;
import cn.tongban.hub.account.Stage;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Open;
import cn.tongban.hub.support.HubException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everybody's own account: password, second factor, sessions. */
@Page
@RequestMapping("/account")
class OwnAccountPage {
    private static final String PAGE = "account/index";
    private static final Set<String> DONE = Set.of("password", "factor", "sessions");

    private final Accounts accounts;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final AuditLog audit;

    OwnAccountPage(Accounts accounts, SecondFactors factors, Sessions sessions, AuditLog audit) {
        this.accounts = accounts;
        this.factors = factors;
        this.sessions = sessions;
        this.audit = audit;
    }

    @GetMapping
    @Open
    String show(Caller caller, @RequestParam(defaultValue = "") String done, Model model) {
        return page(caller, model, DONE.contains(done) ? "account.done." + done : null, null);
    }

    @PostMapping("/password")
    @Open
    String password(Caller caller, @RequestParam String present, @RequestParam String wanted, @RequestParam String repeated,
            Model model, HttpServletRequest request, HttpServletResponse response) {
        Account account = accounts.get(caller.tokenId());
        try {
            OwnPassword.change(accounts, audit, account, present, wanted, repeated);
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return page(caller, model, null, OwnPassword.key(e));
        }
        goOn(caller, request, response);
        return "redirect:/account?done=password";
    }

    @PostMapping("/factor/offer")
    @Open
    String offer(Caller caller, @RequestParam String present, Model model, HttpServletResponse response) {
        try {
            accounts.confirm(caller.tokenId(), present);
            OwnFactor.show(model, factors.offer(caller.tokenId()));
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return page(caller, model, null, "error." + e.code().code());
        }
        return page(caller, model, null, null);
    }

    @PostMapping("/factor")
    @Open
    String enrol(Caller caller, @RequestParam String code, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        try {
            OwnFactor.enrol(factors, audit, caller, code);
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return page(caller, model, null, "error." + e.code().code());
        }
        goOn(caller, request, response);
        return "redirect:/account?done=factor";
    }

    /** Every session but this one ends, after the password was asked for once more. */
    @PostMapping("/sessions/end")
    @Open
    String endOthers(Caller caller, @RequestParam String present, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        try {
            accounts.confirm(caller.tokenId(), present);
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return page(caller, model, null, "error." + e.code().code());
        }
        audit.doing(caller, "end-sessions", caller.name(), "", () -> {
            accounts.endSessions(caller.tokenId());
            return true;
        });
        goOn(caller, request, response);
        return "redirect:/account?done=sessions";
    }

    /** All sessions have ended, this one too; here goes on who just proved to be the person. */
    private void goOn(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.give(request, response, sessions.open(caller.tokenId(), Stage.IN));
    }

    private String page(Caller caller, Model model, @Nullable String done, @Nullable String error) {
        model.addAttribute("account", accounts.get(caller.tokenId()));
        model.addAttribute("sessions", sessions.of(caller.tokenId()));
        model.addAttribute("done", done);
        model.addAttribute("error", error);
        model.addAttribute("shortest", accounts.shortestPassword());
        return PAGE;
    }
}
