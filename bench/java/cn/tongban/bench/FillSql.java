package cn.tongban.bench;

import java.util.List;

/** What follows from messages that were filled in, set by set, in the hub's own tables. */
final class FillSql {
    /** Else the hub would count clocks of cases that are half there. The log must not be cut every few seconds meanwhile. */
    static final List<String> BEFORE = List.of(
            "update clock_progress set read_to = 'ffffffff-ffff-7fff-bfff-ffffffffffff'",
            "alter system set max_wal_size = '8GB'", "select pg_reload_conf()");

    private static final String PHASE = "array_position(array['case.submitted', 'case.accepted', 'case.review-started', "
            + "'case.decided', 'case.closed'], m.type) - 1";

    /** One of five thousand cases has a dead letter, one of twenty thousand a doubt. */
    private static final String STATE = "case when " + PHASE + " = 0 and abs(hashtext(m.case_no)) % 5000 = 0 then 'dead' "
            + "when " + PHASE + " = 0 and abs(hashtext(m.case_no)) % 20000 = 1 then 'doubtful' else 'delivered' end";

    /** Each takes two ids: from here on, and before that, messages are new. */
    static final List<String> OF_MESSAGES = List.of(
            """
            insert into delivery (id, message_id, destination, order_key, position, case_no, type, state, attempts, hops,
                recorded_at, settled_at, code, reason, receipt_no)
            select (left(id::text, 24) || left(md5(id::text), 12))::uuid, id,
                case when phase = 0 then 'city-platform' else 'city-window' end, case_no, greatest(phase, 1), case_no, type,
                state, 1, 1, recorded_at, case when state = 'doubtful' then null else recorded_at + interval '1 second' end,
                case state when 'dead' then (array['unknown-code', 'document-invalid', 'destination-refused'])
                    [1 + abs(hashtext(case_no || 'c')) % 3] when 'doubtful' then 'answer-lost' else '' end,
                '', case state when 'delivered' then 'R-' || right(id::text, 12) else '' end
            from (select m.id, m.case_no, m.type, m.recorded_at, PHASE as phase, STATE as state
                from message m where m.id >= ? and m.id < ?) m
            """.replace("PHASE", PHASE).replace("STATE", STATE),
            """
            insert into hop (delivery_id, no, at, kind, outcome, code, receipt_no, bundle, sent_digest, epoch, actor, millis)
            select id, 1, recorded_at + interval '1 second', 'send', case state when 'doubtful' then 'doubtful'
                when 'dead' then 'dead' else 'delivered' end, code, receipt_no, 'bench', md5(id::text) || md5(case_no), 1,
                'node-1', 40 from delivery where id >= ? and id < ?
            """,
            "insert into attention (delivery_id, state) select id, state from delivery where state <> 'delivered' and id >= ? "
                    + "and id < ?",
            """
            insert into inbox (key_digest, body_digest, receipt, recorded_at)
            select decode(md5(id::text), 'hex'), body_digest, '{"recorded":true,"messageId":"' || id || '","caseNo":"' || case_no
                || '"}', recorded_at from message where id >= ? and id < ?
            """,
            """
            insert into case_step (case_no, no, state, at, recorded_at, message_id, decision, provenance, step_key, content, connector)
            select case_no, PHASE + 1, (array['RECEIVED', 'ACCEPTED', 'IN_REVIEW', 'DECIDED', 'CLOSED'])[PHASE + 1], recorded_at,
                recorded_at, id, 'APPLIED', 'SOURCE', PHASE || '/' || type, left(md5(id::text), 16), connector
            from message m where id >= ? and id < ?
            """.replace("PHASE", "(" + PHASE + ")"));

    static final List<String> AFTER = List.of(
            """
            insert into service_case (case_no, origin, handler, task_code, instant, version, state, newest_step_at, steps,
                created_at, updated_at, held)
            select case_no, 'city-window', 'city-platform', left(case_no, 31), false, 1,
                (array['RECEIVED', 'ACCEPTED', 'IN_REVIEW', 'DECIDED', 'CLOSED'])[count(*)::integer], max(recorded_at), count(*),
                min(recorded_at), max(recorded_at), count(*) > 1
            from message where key_subject = 'bench' group by case_no order by min(recorded_at)
            """,
            """
            insert into lane (destination, order_key, next_position, first_open, blocked)
            select d.destination, d.order_key, count(*) + 1, coalesce(min(d.position) filter (where d.state <> 'delivered'),
                count(*) + 1), bool_or(d.state <> 'delivered')
            from delivery d group by d.destination, d.order_key on conflict do nothing
            """,
            """
            insert into parcel (order_no, case_no, purpose, carrier, waybill_no, state, ordered_at, last_event_at, heard_at, created_at)
            select case_no || '-R1', case_no, 'RESULT', 'postal-ems', 'EX' || lpad((row_number() over ())::text, 9, '0') || 'CN',
                'DELIVERED', updated_at, updated_at + interval '2 days', updated_at + interval '2 days', updated_at
            from service_case where state = 'CLOSED' and abs(hashtext(case_no)) % 20 = 0
            """,
            """
            insert into parcel_event (order_no, event_id, kind, at, signer, failure, office, place, message_id, recorded_at, told)
            select order_no, 'e' || n, (array['PICKED_UP', 'DEPARTED', 'DELIVERED'])[n], ordered_at + n * interval '12 hours',
                '', '', '', '', id_at(ordered_at), ordered_at + n * interval '12 hours', true
            from parcel, generate_series(1, 3) n
            """,
            """
            insert into case_clock (case_no, state, provisional, live)
            select case_no, 'NONE', false, false from service_case on conflict do nothing
            """,
            "update clock_progress set read_to = (select id from message order by id desc limit 1)",
            "vacuum analyze", "checkpoint", "alter system reset max_wal_size", "select pg_reload_conf()");

    private FillSql() {}
}
