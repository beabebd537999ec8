package cn.tongban.hub.security;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Gives, recognises and revokes tokens. */
@Service
public class Tokens {
    private final TokenRepository repository;
    private final Clock clock;

    Tokens(TokenRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Makes a token. Its text is in the answer and nowhere else. */
    public IssuedToken issue(String name, Set<Scope> scopes, @Nullable Instant expiresAt, String createdBy) {
        return store(TokenText.random(), name, scopes, expiresAt, createdBy);
    }

    /** Who this token text belongs to; empty for unknown, expired and revoked ones alike. */
    public Optional<Caller> authenticate(String text) {
        if (!TokenText.isWellFormed(text)) {
            return Optional.empty();
        }
        byte[] digest = TokenText.digest(text);
        return repository
                .findByDigest(digest)
                .filter(stored -> MessageDigest.isEqual(stored.digest(), digest))
                .map(TokenRepository.Stored::token)
                .filter(token -> token.goodAt(clock.instant()))
                .map(token -> new Caller(token.id(), token.name(), token.scopes()));
    }

    /** Of these tokens, the ones that are still good. */
    public Set<UUID> lasting(Set<UUID> ids) {
        Instant now = clock.instant();
        return repository.findAll(ids).stream().filter(token -> token.goodAt(now)).map(ApiToken::id)
                .collect(Collectors.toSet());
    }

    /** Newest first, at most {@code limit}. */
    public List<ApiToken> newest(int limit) {
        return repository.newest(limit);
    }

    /** @throws HubException {@link ErrorCode#NOT_FOUND} if there is no such token, NOT_POSSIBLE_NOW if it is revoked */
    public ApiToken revoke(UUID id) {
        ApiToken token =
                repository.find(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, id.toString()));
        if (!repository.revoke(id, clock.instant())) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "revoked");
        }
        return repository.find(token.id()).orElseThrow();
    }

    boolean noneExists() {
        return repository.newest(1).isEmpty();
    }

    IssuedToken store(
            String text, String name, Set<Scope> scopes, @Nullable Instant expiresAt, String createdBy) {
        Instant now = clock.instant();
        ApiToken token = new ApiToken(Ids.next(now), name, scopes, now, createdBy, expiresAt, null);
        repository.insert(token, TokenText.digest(text));
        return new IssuedToken(token, text);
    }
}
