package cn.tongban.hub.alert;

import cn.tongban.hub.support.Ids;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what is to be told into the outbox, in the transaction of what it tells of. */
final class NoticeWriter {
    private final NoticeRepository outbox;
    private final List<String> channels;

    /** @param channels those that are set up */
    NoticeWriter(NoticeRepository outbox, List<String> channels) {
        this.outbox = outbox;
        this.channels = List.copyOf(channels);
    }

    boolean tells() {
        return !channels.isEmpty();
    }

    void raised(Alert alert, Instant now) {
        write(Notice.Kind.RAISED, alert.rule(), alert.subject(), alert.figure(), alert.since(), now);
    }

    void ended(Alert alert, Instant now) {
        write(Notice.Kind.ENDED, alert.rule(), alert.subject(), alert.figure(), alert.since(), now);
    }

    int test(Instant now) {
        return write(Notice.Kind.TEST, null, "", 0, now, now);
    }

    private int write(Notice.Kind kind, @Nullable AlertRule rule, String subject, long figure, Instant since, Instant now) {
        channels.forEach(channel -> outbox.add(new Notice(Ids.next(now), kind, channel, rule, subject, figure, since, now,
                Notice.State.WAITING, 0, null, "")));
        return channels.size();
    }
}
