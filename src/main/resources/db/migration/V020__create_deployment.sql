-- Bundles and which of them is at work. Empty tables, no lock time.

-- A bundle stays as long as anything names its digest: messages and attempts do so for ever.
create table bundle (
    digest    text        primary key check (digest ~ '^[0-9a-f]{64}$'),
    label     text        not null default '',
    archive   bytea       not null,                -- zip of its files
    files     integer     not null,
    bytes     bigint      not null,                -- unpacked
    stored_at timestamptz not null,
    stored_by text        not null
);
create unique index bundle_label on bundle (label) where label <> '';
alter table bundle alter column archive set storage external;

-- Append-only but for its state: who put which bundle to work, when and why, and what became of it.
create table deployment (
    no         bigint      generated always as identity primary key,
    digest     text        not null references bundle,
    replaces   text        references bundle,      -- active when it was asked for; null for the first
    kind       text        not null check (kind in ('start', 'deploy', 'rollback', 'automatic', 'watch')),
    state      text        not null check (state in ('proposed', 'active', 'replaced', 'rejected')),
    asked_by   text        not null,
    asked_at   timestamptz not null,
    reason     text        not null,
    decided_by text        not null default '',    -- the second person
    decided_at timestamptz,
    decision   text        not null default '',    -- the second person's words
    active_at  timestamptz,
    ended_at   timestamptz
);
create unique index deployment_active on deployment ((true)) where state = 'active';

-- What each node runs, so that a deployment can be seen to have reached all.
create table bundle_node (
    node    text        primary key,
    digest  text        not null,
    since   timestamptz not null,
    seen_at timestamptz not null,
    problem text        not null default ''        -- why it does not run the active bundle
);
