package cn.tongban.hub.web;

import cn.tongban.hub.security.ApiToken;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.IssuedToken;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.security.TokenDesk;
import cn.tongban.hub.security.Tokens;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
    private final Tokens tokens;
    private final TokenDesk desk;

    TokenController(Tokens tokens, TokenDesk desk) {
        this.tokens = tokens;
        this.desk = desk;
    }

    /** @param scopes any of read, read:personal, operate, ask, deploy, approve, admin */
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
        IssuedToken issued = desk.issue(caller, wanted.name(), wanted.scopes(), wanted.expiresAt());
        return new NewTokenView(TokenView.of(issued.token()), issued.text());
    }

    @PostMapping("/{id}/revoke")
    @Requires(Scope.ADMIN)
    @Operation(summary = "Revoke a token for good")
    TokenView revoke(Caller caller, @PathVariable UUID id) {
        return TokenView.of(desk.revoke(caller, id));
    }
}
