-- Alerts: what is wrong just now, who has seen it, and whom the hub has told. Small tables; nothing is locked for long.

create table alert (
    id          uuid primary key,                    -- by the time at which the condition began
    rule        text        not null,
    subject     text        not null,                -- destination, source, flow or node; empty for the whole
    state       text        not null check (state in ('pending', 'raised', 'acknowledged', 'ended')),
    figure      bigint      not null,                -- how many, or for how many minutes
    first_at    timestamptz not null,
    seen_at     timestamptz not null,                -- the condition was last seen
    raised_at   timestamptz,
    told_at     timestamptz,                         -- notices were written; null while it is muted
    ended_at    timestamptz,
    acted_by    text        not null default '',     -- who acknowledged it, when and why
    acted_at    timestamptz,
    reason      text        not null default ''
);
-- The same condition is one alert.
create unique index alert_open on alert (rule, subject) where ended_at is null;
create index alert_ended on alert (id) where ended_at is not null;

create table alert_mute (
    rule        text        not null,
    subject     text        not null,                -- * for all of the rule
    until       timestamptz not null,
    muted_by    text        not null,
    muted_at    timestamptz not null,
    reason      text        not null,
    primary key (rule, subject)
);

-- What only one node can see (its circuits, sources, disk), for the node that judges.
create table alert_report (
    node        text        not null,
    rule        text        not null,
    subject     text        not null,
    figure      bigint      not null,
    reported_at timestamptz not null,
    primary key (node, rule, subject)
);

-- Which node judges, and until when it may be silent, by the database's clock. One row.
create table alert_leader (
    id          boolean primary key default true check (id),
    owner       text        not null,
    lease_until timestamptz not null
);
insert into alert_leader (owner, lease_until) values ('', '-infinity');

-- Outbox of notices. Nothing personal and no secret.
create table alert_notice (
    id          uuid primary key,
    kind        text        not null check (kind in ('raised', 'ended', 'test')),
    channel     text        not null,                -- webhook, mail
    rule        text        not null,                -- empty for a test
    subject     text        not null,
    figure      bigint      not null,
    since       timestamptz not null,
    made_at     timestamptz not null,
    state       text        not null default 'waiting' check (state in ('waiting', 'sent', 'given-up')),
    attempts    integer     not null default 0,
    due         timestamptz not null default now(),  -- next attempt, or end of the lease of the one that is under way
    sent_at     timestamptz,
    failure     text        not null default ''      -- a status or the name of an exception
);
create index alert_notice_due on alert_notice (due) where state = 'waiting';
