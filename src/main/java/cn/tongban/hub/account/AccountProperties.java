package cn.tongban.hub.account;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code hub.console}.
 *
 * @param idle a session that nobody used for so long has ended
 * @param absolute a session ends after so long whatever happens
 * @param failures wrong passwords or codes in a row that lock an account
 * @param lock for how long it is locked
 * @param passwordLength least length
 * @param passwordAge after which a new one is asked for; zero: never
 * @param secondFactor roles that nobody holds without a second factor
 * @param demo whether an engineer and somebody on watch are there from the start, and nobody must change a password
 */
@ConfigurationProperties("hub.console")
record AccountProperties(
        @DefaultValue("15m") Duration idle,
        @DefaultValue("10h") Duration absolute,
        @DefaultValue("5") int failures,
        @DefaultValue("15m") Duration lock,
        @DefaultValue("12") int passwordLength,
        @DefaultValue("90d") Duration passwordAge,
        @DefaultValue Set<Role> secondFactor,
        @DefaultValue("false") boolean demo) {}
