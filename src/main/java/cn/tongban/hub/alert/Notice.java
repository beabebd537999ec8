package cn.tongban.hub.alert;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody outside is told by one channel.
 *
 * @param channel webhook or mail
 * @param rule null for a test
 * @param since when the condition began
 * @param madeAt when it was raised or ended
 * @param failure of the last attempt: a status or the name of an exception; empty for none
 */
public record Notice(
        UUID id,
        Kind kind,
        String channel,
        @Nullable AlertRule rule,
        String subject,
        long figure,
        Instant since,
        Instant madeAt,
        State state,
        int attempts,
        @Nullable Instant sentAt,
        String failure) {
    /** What is told. */
    public enum Kind {
        RAISED,
        ENDED,
        TEST;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it is. */
    public enum State {
        WAITING,
        SENT,
        GIVEN_UP;

        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
