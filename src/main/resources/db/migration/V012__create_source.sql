-- Long-lived sources: who reads, how far, what is wrong, what waits. Empty tables, no lock time.

-- One row for each source that was ever read. The epoch grows with each term; a checkpoint of an older one finds no row.
create table source (
    id         text        primary key,             -- the connector, or connector and party
    epoch      bigint      not null,
    owner      text        not null,                -- node that holds the term
    position   text,                                -- how far; only the adapter knows how to read it
    shape      text,                                -- tables and columns as they were last seen
    since      timestamptz not null,                -- beginning of the term
    alive_at   timestamptz not null,                -- the holder was last heard of
    moved_at   timestamptz                          -- last checkpoint
);

-- What a person should know, one row for each open alarm.
create table source_alarm (
    source  text        not null,
    code    text        not null,
    subject text        not null,                   -- table and column, slot; never a value
    since   timestamptz not null,
    primary key (source, code, subject)
);

-- Groups whose parent was handed over.
create table source_parent (
    source       text        not null,
    group_digest bytea       not null,              -- 16 bytes
    at           timestamptz not null,
    primary key (source, group_digest)
);

-- Children whose parent was not handed over yet. Few: each leaves with its parent or after its limit.
create table source_waiting (
    id           bigint      generated always as identity primary key,
    source       text        not null,
    group_digest bytea       not null,
    item_digest  bytea       not null,              -- of the item's key: the same row state waits once
    since        timestamptz not null,
    seal_id      uuid        not null,
    wrapped_key  bytea       not null,
    item         bytea       not null,              -- sealed
    unique (source, item_digest)
);
create index source_waiting_group on source_waiting (source, group_digest, id);
alter table source_waiting alter column item set storage external;
