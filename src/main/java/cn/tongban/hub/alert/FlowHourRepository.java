package cn.tongban.hub.alert;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages by flow and hour, how far they are counted, and what people declared. */
final class FlowHourRepository {
    // Two hundred flows over half a year. With more than that the oldest hours are not learned from.
    private static final int MOST_HOURS = 900_000;

    private final JdbcClient jdbc;

    FlowHourRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Before when messages are counted; {@code counted} empty before the first time. */
    record Progress(Optional<Instant> counted) {}

    /** Locks the progress to the end of the transaction; empty when another node has it. */
    Optional<Progress> lock() {
        return jdbc.sql("select nullif(counted_to, '-infinity') from flow_count for update skip locked")
                .query((row, n) -> new Progress(Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant)))
                .optional();
    }

    Optional<Instant> countedTo() {
        return jdbc.sql("select counted_to from flow_count where counted_to > '-infinity'")
                .query((row, n) -> row.getTimestamp(1).toInstant()).optional();
    }

    void countedTo(Instant at) {
        jdbc.sql("update flow_count set counted_to = :at").param("at", Timestamp.from(at)).update();
    }

    Optional<UUID> oldestMessage() {
        return jdbc.sql("select id from message order by id limit 1").query(UUID.class).optional();
    }

    /** Adds the messages with these ids, the second bound excluded, to the hour; not those of {@code except}. */
    void add(Instant hour, UUID from, UUID below, String except) {
        jdbc.sql("""
                        insert into flow_hour (connector, type, hour, messages)
                        select connector, type, :hour, count(*) from message
                        where id >= :from and id < :below and connector <> :except group by connector, type
                        on conflict (hour, connector, type) do update set messages = flow_hour.messages + excluded.messages
                        """)
                .param("hour", Timestamp.from(hour)).param("from", from).param("below", below).param("except", except)
                .update();
    }

    /** By flow and hour; hours without messages are missing. */
    Map<Flow, Map<Instant, Long>> since(Instant hour) {
        Map<Flow, Map<Instant, Long>> all = new HashMap<>();
        jdbc.sql("""
                        select connector, type, hour, messages from flow_hour where hour >= :hour
                        order by hour desc limit :most
                        """)
                .param("hour", Timestamp.from(hour)).param("most", MOST_HOURS)
                .query(row -> {
                    Flow flow = new Flow(row.getString(1), row.getString(2));
                    all.computeIfAbsent(flow, none -> new HashMap<>()).put(row.getTimestamp(3).toInstant(), row.getLong(4));
                });
        return all;
    }

    /** Fewer than {@code least} in that hour of such a day is too few. */
    record Declared(Flow flow, FlowDay day, int hour, int least) {}

    List<Declared> declared() {
        return jdbc.sql("select connector, type, day, hour, least from flow_expectation order by 1, 2, 3, 4 limit 20000")
                .query((row, n) -> new Declared(new Flow(row.getString(1), row.getString(2)),
                        FlowDay.valueOf(row.getString(3).toUpperCase(Locale.ROOT)), row.getInt(4), row.getInt(5))).list();
    }

    void declare(Declared one, String by, Instant now) {
        jdbc.sql("""
                        insert into flow_expectation (connector, type, day, hour, least, declared_by, declared_at)
                        values (:connector, :type, :day, :hour, :least, :by, :now)
                        on conflict (connector, type, day, hour) do update set least = excluded.least,
                            declared_by = excluded.declared_by, declared_at = excluded.declared_at
                        """)
                .param("connector", one.flow().connector()).param("type", one.flow().type()).param("day", one.day().wire())
                .param("hour", one.hour()).param("least", one.least()).param("by", by).param("now", Timestamp.from(now))
                .update();
    }

    void takeBack(Flow flow, FlowDay day, int hour) {
        jdbc.sql("""
                        delete from flow_expectation
                        where connector = :connector and type = :type and day = :day and hour = :hour
                        """)
                .param("connector", flow.connector()).param("type", flow.type()).param("day", day.wire()).param("hour", hour)
                .update();
    }

    int forget(Instant before) {
        return jdbc.sql("delete from flow_hour where hour < :before").param("before", Timestamp.from(before)).update();
    }
}
