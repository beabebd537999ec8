package cn.tongban.hub.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One condition from its beginning to its end.
 *
 * @param subject destination, source, flow ({@code connector type}) or node that it is about; empty for the whole
 * @param figure how many, or for how many minutes, when it was last seen
 * @param since when the condition began
 * @param toldAt null when nobody was told, as while it is muted
 * @param actedBy who acknowledged it, empty for nobody
 * @param reason why
 * @param mutedUntil null when it is not muted
 */
public record Alert(
        UUID id,
        AlertRule rule,
        String subject,
        AlertState state,
        long figure,
        Instant since,
        Instant seenAt,
        @Nullable Instant raisedAt,
        @Nullable Instant toldAt,
        @Nullable Instant endedAt,
        String actedBy,
        @Nullable Instant actedAt,
        String reason,
        @Nullable Instant mutedUntil) {

    Sighting sighting() {
        return new Sighting(rule, subject, figure);
    }
}
