package cn.tongban.hub.account;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Hashes with Argon2id (RFC 9106). Each takes 16 MiB, so only a few run at once, however many people try to log in. */
final class Passwords {
    private static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 10;

    private final Argon2PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    /** Compared with when there is no such account, so that the time tells nobody whether there is one. */
    private final String nobody = encoder.encode("nobody");

    String hash(String password) {
        return bounded(() -> encoder.encode(password));
    }

    boolean matches(String password, @Nullable String hash) {
        boolean same = bounded(() -> encoder.matches(password, hash == null ? nobody : hash));
        return same && hash != null;
    }

    boolean isAnyOf(String password, List<String> hashes) {
        return hashes.stream().anyMatch(hash -> matches(password, hash));
    }

    private <T> T bounded(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new HubException(ErrorCode.OVERLOADED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubException(ErrorCode.STOPPING, "", e);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
