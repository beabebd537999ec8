package cn.tongban.hub.account;

import cn.tongban.hub.support.Digests;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who is logged in. The browser's cookie is 256 random bits, the database has its digest, so every node knows every session
 * and a copy of the database opens none. Each step of a login gets a new cookie.
 */
public final class Sessions {
    /** The end of idleness is written this seldom. */
    private static final Duration COARSE = Duration.ofSeconds(20);
    private static final Pattern COOKIE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** A session as its owner may see it. */
    public record Open(Instant createdAt, Instant seenAt) {}

    private final SessionRepository repository;
    private final AccountRepository accounts;
    private final Clock clock;
    private final Duration idle;
    private final Duration absolute;
    private final SecureRandom random = new SecureRandom();

    Sessions(SessionRepository repository, AccountRepository accounts, Clock clock, Duration idle, Duration absolute) {
        this.repository = repository;
        this.accounts = accounts;
        this.clock = clock;
        this.idle = idle;
        this.absolute = absolute;
    }

    /** A new session; returns its cookie, which is nowhere else. */
    public String open(UUID accountId, Stage stage) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String cookie = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        repository.deleteOlder(now.minus(absolute), now.minus(idle));
        repository.insert(digest(cookie), accountId, stage, now);
        return cookie;
    }

    /** The session of a cookie while it lasts; looking at it prolongs it. */
    public Optional<Session> find(String cookie) {
        return look(cookie, true);
    }

    /** As {@link #find}, for what a page asks by itself: nobody sits there because of it. */
    public Optional<Session> glance(String cookie) {
        return look(cookie, false);
    }

    private Optional<Session> look(String cookie, boolean touch) {
        if (!COOKIE.matcher(cookie).matches()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        byte[] digest = digest(cookie);
        return repository.find(digest)
                .filter(row -> row.createdAt().plus(absolute).isAfter(now) && row.seenAt().plus(idle).isAfter(now))
                .flatMap(row -> accounts.find(row.accountId())
                        .map(AccountRepository.Stored::account)
                        .filter(account -> account.disabledAt() == null)
                        .map(account -> {
                            if (touch && Duration.between(row.seenAt(), now).compareTo(COARSE) > 0) {
                                repository.touch(digest, now);
                            }
                            return new Session(account, row.stage(), row.createdAt(), row.seenAt());
                        }));
    }

    /** The sessions of an account that still count, last used first. */
    public List<Open> of(UUID accountId) {
        Instant now = clock.instant();
        return repository.of(accountId, now.minus(absolute), now.minus(idle));
    }

    /** Of these cookies, those whose session lasts and lets somebody in. Does not prolong any. */
    public Set<String> lasting(Set<String> cookies) {
        Instant now = clock.instant();
        Map<String, String> byDigest = cookies.stream()
                .collect(Collectors.toMap(cookie -> Digests.hex(digest(cookie)), Function.identity()));
        return repository.lasting(cookies.stream().map(Sessions::digest).toList(), now.minus(absolute), now.minus(idle))
                .stream().map(Digests::hex).map(byDigest::get).collect(Collectors.toSet());
    }

    /** How long an unused session lasts. */
    public Duration idle() {
        return idle;
    }

    public void close(String cookie) {
        repository.delete(digest(cookie));
    }

    /** All sessions of an account end, on every node. */
    public void closeAll(UUID accountId) {
        repository.deleteOf(accountId);
    }

    private static byte[] digest(String cookie) {
        return Digests.sha256(cookie.getBytes(StandardCharsets.UTF_8));
    }
}
