package cn.tongban.hub.journal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which recorded messages; null means any.
 *
 * @param from recorded at or after it
 * @param to recorded before it
 * @param before last id of the page before, null for the first page
 */
public record MessageFilter(
        @Nullable String connector, @Nullable String caseNo, @Nullable String type, @Nullable Instant from,
        @Nullable Instant to, @Nullable UUID before) {
    public static MessageFilter ofCase(String caseNo) {
        return new MessageFilter(null, caseNo, null, null, null, null);
    }
}
