package cn.tongban.hub.console;

import cn.tongban.hub.account.Account;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Login;
import cn.tongban.hub.account.SecondFactors;
import cn.tongban.hub.account.Session;
import cn.tongban.hub.account.Stage;
import cn.tongban.hub.account.TotpOffer;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Open;
import cn.tongban.hub.support.HubException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The last step in for somebody whose role nobody holds without a second factor, and who has none yet. */
@Page
@RequestMapping("/login/factor")
class FirstFactorController {
    private static final String PAGE = "login/factor";
    private static final String FROM_THE_START = "redirect:/login";

    private final Accounts accounts;
    private final SecondFactors factors;
    private final Admission admission;
    private final AuditLog audit;

    FirstFactorController(Accounts accounts, SecondFactors factors, Admission admission, AuditLog audit) {
        this.accounts = accounts;
        this.factors = factors;
        this.admission = admission;
        this.audit = audit;
    }

    @GetMapping
    @Open
    String show(@RequestParam(required = false) @Nullable String to, Model model, HttpServletRequest request) {
        return person(request).isPresent() ? page(model, to, null, null) : FROM_THE_START;
    }

    @PostMapping("/offer")
    @Open
    String offer(@RequestParam(required = false) @Nullable String to, Model model, HttpServletRequest request) {
        return person(request).map(person -> page(model, to, factors.offer(person.id()), null)).orElse(FROM_THE_START);
    }

    /** A wrong code leaves the offer as it is: the app has taken it already. */
    @PostMapping
    @Open
    String enrol(@RequestParam String code, @RequestParam(required = false) @Nullable String to, Model model,
            HttpServletRequest request, HttpServletResponse response) {
        Optional<Account> person = person(request);
        if (person.isEmpty()) {
            return FROM_THE_START;
        }
        Account account = person.get();
        try {
            OwnFactor.enrol(factors, audit, account.caller(), code);
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return page(model, to, factors.offered(account.id()).orElse(null), "error." + e.code().code());
        }
        Login.Right right = new Login.Right(accounts.get(account.id()), Stage.IN);
        return "redirect:" + admission.admit(right, Back.safe(to), request, response);
    }

    private static Optional<Account> person(HttpServletRequest request) {
        return Admission.halfWay(request, Stage.NEW_FACTOR).map(Session::account);
    }

    private static String page(Model model, @Nullable String to, @Nullable TotpOffer offer, @Nullable String error) {
        model.addAttribute("to", Back.safe(to));
        if (offer != null) {
            OwnFactor.show(model, offer);
        }
        model.addAttribute("error", error);
        return PAGE;
    }
}
