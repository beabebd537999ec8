package cn.tongban.hub.source;

import cn.tongban.hub.support.RowArrays;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** Positions and alarms of all sources. */
final class SourceRepository {
    private final JdbcTemplate jdbc;

    SourceRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Alarm(String source, SourceAlarm alarm, String subject, Instant since) {}

    /** False when the term is not the latest any more. */
    boolean checkpoint(String source, long epoch, String position) {
        return jdbc.update("update source set position = ?, moved_at = now() where id = ? and epoch = ?",
                position, source, epoch) == 1;
    }

    Optional<String> position(String source) {
        return jdbc.queryForList("select position from source where id = ? and position is not null", String.class, source)
                .stream().findFirst();
    }

    /** @param movedAt of the last checkpoint */
    record Reader(String source, String owner, Instant since, Optional<Instant> movedAt) {}

    List<Reader> readers() {
        return jdbc.query("select id, owner, since, moved_at from source order by id limit 1000",
                (row, n) -> new Reader(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant(),
                        Optional.ofNullable(row.getTimestamp(4)).map(Timestamp::toInstant)));
    }

    /** True when it is new: not open before, or open for an hour already. */
    boolean raise(String source, SourceAlarm alarm, String subject) {
        return jdbc.update("""
                insert into source_alarm (source, code, subject, since) values (?, ?, ?, now())
                on conflict (source, code, subject) do update set since = excluded.since
                where source_alarm.since < now() - interval '1 hour'
                """, source, alarm.code(), subject) == 1;
    }

    /** Ends what only tells of something that is over. */
    int forgetPassing() {
        List<String> passing = Arrays.stream(SourceAlarm.values()).filter(SourceAlarm::passing).map(SourceAlarm::code).toList();
        return jdbc.update("delete from source_alarm where code = any (?) and since < now() - interval '1 day'",
                RowArrays.of(passing).text(Function.identity()));
    }

    /** What the tables looked like when they were last seen; empty before. */
    Optional<String> shape(String source) {
        return jdbc.queryForList("select shape from source where id = ? and shape is not null", String.class, source)
                .stream().findFirst();
    }

    void shape(String source, long epoch, String shape) {
        jdbc.update("update source set shape = ? where id = ? and epoch = ?", shape, source, epoch);
    }

    int clear(String source, SourceAlarm alarm) {
        return jdbc.update("delete from source_alarm where source = ? and code = ?", source, alarm.code());
    }

    /** The newest open alarms of all sources. */
    List<Alarm> alarms() {
        return jdbc.query("select source, code, subject, since from source_alarm order by source, since desc limit 200",
                (row, n) -> new Alarm(row.getString(1), SourceAlarm.of(row.getString(2)), row.getString(3),
                        row.getTimestamp(4).toInstant()));
    }
}
