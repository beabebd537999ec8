package cn.tongban.hub.security;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Where people order tokens, by the API and by the console alike: what may be ordered, and each order on record. */
@Service
public class TokenDesk {
    private static final int LONGEST_NAME = 100;

    private final Tokens tokens;
    private final AuditLog audit;
    private final Clock clock;

    TokenDesk(Tokens tokens, AuditLog audit, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param scopes their stable names
     * @param expiresAt null for no end
     * @throws HubException REQUEST_INVALID with the field as subject and place
     */
    public IssuedToken issue(
            Caller caller, @Nullable String name, @Nullable Collection<String> scopes, @Nullable Instant expiresAt) {
        Set<Scope> wanted = scopes(scopes);
        String known = name == null ? "" : name.strip();
        if (known.isEmpty() || known.length() > LONGEST_NAME || known.chars().anyMatch(Character::isISOControl)) {
            throw invalid("name", "length");
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw invalid("expiresAt", "future");
        }
        String given = wanted.stream().map(Scope::wire).sorted().collect(Collectors.joining(" "));
        return audit.doing(caller, "token.issue", known, given, () -> tokens.issue(known, wanted, expiresAt, caller.name()));
    }

    /** @throws HubException {@link ErrorCode#NOT_FOUND} if there is no such token, NOT_POSSIBLE_NOW if it is revoked */
    public ApiToken revoke(Caller caller, UUID id) {
        return audit.doing(caller, "token.revoke", id.toString(), "", () -> tokens.revoke(id));
    }

    private static Set<Scope> scopes(@Nullable Collection<String> wires) {
        if (wires == null || wires.isEmpty()) {
            throw invalid("scopes", "required");
        }
        return wires.stream().map(wire -> Scope.of(wire).orElseThrow(() -> invalid("scopes", "enum")))
                .collect(Collectors.toSet());
    }

    private static HubException invalid(String name, String rule) {
        return new HubException(ErrorCode.REQUEST_INVALID, name, List.of(new Place("/" + name, rule, "")));
    }
}
