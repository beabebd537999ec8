-- The record of everything: inbox, messages, hops, keys. Empty tables, no lock time.
--
-- Ids are UUID version 7: their first 48 bits are milliseconds. Tables that grow with traffic are partitioned by month
-- on the id itself, so an id finds its partition and a month leaves by dropping its partitions.

-- The smallest id of an instant; the twin of Ids.lowest in Java.
create function id_at(moment timestamptz) returns uuid
    language sql immutable strict parallel safe
as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Instants travel in arrays as microseconds since the epoch; see RowArrays in Java.
create function at_micros(micros bigint) returns timestamptz
    language sql immutable strict parallel safe
as $$
    select timestamptz 'epoch' + micros * interval '1 microsecond'
$$;

-- The inbox decides what is a repeat. It is not partitioned: a repeat may come on the other side of a month's end, or
-- after its message has left the journal.
create table inbox (
    key_digest  bytea       primary key,           -- 16 bytes over connector and idempotency key
    body_digest bytea       not null,              -- SHA-256 of the body as received
    receipt     text        not null,              -- the answer, given again byte for byte
    recorded_at timestamptz not null
) with (fillfactor = 100);

-- Nonces of signed requests, remembered for fifteen minutes. No index on the time: reading a quarter of an hour once a
-- minute costs less than a second index entry for each message.
create table nonce (
    digest  bytea       primary key,
    seen_at timestamptz not null
);

-- One data key per subject (a case); deleting it deletes what it sealed.
create table data_key (
    subject text  primary key,
    wrapped bytea not null
);

-- Which master key this database belongs to.
create table vault_fingerprint (
    only_row    boolean primary key default true check (only_row),
    fingerprint bytea   not null
);

create table message (
    id          uuid        primary key,
    connector   text        not null,              -- CloudEvents source
    type        text        not null,              -- CloudEvents type, for example case.submitted
    case_no     text        not null,              -- CloudEvents subject; empty for none
    key_subject text        not null,              -- data_key that opens original and canonical
    document    text        not null,              -- canonical schema, for example case.submitted
    media_type  text        not null,              -- of the original bytes
    traceparent text        not null,
    bundle      text        not null,              -- digest of the bundle that recorded it
    recorded_at timestamptz not null,
    body_digest bytea       not null,
    original    bytea,                             -- sealed; null once its retention has passed
    canonical   bytea
) partition by range (id);
create index message_case on message (case_no, id);
create index message_connector on message (connector, id);
-- Sealed bytes do not compress; do not try.
alter table message alter column original set storage external, alter column canonical set storage external;

-- One delivery per message and destination, under one id for ever. A delivery changes its state two or three times, so
-- no index holds or asks for a column that changes: then the new version stays on its page and no index hears of it
-- (heap-only tuples). What is open is found through its lane, what needs a person through attention.
create table delivery (
    id          uuid        primary key,
    message_id  uuid        not null,
    destination text        not null,
    order_key   text        not null,
    position    bigint      not null,              -- place in its lane, given under the lane's lock
    case_no     text        not null,
    type        text        not null,
    state       text        not null
        check (state in ('waiting', 'sending', 'delivered', 'refused', 'doubtful', 'dead', 'discarded')),
    attempts    integer     not null default 0,    -- how often it was sent
    hops        integer     not null default 0,    -- how many hops it has
    due         timestamptz,                       -- next try or next question; null: settled, or a person must decide
    recorded_at timestamptz not null,
    settled_at  timestamptz,                       -- delivered, refused, dead or discarded since
    code        text        not null default '',   -- why it is where it is: an error code
    reason      text        not null default '',   -- the same in words, without personal data
    receipt_no  text        not null default '',
    owner       text        not null default ''    -- who looks after a dead letter
) partition by range (id);
create index delivery_lane on delivery (destination, order_key, position);
create index delivery_case on delivery (case_no, id);

