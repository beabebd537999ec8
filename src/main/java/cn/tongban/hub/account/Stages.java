package cn.tongban.hub.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/** What is still asked of somebody whose password was right, in this order: the code, a new password, a second factor. */
final class Stages {
    private final Duration passwordAge;
    private final Set<Role> withFactor;
    private final Clock clock;

    /**
     * @param passwordAge after which a password is to be changed; zero: never
     * @param withFactor roles that nobody holds without a second factor
     */
    Stages(Duration passwordAge, Set<Role> withFactor, Clock clock) {
        this.passwordAge = passwordAge;
        this.withFactor = Set.copyOf(withFactor);
        this.clock = clock;
    }

    Stage afterPassword(Account account) {
        return account.secondFactor() ? Stage.SECOND_FACTOR : afterFactor(account);
    }

    Stage afterFactor(Account account) {
        Instant since = account.passwordAt();
        boolean old = since != null && !passwordAge.isZero() && since.plus(passwordAge).isBefore(clock.instant());
        return account.mustChange() || old ? Stage.NEW_PASSWORD : afterNewPassword(account);
    }

    Stage afterNewPassword(Account account) {
        boolean asked = !Collections.disjoint(account.roles(), withFactor);
        return asked && account.local() && !account.secondFactor() ? Stage.NEW_FACTOR : Stage.IN;
    }
}
