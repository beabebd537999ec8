package cn.tongban.hub.alert;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What people see of alerts and do about them. Who may and the record of it are the caller's business. */
public final class AlertDesk {
    /** For longer nothing is muted; who needs that switches the rule off. */
    public static final Duration LONGEST_MUTE = Duration.ofDays(30);

    private static final Duration COUNT_GOOD_FOR = Duration.ofSeconds(5);
    private static final String ALL = "*";

    private final AlertRepository alerts;
    private final NoticeRepository notices;
    private final NoticeWriter writer;
    private final Clock clock;
    private volatile Counted counted = new Counted(0, Instant.EPOCH);

    private record Counted(long waiting, Instant at) {}

    AlertDesk(AlertRepository alerts, NoticeRepository notices, NoticeWriter writer, Clock clock) {
        this.alerts = alerts;
        this.notices = notices;
        this.writer = writer;
        this.clock = clock;
    }

    /** Raised and acknowledged ones, those that began last first; {@code before} is the last id of the page before. */
    public List<Alert> open(@Nullable UUID before, int limit) {
        return alerts.open(before, limit, clock.instant());
    }

    /** What has ended, those that began last first. */
    public List<Alert> ended(@Nullable UUID before, int limit) {
        return alerts.ended(before, limit, clock.instant());
    }

    /** @throws HubException NOT_FOUND */
    public Alert get(UUID id) {
        return alerts.find(id, clock.instant()).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, id.toString()));
    }

    /** Raised, seen by nobody and not muted: as of at most five seconds ago, and as last known while the database is away. */
    public long waiting() {
        Instant now = clock.instant();
        Counted known = counted;
        if (Duration.between(known.at(), now).abs().compareTo(COUNT_GOOD_FOR) < 0) {
            return known.waiting();
        }
        counted = new Counted(count(known, now), now);
        return counted.waiting();
    }

    private long count(Counted known, Instant now) {
        try {
            return alerts.waiting(now).values().stream().mapToLong(Long::longValue).sum();
        } catch (DataAccessException | TransactionException e) {
            return known.waiting();
        }
    }

    /** Somebody looks after it: it stays until its condition is gone, and nobody is called any more. */
    public Alert acknowledge(UUID id, String by, String reason) {
        Alert alert = get(id);
        if (!alerts.acknowledge(id, by, reason, clock.instant())) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, alert.state().wire());
        }
        return changed(id);
    }

    /**
     * Tells nobody until then.
     *
     * @param whole of all subjects of its rule
     * @throws HubException NOT_FOUND; REQUEST_INVALID when that is past or too far; NOT_POSSIBLE_NOW when it has ended
     */
    public Alert mute(UUID id, boolean whole, Instant until, String by, String reason) {
        Alert alert = get(id);
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_MUTE))) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "until");
        }
        if (alert.state() == AlertState.ENDED) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, alert.state().wire());
        }
        alerts.mute(alert.rule(), whole ? ALL : alert.subject(), until, by, reason, now);
        return changed(id);
    }

    /** @throws HubException NOT_FOUND; NOT_POSSIBLE_NOW when it is not muted */
    public Alert unmute(UUID id) {
        Alert alert = get(id);
        if (alerts.unmute(alert.rule(), alert.subject()) == 0) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, alert.subject());
        }
        return changed(id);
    }

    /** Whether there is somebody to be told. */
    public boolean tells() {
        return writer.tells();
    }

    /**
     * Writes a notice that says it is a test, for each channel.
     *
     * @return how many those are
     * @throws HubException NOT_POSSIBLE_NOW when no channel is set up
     */
    public int test() {
        if (!writer.tells()) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "hub.alert");
        }
        return writer.test(clock.instant());
    }

    /** The newest first. */
    public List<Notice> notices(int limit) {
        return notices.newest(limit);
    }

    private Alert changed(UUID id) {
        counted = new Counted(counted.waiting(), Instant.EPOCH);
        return get(id);
    }
}
