package cn.tongban.hub.alert;

import static org.awaitility.Awaitility.await;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.PgExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notices in a real database, and a sender of them that does not wait long. */
final class Outbox {
    static final Instant SINCE = Instant.parse("2026-05-07T02:12:00Z");

    final NoticeRepository notices;

    Outbox(PgExtension pg) {
        notices = new NoticeRepository(pg.jdbc());
    }

    /** Knows no connector by name. */
    static NoticeText text() {
        return new NoticeText(new AlertWords(id -> Optional.<ConnectorDescriptor>empty()), "https://hub.example");
    }

    NoticeSender sender(Channel... channels) {
        return new NoticeSender(notices, List.of(channels), new NoticeSender.Pace(Duration.ofMillis(1), 3),
                new SimpleMeterRegistry());
    }

    UUID raised(String channel) {
        UUID id = Ids.next(SINCE);
        notices.add(new Notice(id, Notice.Kind.RAISED, channel, AlertRule.DEAD, "city-platform", 3, SINCE, SINCE.plusSeconds(60),
                Notice.State.WAITING, 0, null, ""));
        return id;
    }

    /** Works until none waits any more. */
    void empty(NoticeSender sender) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            sender.turn();
            return notices.newest(100).stream().noneMatch(notice -> notice.state() == Notice.State.WAITING);
        });
    }

    Notice only() {
        List<Notice> all = notices.newest(2);
        if (all.size() != 1) {
            throw new IllegalStateException("not one notice but " + all);
        }
        return all.get(0);
    }
}
