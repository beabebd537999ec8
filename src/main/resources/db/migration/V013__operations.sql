-- What people order for a destination while the hub runs, beside what connector.yaml says, and restores from a backup.
-- Empty tables, and columns without a default on a table of a few rows: no lock time.

create table maintenance_window (
    id          uuid        primary key,
    destination text        not null,              -- a connector's id, which covers all its parties
    from_at     timestamptz not null,
    to_at       timestamptz not null check (to_at > from_at),
    reason      text        not null,
    entered_by  text        not null,
    entered_at  timestamptz not null default now(),
    ended_at    timestamptz,                       -- a person ended it before its time
    ended_by    text        not null default ''
);
create index maintenance_window_to on maintenance_window (to_at) where ended_at is null;

alter table destination
    add column rate_per_second integer check (rate_per_second > 0), -- null: as connector.yaml says
    add column rate_by         text not null default '',
    add column rate_reason     text not null default '';

-- One row per restore, so that its doubts are raised once.
create table restored (
    backup      uuid        primary key,
    taken_at    timestamptz not null,
    restored_at timestamptz not null default now(),
    doubtful    bigint      not null
);
