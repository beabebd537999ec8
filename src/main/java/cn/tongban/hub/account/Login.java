package cn.tongban.hub.account;

import java.time.Instant;

/** What became of a try to log in. */
public sealed interface Login {
    /** The password is right; what is still asked for says {@code stage}. */
    record Right(Account account, Stage stage) implements Login {}

    /** Unknown login, wrong password, disabled or without a password: nobody is told which. */
    record Wrong() implements Login {}

    record Locked(Instant until) implements Login {}
}
