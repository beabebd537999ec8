package cn.tongban.hub.account;

import cn.tongban.hub.account.AccountRepository.Stored;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Makes, recognises and changes accounts. Who may do it and the record of it are the caller's business. */
public final class Accounts {
    private static final Logger log = LoggerFactory.getLogger(Accounts.class);
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{2,39}");
    private static final int LONGEST_NAME = 60;
    /** So many earlier passwords must not come back. */
    private static final int FORMER = 5;

    private final AccountRepository repository;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final SecondFactors factors;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final AccountProperties properties;
    private final Stages stages;

    Accounts(AccountRepository repository, Sessions sessions, Passwords passwords, SecondFactors factors,
            TransactionOperations transactions, Clock clock, AccountProperties properties) {
        this.repository = repository;
        this.sessions = sessions;
        this.passwords = passwords;
        this.rules = new PasswordRules(properties.passwordLength());
        this.factors = factors;
        this.transactions = transactions;
        this.clock = clock;
        this.properties = properties;
        this.stages = new Stages(properties.passwordAge(), properties.secondFactor(), clock);
    }

    /** @param reset whether somebody else chose the password, so that it must be changed at once */
    record NewPassword(String text, boolean reset) {}

    /**
     * Makes an account with a password that must be changed at the first login.
     *
     * @throws HubException REQUEST_INVALID with the field as subject, ROLES_APART when one person must not hold all of these,
     *     PASSWORD_WEAK, LOGIN_TAKEN
     */
    public Account create(String login, String name, Set<Role> roles, String password, String by) {
        return create(login, name, roles, new NewPassword(password, true), null, by);
    }

    /** An account of the identity provider, without a password here. */
    public Account createFor(String subject, String login, String name, Set<Role> roles, String by) {
        return create(login, name, roles, null, subject, by);
    }

