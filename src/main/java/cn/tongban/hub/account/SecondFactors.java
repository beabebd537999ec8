package cn.tongban.hub.account;

import cn.tongban.hub.account.AccountRepository.SealedSecret;
import cn.tongban.hub.account.AccountRepository.Stored;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.Vault;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The codes of people's authenticators: their secrets, sealed under the master key, come and go here. */
public final class SecondFactors {
    private static final String TOTP = "totp";

    private final AccountRepository repository;
    private final Sessions sessions;
    private final Vault vault;
    private final Clock clock;

    SecondFactors(AccountRepository repository, Sessions sessions, Vault vault, Clock clock) {
        this.repository = repository;
        this.sessions = sessions;
        this.vault = vault;
        this.clock = clock;
    }

    /** A new secret for the person's app; codes are asked for once {@link #enrol} has seen one of them. */
    public TotpOffer offer(UUID id) {
        byte[] secret = Totp.newSecret();
        DataKey key = vault.newDataKey();
        Stored stored = find(id);
        if (stored.secondFactor()) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "second-factor");
        }
        repository.totp(id, new SealedSecret(vault.seal(key, id, TOTP, secret), key.wrapped()));
        return TotpOffer.of(stored.account().login(), secret);
    }

    /** The secret that was offered last and of which no code has been seen. */
    public Optional<TotpOffer> offered(UUID id) {
        Stored stored = find(id);
        return stored.secondFactor() ? Optional.empty()
                : secret(stored).map(secret -> TotpOffer.of(stored.account().login(), secret));
    }

    /** All sessions end. @throws HubException CODE_WRONG: the app shows another code, so nothing has changed */
    public void enrol(UUID id, String code) {
        Stored stored = find(id);
        OptionalLong step = stored.secondFactor() ? OptionalLong.empty() : step(stored, code, 0);
        repository.totpOn(id, step.orElseThrow(() -> new HubException(ErrorCode.CODE_WRONG)));
        sessions.closeAll(id);
    }

    /** No codes are asked for any more, and all sessions end. */
    public void forget(UUID id) {
        repository.totp(id, null);
        sessions.closeAll(id);
    }

    /** The step of a code that is right and later than {@code used}. */
    OptionalLong step(Stored stored, String code, long used) {
        return secret(stored).map(secret -> Totp.step(secret, code, clock.instant(), used)).orElse(OptionalLong.empty());
    }

    private Optional<byte[]> secret(Stored stored) {
        SealedSecret sealed = stored.totp();
        return sealed == null ? Optional.empty()
                : Optional.of(vault.open(vault.unwrap(sealed.key()), stored.account().id(), TOTP, sealed.sealed()));
    }

    private Stored find(UUID id) {
        return repository.find(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, id.toString()));
    }
}
