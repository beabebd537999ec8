package cn.tongban.hub.console;

import cn.tongban.hub.account.Account;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.account.SecondFactors;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who may log in and as what. Every change has a reason and is on record; nobody changes the own rights. */
@Page
@RequestMapping("/accounts")
class AccountsPage {
    private static final int MOST = 500;

    private final Accounts accounts;
    private final SecondFactors factors;
    private final AuditLog audit;
    private final Clock clock;
    private final ObjectProvider<IdentityProvider> provider;

    AccountsPage(Accounts accounts, SecondFactors factors, AuditLog audit, Clock clock,
            ObjectProvider<IdentityProvider> provider) {
        this.provider = provider;
        this.accounts = accounts;
        this.factors = factors;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Scope.ACCOUNTS)
    String list(@RequestParam(required = false) @Nullable String done, Model model, Locale locale) {
        return page(model, locale, "created".equals(done) || "changed".equals(done) ? "accounts.done." + done : null, null);
    }

    @PostMapping
    @Requires(Scope.ACCOUNTS)
    String create(Caller caller, @RequestParam String login, @RequestParam String name,
            @RequestParam(required = false) @Nullable List<String> roles, @RequestParam String password,
            @RequestParam(defaultValue = "") String subject, Model model, HttpServletResponse response, Locale locale) {
        IdentityProvider known = subject.isBlank() ? null : provider.getIfAvailable();
        try {
            audit.doing(caller, "create-account", login.strip(), "", () -> known == null
                    ? accounts.create(login, name, roles(roles), password, caller.name())
                    : accounts.createFor(known.subject(subject.strip()), login, name, roles(roles), caller.name()));
            return "redirect:/accounts?done=created";
        } catch (HubException e) {
            model.addAttribute("login", login);
            model.addAttribute("name", name);
            model.addAttribute("chosen", roles == null ? List.of() : roles);
            return refused(e, model, response, locale);
        }
    }

    @PostMapping("/{id}/{act}")
    @Requires(Scope.ACCOUNTS)
    String change(Caller caller, @PathVariable UUID id, @PathVariable String act, @RequestParam String reason,
            @RequestParam(required = false) @Nullable List<String> roles,
            @RequestParam(required = false) @Nullable String password, Model model, HttpServletResponse response, Locale locale) {
        try {
            if (id.equals(caller.tokenId())) {
                throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "own");
            }
            Account account = accounts.get(id);
            Runnable change = switch (act) {
                case "roles" -> () -> accounts.changeRoles(id, roles(roles));
                case "disable" -> () -> accounts.disable(id);
                case "enable" -> () -> accounts.enable(id);
                case "unlock" -> () -> accounts.unlock(id);
                case "password" -> () -> accounts.resetPassword(id, password == null ? "" : password);
                case "forget-factor" -> () -> factors.forget(id);
                case "end-sessions" -> () -> accounts.endSessions(id);
                default -> throw new HubException(ErrorCode.NOT_FOUND, act);
            };
            audit.doingForAReason(caller, "account-" + act, account.login(), reason, () -> {
                change.run();
                return true;
            });
            return "redirect:/accounts?done=changed";
        } catch (HubException e) {
            return refused(e, model, response, locale);
        }
    }

    /** @param state key of the word, light its shape */
    record Row(Account account, String roles, String state, String light, String lastLogin) {}

    private String refused(HubException e, Model model, HttpServletResponse response, Locale locale) {
        response.setStatus(e.code().status());
        String words = e.code() == ErrorCode.PASSWORD_WEAK
                ? Texts.of(locale, OwnPassword.key(e), accounts.shortestPassword())
                : Texts.of(locale, e.code(), e.subject());
        return page(model, locale, null, words);
    }

    private String page(Model model, Locale locale, @Nullable String done, @Nullable String error) {
        List<Row> rows = accounts.all(MOST).stream().map(account -> row(account, locale)).toList();
        model.addAttribute("rows", rows);
        model.addAttribute("all", Role.values());
        model.addAttribute("provider", provider.getIfAvailable());
        model.addAttribute("done", done);
        model.addAttribute("error", error);
        model.addAttribute("shortest", accounts.shortestPassword());
        long off = rows.stream().filter(row -> !row.light().equals("good")).count();
        model.addAttribute("sentence", Texts.of(locale, "accounts.sentence", rows.size(), off));
        return "accounts/index";
    }

    private Row row(Account account, Locale locale) {
        boolean locked = account.lockedUntil() != null && clock.instant().isBefore(account.lockedUntil());
        String state = account.disabledAt() != null ? "disabled" : locked ? "locked" : account.mustChange() ? "new" : "fine";
        String light = account.disabledAt() != null ? "waiting" : locked ? "bad" : "good";
        String roles = account.roles().stream().sorted().map(role -> Texts.of(locale, "role." + role.wire()))
                .collect(Collectors.joining(Texts.of(locale, "list.and")));
        return new Row(account, roles, "accounts.state." + state, light,
                account.loginAt() == null ? "" : OverviewView.minute(account.loginAt()));
    }

    private static Set<Role> roles(@Nullable List<String> wires) {
        return wires == null ? Set.of() : wires.stream()
                .map(wire -> Role.of(wire).orElseThrow(() -> new HubException(ErrorCode.REQUEST_INVALID, "roles")))
                .collect(Collectors.toSet());
    }
}