    Account create(String login, String name, Set<Role> roles, @Nullable NewPassword password, @Nullable String subject,
            String by) {
        String known = normal(login);
        if (!LOGIN.matcher(known).matches()) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "login");
        }
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "name");
        }
        requireApart(roles);
        if (password != null) {
            rules.check(password.text(), known);
        }
        Instant now = clock.instant();
        Account account = new Account(Ids.next(now), known, name.strip(), roles, password != null,
                password == null ? null : now, password != null && password.reset(), false, null, null, null, now, by);
        if (!repository.insert(account, password == null ? null : passwords.hash(password.text()), subject)) {
            throw new HubException(ErrorCode.LOGIN_TAKEN, known);
        }
        return account;
    }

    /** Tries a password. Wrong ones are counted, and too many in a row lock the account for a while. */
    public Login login(String login, String password) {
        Optional<Stored> found = repository.byLogin(normal(login));
        Instant now = clock.instant();
        if (found.isPresent() && found.get().account().lockedAt(now)) {
            refused(found.get().account(), "locked");
            return new Login.Locked(now.plus(properties.lock()));
        }
        boolean right = passwords.matches(password, found.map(Stored::password).orElse(null));
        if (found.isEmpty() || found.get().account().disabledAt() != null) {
            refused(found.map(Stored::account).orElse(null), "unknown or disabled");
            return new Login.Wrong();
        }
        if (!right) {
            return failed(found.get().account().id());
        }
        return new Login.Right(found.get().account(), stages.afterPassword(found.get().account()));
    }

    /** Who somebody is whom the identity provider has recognised; empty when nobody here is that person. */
    public Optional<Account> bySubject(String subject) {
        return repository.bySubject(subject).map(Stored::account).filter(account -> account.disabledAt() == null);
    }

    /** Tries a code of the second factor; each counts once, and wrong ones lock as wrong passwords do. */
    public Login secondFactor(UUID id, String code) {
        Instant now = clock.instant();
        return transactions.execute(status -> {
            Stored stored = repository.lock(id).orElseThrow(() -> unknown(id));
            if (stored.account().lockedAt(now)) {
                refused(stored.account(), "locked");
                return new Login.Locked(now.plus(properties.lock()));
            }
            OptionalLong step = stored.secondFactor() ? factors.step(stored, code, stored.totpStep()) : OptionalLong.empty();
            if (step.isEmpty()) {
                return count(stored, now);
            }
            repository.totpStep(id, step.getAsLong());
            return new Login.Right(stored.account(), stages.afterFactor(stored.account()));
        });
    }

    /** Somebody has come in. */
    public void entered(UUID id) {
        repository.loggedIn(id, clock.instant());
    }

    /**
     * Somebody changes the own password; all other sessions end.
     *
     * @throws HubException PASSWORD_WRONG, PASSWORD_WEAK (also for one that was used before)
     */
    public void changePassword(UUID id, String present, String wanted) {
        confirm(id, present);
        set(find(id), wanted, false);
    }

    /** What is still asked of somebody who has just chosen a password. */
    public Stage afterNewPassword(Account account) {
        return stages.afterNewPassword(account);
    }

    /**
     * Asks for the password once more before something that matters. Wrong ones count as at the door: who sits at a foreign
     * session and guesses loses it with the lock.
     *
     * @throws HubException PASSWORD_WRONG, also while the account is locked
     */
    public void confirm(UUID id, String present) {
        Stored stored = find(id);
        if (stored.account().lockedAt(clock.instant())) {
            refused(stored.account(), "locked");
            throw new HubException(ErrorCode.PASSWORD_WRONG);
        }
        if (!passwords.matches(present, stored.password())) {
            if (failed(id) instanceof Login.Locked) {
                sessions.closeAll(id);
            }
            throw new HubException(ErrorCode.PASSWORD_WRONG);
        }
    }

    /** Somebody else gives a password that must be changed at the next login. */
    public void resetPassword(UUID id, String wanted) {
        set(find(id), wanted, true);
    }

    /** @throws HubException ROLES_APART */
    public void changeRoles(UUID id, Set<Role> roles) {
        requireApart(roles);
        find(id);
        repository.roles(id, roles);
        sessions.closeAll(id);
    }

    public void disable(UUID id) {
        find(id);
        repository.disabled(id, clock.instant());
        sessions.closeAll(id);
    }

    public void enable(UUID id) {
        find(id);
        repository.disabled(id, null);
    }

    public void unlock(UUID id) {
        find(id);
        repository.failed(id, 0, null);
    }

    /** Wherever somebody is logged in, that is over. */
    public void endSessions(UUID id) {
        find(id);
        sessions.closeAll(id);
    }

    public List<Account> all(int limit) {
        return repository.all(limit);
    }

    /** @throws HubException NOT_FOUND */
    public Account get(UUID id) {
        return find(id).account();
    }

    public int shortestPassword() {
        return rules.shortest();
    }

    boolean none() {
        return repository.none();
    }

    private void set(Stored stored, String wanted, boolean mustChange) {
        rules.check(wanted, stored.account().login());
        List<String> former = new ArrayList<>(stored.former());
        if (stored.password() != null) {
            former.add(0, stored.password());
        }
        if (passwords.isAnyOf(wanted, former)) {
            throw new HubException(ErrorCode.PASSWORD_WEAK, "former");
        }
        UUID id = stored.account().id();
        repository.password(id, passwords.hash(wanted), clock.instant(), mustChange,
                former.subList(0, Math.min(FORMER, former.size())));
        sessions.closeAll(id);
    }

    private Login failed(UUID id) {
        Instant now = clock.instant();
        return transactions.execute(status -> count(repository.lock(id).orElseThrow(() -> unknown(id)), now));
    }

    private Login count(Stored stored, Instant now) {
        int failures = stored.failures() + 1;
        boolean locks = failures >= properties.failures();
        Instant until = locks ? now.plus(properties.lock()) : null;
        refused(stored.account(), locks ? "wrong, now locked" : "wrong");
        repository.failed(stored.account().id(), locks ? 0 : failures, until);
        return until == null ? new Login.Wrong() : new Login.Locked(until);
    }

    /** What was typed is never written down: people type passwords into the wrong field. */
    private static void refused(@Nullable Account account, String why) {
        log.atWarn().addKeyValue("login", account == null ? "unknown" : account.login()).addKeyValue("why", why)
                .log("A login was refused");
    }

    private Stored find(UUID id) {
        return repository.find(id).orElseThrow(() -> unknown(id));
    }

    private static void requireApart(Set<Role> roles) {
        if (!Role.mayMeet(roles)) {
            throw new HubException(ErrorCode.ROLES_APART);
        }
    }

    private static HubException unknown(UUID id) {
        return new HubException(ErrorCode.NOT_FOUND, id.toString());
    }

    private static String normal(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }
}
