package cn.tongban.hub.alert;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.alert}. A figure or time of 0 switches its rule off.
 *
 * @param enabled false: nothing is judged and nobody is told
 * @param hold for so long a condition must be gone before its alert ends, so that one that comes and goes is one alert
 * @param dead dead letters of a destination from which on it is one
 * @param doubts doubtful deliveries of a destination from which on it is one
 * @param doubtsAfter for how long they must be there: a partner that can be asked needs that
 * @param lag age of the oldest delivery that waits for a destination that is open
 * @param lagAfter for how long it must be that old, so that a backlog of the night can go out in the morning
 * @param circuit for how long a circuit must be open
 * @param source for how long a source must stand still
 * @param casesLate cases past their limit from which on it is one
 */
@ConfigurationProperties("hub.alert")
record AlertProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("5m") Duration hold,
        @DefaultValue("1") int dead,
        @DefaultValue("1") int doubts,
        @DefaultValue("30m") Duration doubtsAfter,
        @DefaultValue("1h") Duration lag,
        @DefaultValue("15m") Duration lagAfter,
        @DefaultValue("5m") Duration circuit,
        @DefaultValue("5m") Duration source,
        @DefaultValue("1") int casesLate,
        @DefaultValue Silence silence,
        @DefaultValue Webhook webhook,
        @DefaultValue Mail mail) {
    private static final Duration SHORTEST_HOLD = Duration.ofMinutes(1);
    private static final Duration RESUMES = Duration.ofMinutes(2);
    private static final Duration SETTLES = Duration.ofMinutes(5);

    AlertProperties {
        if (hold.compareTo(SHORTEST_HOLD) < 0) {
            throw new IllegalArgumentException("hub.alert.hold is at least 1m, shorter it would tell of each flicker");
        }
    }

    /**
     * @param enabled false: flows are counted, but silence is no alert
     * @param weeks from how far back is learned
     * @param samples days of a kind that must be known before an hour of it is judged
     */
    record Silence(@DefaultValue("true") boolean enabled, @DefaultValue("8") int weeks, @DefaultValue("8") int samples) {
        Silence {
            if (weeks < 1 || weeks > 26 || samples < 5) {
                throw new IllegalArgumentException("hub.alert.silence: weeks is 1 to 26, samples at least 5");
            }
        }
    }

    /** @param url where notices are posted; empty: nowhere */
    record Webhook(@DefaultValue("") String url, @DefaultValue("") String secret) {}

    /**
     * @param host SMTP server; empty: no mail
     * @param to addresses, with commas between them
     */
    record Mail(
            @DefaultValue("") String host,
            @DefaultValue("587") int port,
            @DefaultValue("starttls") MailSecurity security,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("") String from,
            @DefaultValue("") String to) {}

    /** How the way to the mail server is kept secret. */
    enum MailSecurity {
        /** Only when the machine itself is the mail server. */
        NONE,
        STARTTLS,
        TLS
    }

    /** For how long a condition must hold before it is an alert. */
    Duration after(AlertRule rule) {
        return switch (rule) {
            case DOUBTS -> doubtsAfter;
            case LAG -> lagAfter;
            case CIRCUIT -> circuit;
            case SOURCE -> source;
            // What comes first after a stop of the hub itself must have been counted.
            case SILENCE -> RESUMES;
            case BALANCE -> SETTLES;
            case DEAD, STORAGE, CASES_LATE -> Duration.ZERO;
        };
    }
}