-- Deliveries that are refused, doubtful or dead. Kept by the trigger alone, so that it cannot differ from the states.
create table attention (
    delivery_id uuid primary key,
    state       text not null
);

create function keep_attention() returns trigger
    language plpgsql
as $$
begin
    if new.state in ('refused', 'doubtful', 'dead') then
        insert into attention (delivery_id, state) values (new.id, new.state)
        on conflict (delivery_id) do update set state = excluded.state;
    else
        delete from attention where delivery_id = new.id;
    end if;
    return null;
end
$$;

create trigger delivery_attention after update of state on delivery for each row
    when (old.state is distinct from new.state
          and (old.state in ('refused', 'doubtful', 'dead') or new.state in ('refused', 'doubtful', 'dead')))
    execute function keep_attention();

-- What happened to a delivery, append-only.
create table hop (
    delivery_id uuid        not null,
    no          integer     not null,
    at          timestamptz not null,
    kind        text        not null,              -- send, probe, lease-lost, late-receipt, replay, repair, discard, resolve
    outcome     text        not null,
    code        text        not null default '',
    reason      text        not null default '',
    receipt_no  text        not null default '',
    bundle      text        not null default '',
    sent_digest text        not null default '',
    epoch       bigint      not null default 0,
    actor       text        not null,              -- node or person
    millis      integer     not null default 0,
    primary key (delivery_id, no)
) partition by range (delivery_id);

-- A lane is one destination and one order key. due says when it wants attention: now, at a retry, or when the lease of
-- its present owner ends. Null: nothing to do, or a person must decide first. No delivery before first_open is open, so
-- a long lane is not read from its beginning.
create table lane (
    destination   text   not null,
    order_key     text   not null,
    next_position bigint not null,
    first_open    bigint not null default 1,
    due           timestamptz,
    blocked       boolean not null default false,   -- its head waits for a person
    owner         text,
    epoch         bigint not null default 0,
    primary key (destination, order_key)
) with (fillfactor = 70);
create index lane_open on lane (destination, due) where due is not null or blocked;

-- A person's word on a destination.
create table destination (
    name      text primary key,
    paused_at timestamptz,
    paused_by text not null default '',
    reason    text not null default ''
);

-- Field patches beside the original (RFC 6902), sealed with the key of their message.
create table repair (
    delivery_id uuid        not null,
    no          integer     not null,
    at          timestamptz not null,
    actor       text        not null,
    reason      text        not null,
    patch       bytea       not null,
    primary key (delivery_id, no)
);

-- Bytes that were refused at a door, kept for a look, bounded in number.
create table refusal (
    id          uuid        primary key,
    connector   text        not null,
    at          timestamptz not null,
    code        text        not null,
    places      text        not null,
    wrapped_key bytea       not null,
    body        bytea       not null
);
create index refusal_connector on refusal (connector, id);

-- Partitions for the month of the given day, as months are lived in Shanghai.
create function ensure_month(day date) returns void
    language plpgsql
as $$
declare
    month_start timestamptz := date_trunc('month', day::timestamp) at time zone 'Asia/Shanghai';
    month_end   timestamptz := (date_trunc('month', day::timestamp) + interval '1 month') at time zone 'Asia/Shanghai';
    suffix      text := to_char(day, 'YYYY_MM');
    parent      text;
begin
    foreach parent in array array['message', 'delivery', 'hop'] loop
        if to_regclass(parent || '_' || suffix) is null then
            execute format('create table %I partition of %I for values from (%L) to (%L) with (fillfactor = %s)',
                           parent || '_' || suffix, parent, id_at(month_start), id_at(month_end),
                           case parent when 'delivery' then 70 else 100 end);
        end if;
    end loop;
end
$$;

-- A clock that jumps out of the prepared months must not stop the intake.
create table message_other partition of message default;
create table delivery_other partition of delivery default;
create table hop_other partition of hop default;

select ensure_month((now() at time zone 'Asia/Shanghai')::date);
select ensure_month(((now() at time zone 'Asia/Shanghai') + interval '1 month')::date);
