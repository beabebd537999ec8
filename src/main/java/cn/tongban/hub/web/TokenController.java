package cn.tongban.hub.web;

import cn.tongban.hub.security.ApiToken;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.IssuedToken;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.security.Tokens;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens of the management API. The secret text is shown once, in the answer that makes it. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenController {
    private static final int LONGEST_NAME = 100;

    private final Tokens tokens;
    private final AuditLog audit;
    private final Clock clock;

    TokenController(Tokens tokens, AuditLog audit, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param scopes any of read, read:personal, operate, deploy, approve, admin */
    record NewToken(String name, Set<String> scopes, @Nullable Instant expiresAt) {}

    record TokenView(
            UUID id,
            String name,
            List<String> scopes,
            Instant createdAt,
            String createdBy,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {
        static TokenView of(ApiToken t) {
            List<String> scopes = t.scopes().stream().map(Scope::wire).sorted().toList();
            return new TokenView(
                    t.id(), t.name(), scopes, t.createdAt(), t.createdBy(), t.expiresAt(), t.revokedAt());
        }
    }

    /** @param token the secret text, for this once */
    record NewTokenView(TokenView info, String token) {}

    @GetMapping
    @Requires(Scope.ADMIN)
    @Operation(summary = "Tokens, newest first")
    List<TokenView> list() {
        return tokens.newest(Page.LARGEST).stream().map(TokenView::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Scope.ADMIN)
    @Operation(summary = "Make a token; its secret text is in this answer and nowhere else")
    NewTokenView issue(Caller caller, @RequestBody NewToken wanted) {
        Set<Scope> scopes = scopes(wanted);
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw PageRequest.invalid("name", "length");
        }
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(clock.instant())) {
            throw PageRequest.invalid("expiresAt", "future");
        }
        String given = scopes.stream().map(Scope::wire).sorted().collect(Collectors.joining(" "));
        IssuedToken issued = audit.doing(
                caller, "token.issue", name, given, () -> tokens.issue(name, scopes, wanted.expiresAt(), caller.name()));
        return new NewTokenView(TokenView.of(issued.token()), issued.text());
    }

    @PostMapping("/{id}/revoke")
    @Requires(Scope.ADMIN)
    @Operation(summary = "Revoke a token for good")
    TokenView revoke(Caller caller, @PathVariable UUID id) {
        return TokenView.of(audit.doing(caller, "token.revoke", id.toString(), "", () -> tokens.revoke(id)));
    }

    private static Set<Scope> scopes(NewToken wanted) {
        if (wanted.scopes() == null || wanted.scopes().isEmpty()) {
            throw PageRequest.invalid("scopes", "required");
        }
        return wanted.scopes().stream()
                .map(wire -> Scope.of(wire).orElseThrow(() -> PageRequest.invalid("scopes", "enum")))
                .collect(Collectors.toSet());
    }
}
