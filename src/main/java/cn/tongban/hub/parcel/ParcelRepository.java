package cn.tongban.hub.parcel;

import cn.tongban.hub.support.RowArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Parcels within the transaction of who holds the locks of their cases; no parcel is written without that lock. */
public final class ParcelRepository {
    static final String COLUMNS =
            "order_no, carrier, waybill_no, state, ordered_at, last_event_at, heard_at, silent, created_at";

    static final String EVENTS =
            """
            select order_no, event_id, kind, at, signer, failure, office, place, message_id, recorded_at, told
            from parcel_event
            """;

    private static final String SAVE =
            """
            insert into parcel (order_no, case_no, purpose, carrier, waybill_no, state, ordered_at, last_event_at, heard_at,
                silent, created_at)
            select p.order_no, p.case_no, p.purpose, p.carrier, p.waybill_no, p.state, at_micros(p.ordered_at),
                at_micros(p.last_event_at), at_micros(p.heard_at), p.silent, at_micros(p.heard_at)
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                ?::bigint[], ?::boolean[])
                p(order_no, case_no, purpose, carrier, waybill_no, state, ordered_at, last_event_at, heard_at, silent)
            on conflict (order_no) do update set waybill_no = excluded.waybill_no, state = excluded.state,
                ordered_at = excluded.ordered_at, last_event_at = excluded.last_event_at, heard_at = excluded.heard_at,
                silent = excluded.silent
            """;

    private static final String INSERT_EVENTS =
            """
            insert into parcel_event (order_no, event_id, kind, at, signer, failure, office, place, message_id, recorded_at,
                told)
            select e.order_no, e.event_id, e.kind, at_micros(e.at), e.signer, e.failure, e.office, e.place, e.message_id,
                now(), e.told
            from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                ?::boolean[])
                e(order_no, event_id, kind, at, signer, failure, office, place, message_id, told)
            """;

    private final JdbcTemplate jdbc;

    public ParcelRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the parcels that are known. */
    public Map<OrderNo, ParcelFile> find(Collection<OrderNo> orderNos) {
        if (orderNos.isEmpty()) {
            return Map.of();
        }
        Map<OrderNo, List<ParcelEvent>> events = new HashMap<>();
        Map<OrderNo, Set<String>> told = new HashMap<>();
        jdbc.query(EVENTS + " where order_no = any(?)", RowArrays.of(orderNos).text(OrderNo::toString), row -> {
            OrderNo orderNo = orderNo(row);
            events.computeIfAbsent(orderNo, no -> new ArrayList<>()).add(event(row));
            if (row.getBoolean("told")) {
                told.computeIfAbsent(orderNo, no -> new HashSet<>()).add(row.getString("event_id"));
            }
        });
        Map<OrderNo, ParcelFile> found = new HashMap<>();
        jdbc.query("select " + COLUMNS + " from parcel where order_no = any(?)",
                RowArrays.of(orderNos).text(OrderNo::toString), row -> {
                    Parcel parcel = parcel(row);
                    found.put(parcel.orderNo(), new ParcelFile(parcel,
                            events.getOrDefault(parcel.orderNo(), List.of()),
                            told.getOrDefault(parcel.orderNo(), Set.of())));
                });
        return found;
    }

    /** The newest order of a case for one purpose. */
    public Optional<OrderNo> newest(String caseNo, ParcelPurpose purpose) {
        return jdbc.query("select order_no from parcel where case_no = ? and purpose = ?", (row, n) -> orderNo(row),
                caseNo, purpose.name()).stream().max((a, b) -> Integer.compare(a.number(), b.number()));
    }

    /** Open parcels of which nothing was heard since then, and of which nobody was told yet. */
    List<Parcel> silentSince(Instant then, int most) {
        return jdbc.query("select " + COLUMNS + """
                 from parcel
                where state not in ('DELIVERED', 'RETURNED', 'CANCELLED', 'LOST') and heard_at < ? and not silent
                order by order_no limit ?
                """, (row, n) -> parcel(row), Timestamp.from(then), most);
    }

    /** Whether this call made it silent; false if something was heard meanwhile. */
    boolean silence(OrderNo orderNo, Instant then) {
        return jdbc.update("update parcel set silent = true where order_no = ? and heard_at < ? and not silent",
                orderNo.toString(), Timestamp.from(then)) == 1;
    }

    /** Open parcels with a waybill number of which nothing was heard since then, and whose carrier was not asked since. */
    public List<Parcel> untoldSince(Instant then, int most) {
        return jdbc.query("select " + COLUMNS + """
                 from parcel
                where state not in ('DELIVERED', 'RETURNED', 'CANCELLED', 'LOST') and heard_at < ? and waybill_no <> ''
                    and (asked_at is null or asked_at < ?)
                order by order_no limit ?
                """, (row, n) -> parcel(row), Timestamp.from(then), Timestamp.from(then), most);
    }

    /** Whether it is this caller's to ask: of several nodes one gets it. */
    public boolean takeAsking(OrderNo orderNo, Instant then, Instant now) {
        return jdbc.update("update parcel set asked_at = ? where order_no = ? and (asked_at is null or asked_at < ?)",
                Timestamp.from(now), orderNo.toString(), Timestamp.from(then)) == 1;
    }

    public void save(Collection<Parcel> parcels) {
        jdbc.update(SAVE, RowArrays.of(parcels)
                .text(p -> p.orderNo().toString())
                .text(p -> p.orderNo().caseNo())
                .text(p -> p.orderNo().purpose().name())
                .text(Parcel::carrier)
                .text(Parcel::waybillNo)
                .text(p -> p.state().name())
                .instant(Parcel::orderedAt)
                .instant(Parcel::lastEventAt)
                .instant(Parcel::heardAt)
                .bool(Parcel::silent));
    }

    public void insertEvents(Collection<ParcelFile.NewEvent> events) {
        jdbc.update(INSERT_EVENTS, RowArrays.of(events)
                .text(e -> e.orderNo().toString())
                .text(e -> e.event().id())
                .text(e -> e.event().kind().name())
                .instant(e -> e.event().at())
                .text(e -> e.event().signer() == null ? "" : e.event().signer().name())
                .text(e -> e.event().failure())
                .text(e -> e.event().office())
                .text(e -> e.event().place())
                .uuid(ParcelFile.NewEvent::messageId)
                .bool(ParcelFile.NewEvent::told));
    }

    /** The case was told of events that were stored before. */
    public void told(OrderNo orderNo, Collection<String> eventIds) {
        eventIds.forEach(id -> jdbc.update("update parcel_event set told = true where order_no = ? and event_id = ?",
                orderNo.toString(), id));
    }

    static Parcel parcel(ResultSet row) throws SQLException {
        return new Parcel(orderNo(row), row.getString("carrier"), row.getString("waybill_no"),
                ParcelState.valueOf(row.getString("state")), instant(row.getTimestamp("ordered_at")),
                instant(row.getTimestamp("last_event_at")), row.getTimestamp("heard_at").toInstant(),
                row.getBoolean("silent"));
    }

    static ParcelEvent event(ResultSet row) throws SQLException {
        String signer = row.getString("signer");
        return new ParcelEvent(row.getString("event_id"), EventKind.valueOf(row.getString("kind")),
                row.getTimestamp("at").toInstant(), signer.isEmpty() ? null : Signer.valueOf(signer),
                row.getString("failure"), row.getString("office"), row.getString("place"));
    }

    private static OrderNo orderNo(ResultSet row) throws SQLException {
        return OrderNo.parse(row.getString("order_no")).orElseThrow();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
