package cn.tongban.hub.console;

import cn.tongban.hub.security.ApiToken;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.IssuedToken;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.security.TokenDesk;
import cn.tongban.hub.security.Tokens;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tokens for programs: what each may do, until when, and taking it back. Its text is shown once. */
@Page
@RequestMapping("/tokens")
class TokensPage {
    private static final int MOST = 200;
    private static final int LONGEST_DAYS = 730;

    private final Tokens tokens;
    private final TokenDesk desk;
    private final Clock clock;

    TokensPage(Tokens tokens, TokenDesk desk, Clock clock) {
        this.tokens = tokens;
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Scope.ADMIN)
    String list(Model model) {
        return page(model);
    }

    @PostMapping
    @Requires(Scope.ADMIN)
    String issue(Caller caller, @RequestParam String name, @RequestParam(required = false) @Nullable List<String> scopes,
            @RequestParam int days, Model model) {
        if (days < 1 || days > LONGEST_DAYS) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "days");
        }
        IssuedToken issued = desk.issue(caller, name, scopes, clock.instant().plus(Duration.ofDays(days)));
        model.addAttribute("text", issued.text());
        return page(model);
    }

    @PostMapping("/{id}/revoke")
    @Requires(Scope.ADMIN)
    String revoke(Caller caller, @PathVariable UUID id) {
        desk.revoke(caller, id);
        return "redirect:/tokens";
    }

    /** @param state key of the word */
    record Row(ApiToken token, String scopes, String state, String light) {}

    private String page(Model model) {
        Instant now = clock.instant();
        model.addAttribute("rows", tokens.newest(MOST).stream().map(token -> {
            boolean ended = token.expiresAt() != null && !now.isBefore(token.expiresAt());
            String state = token.revokedAt() != null ? "revoked" : ended ? "expired" : "good";
            String scopes = token.scopes().stream().map(Scope::wire).sorted().collect(Collectors.joining(" "));
            return new Row(token, scopes, "token.state." + state, state.equals("good") ? "good" : "waiting");
        }).toList());
        model.addAttribute("all", Scope.values());
        return "tokens/index";
    }
}
