-- Takes a month of messages, deliveries and hops out of the journal and gives how many bytes that frees. Refuses while
-- anything of it is open, for the two newest months, and when it would keep others waiting: the lock that dropping takes
-- is asked for one second, so that the intake never stands behind a long reader. The inbox stays, so a repeat of what was
-- recorded then still gets its first receipt.
create function drop_month(day date) returns bigint
    language plpgsql
as $$
declare
    suffix    text := to_char(day, 'YYYY_MM');
    beginning uuid := id_at(date_trunc('month', day::timestamp) at time zone 'Asia/Shanghai');
    ending    uuid := id_at((date_trunc('month', day::timestamp) + interval '1 month') at time zone 'Asia/Shanghai');
    open      bigint;
    freed     bigint;
begin
    if to_regclass('message_' || suffix) is null then
        raise exception 'there is no month %', suffix using errcode = 'no_data_found';
    end if;
    if date_trunc('month', day::timestamp)
            > date_trunc('month', now() at time zone 'Asia/Shanghai') - interval '2 months' then
        raise exception 'month % is one of the two newest', suffix using errcode = 'object_not_in_prerequisite_state';
    end if;
    select count(*) into open from (
        select d.id, d.message_id from lane l
            join delivery d on d.destination = l.destination and d.order_key = l.order_key and d.position >= l.first_open
            where (l.due is not null or l.blocked) and d.state not in ('delivered', 'discarded')
        union
        select d.id, d.message_id from attention a join delivery d on d.id = a.delivery_id) d
        where d.id >= beginning and d.id < ending or d.message_id >= beginning and d.message_id < ending;
    if open > 0 then
        raise exception 'month % has % deliveries that are not settled', suffix, open
            using errcode = 'object_in_use', hint = 'Replay, discard or settle them first.';
    end if;
    select sum(pg_total_relation_size(format('%I', part || '_' || suffix)::regclass)) into freed
        from unnest(array['message', 'delivery', 'hop']) part;
    delete from repair where delivery_id >= beginning and delivery_id < ending;
    perform set_config('lock_timeout', '1s', true);
    execute format('drop table %I, %I, %I', 'hop_' || suffix, 'delivery_' || suffix, 'message_' || suffix);
    return freed;
end
$$;
