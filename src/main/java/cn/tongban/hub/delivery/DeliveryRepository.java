package cn.tongban.hub.delivery;

import cn.tongban.hub.support.RowArrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** Deliveries and their hops. Writes presume that the lane is locked. */
final class DeliveryRepository {
    private static final String INSERT =
            """
            insert into delivery (id, message_id, destination, order_key, position, case_no, type, state, due, recorded_at)
            select d.id, d.message_id, d.destination, d.order_key, d.position, d.case_no, d.type, 'waiting', now(),
                at_micros(d.at)
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])
                d(id, message_id, destination, order_key, position, case_no, type, at)
            """;

    // The number of a hop is given here, not remembered from the claim: a late receipt may have taken it meanwhile.
    private static final String SETTLE =
            """
            with fact as (
                select * from unnest(?::uuid[], ?::text[], ?::integer[], ?::text[], ?::text[], ?::text[],
                    ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::integer[])
                    f(id, state, sent, code, reason, receipt_no, pause, kind, bundle, sent_digest, epoch, actor, millis)),
            changed as (
                update delivery d set state = f.state, attempts = d.attempts + f.sent, hops = d.hops + 1, code = f.code,
                    reason = f.reason, due = now() + f.pause * interval '1 millisecond',
                    receipt_no = case when f.receipt_no = '' then d.receipt_no else f.receipt_no end,
                    settled_at = case when f.state in ('delivered', 'refused', 'dead', 'discarded') then now() end
                from fact f where d.id = f.id returning d.id, d.hops)
            insert into hop (delivery_id, no, at, kind, outcome, code, reason, receipt_no, bundle, sent_digest, epoch,
                actor, millis)
            select f.id, c.hops, now(), f.kind, f.state, f.code, f.reason, f.receipt_no, f.bundle, f.sent_digest,
                f.epoch, f.actor, f.millis
            from fact f join changed c on c.id = f.id
            """;

    private static final String LATE =
            """
            with counted as (update delivery set hops = hops + 1 where id = ? returning id, hops)
            insert into hop (delivery_id, no, at, kind, outcome, code, reason, receipt_no, bundle, sent_digest, epoch,
                actor, millis)
            select id, hops, now(), 'late-receipt', ?, ?, ?, ?, ?, ?, ?, ?, ? from counted
            """;

    private final JdbcTemplate jdbc;

    DeliveryRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A delivery with the place in its lane. */
    record Placed(NewDelivery delivery, long position) {}

    /** What happened to a delivery, and where it stands now. */
    record Change(Head head, String kind, Settlement to, String bundle, String sentDigest, String actor, int millis) {}

    void insert(List<Placed> deliveries) {
        jdbc.update(INSERT, RowArrays.of(deliveries)
                .uuid(p -> p.delivery().id())
                .uuid(p -> p.delivery().messageId())
                .text(p -> p.delivery().destination())
                .text(p -> p.delivery().orderKey())
                .bigint(Placed::position)
                .text(p -> p.delivery().caseNo())
                .text(p -> p.delivery().type())
                .instant(p -> p.delivery().recordedAt()));
    }

    /** Writes the new states and one hop each. */
    void settle(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.update(SETTLE, RowArrays.of(changes)
                .uuid(c -> c.head().id())
                .text(c -> c.to().state().wire())
                .integer(c -> c.to().left() ? 1 : 0)
                .text(c -> c.to().code())
                .text(c -> c.to().reason())
                .text(c -> c.to().receiptNo())
                .nullableBigint(c -> c.to().pause() == null ? null : c.to().pause().toMillis())
                .text(Change::kind)
                .text(Change::bundle)
                .text(Change::sentDigest)
                .bigint(c -> c.head().epoch())
                .text(Change::actor)
                .integer(Change::millis));
    }

    /** Keeps what a fenced node brought back as evidence, and changes nothing else. */
    void late(List<Change> changes) {
        for (Change change : changes) {
            jdbc.update(LATE, change.head().id(), change.to().state().wire(), change.to().code(), change.to().reason(),
                    change.to().receiptNo(), change.bundle(), change.sentDigest(), change.head().epoch(),
                    change.actor(), change.millis());
        }
    }

    void markSending(Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            jdbc.update("update delivery set state = 'sending' where id = any(?)",
                    RowArrays.of(ids).uuid(Function.identity()));
        }
    }

    /** A person wants it tried anew, with the full number of attempts. */
    void forgetAttempts(UUID id) {
        jdbc.update("update delivery set attempts = 0 where id = ?", id);
    }
}
