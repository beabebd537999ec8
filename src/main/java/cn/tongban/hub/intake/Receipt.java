package cn.tongban.hub.intake;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * The answer to a recorded message. Its JSON is stored with the key and given again byte for byte.
 *
 * @param json {@code {"messageId","caseNo","recordedAt"}}, of what is no case {@code {"messageId","subject","recordedAt"}}
 */
public record Receipt(String json, boolean repeated) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneId.of("Asia/Shanghai"));

    /** The subject has passed a pattern, so it needs no escaping. */
    public static String json(UUID messageId, Recording recording, Instant recordedAt) {
        String about = recording.entry() instanceof RegisterEntry ? "subject" : "caseNo";
        return "{\"messageId\":\"" + messageId + "\",\"" + about + "\":\"" + recording.subject() + "\",\"recordedAt\":\""
                + TIME.format(recordedAt) + "\"}";
    }
}
