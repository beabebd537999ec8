-- The item catalogue as it came down, in versions. Empty tables, no lock time. Items are published: nothing personal is
-- in here and nothing is sealed. A few thousand rows for a district, one more for each change of an item; never deleted,
-- because it must be possible to say which version applied on a day.

create table item_version (
    task_code     text        not null,
    version       integer     not null,
    changed_at    timestamptz not null,        -- when the publisher changed it; a version may be corrected
    catalog_code  text        not null,        -- what city and district item of one matter share
    level         text        not null,        -- of exercise, for example CITY or COUNTY
    name          text        not null,
    state         text        not null check (state in ('IN_USE', 'PAUSED', 'WITHDRAWN')),
    effective_on  date        not null,
    cancelled_on  date,                        -- the first day on which it no longer applies
    connector     text        not null,        -- who told of it
    digest        text        not null,        -- SM3 of the document as it came, by the rule of its contract
    document      text        not null,        -- canonical JSON of item.published
    message_id    uuid        not null,        -- the message that brought it
    recorded_at   timestamptz not null,
    change        bigint      not null,        -- of the catalogue, by which nodes find what is new
    primary key (task_code, version, changed_at)
);
create index item_version_change on item_version (change);
create index item_version_catalog on item_version (catalog_code);

-- One row. Who writes items holds its lock to the end of the transaction, so changes become visible in their order.
create table item_catalogue (
    change bigint not null
);
create unique index item_catalogue_one on item_catalogue ((true));
insert into item_catalogue (change) values (0);

-- What differs between a publisher's list of its items and what came down, until it has come down too.
create table item_difference (
    connector text        not null,
    task_code text        not null,
    kind      text        not null check (kind in ('MISSING', 'DIFFERENT', 'ONLY_HERE')),
    digest    text        not null,            -- of the publisher's; empty for what is only here
    since     timestamptz not null,
    primary key (connector, task_code)
);

-- The last comparison with each publisher that came to its end.
create table item_comparison (
    connector    text        primary key,
    at           timestamptz not null,
    same         boolean     not null,
    their_count  integer     not null,
    their_digest text        not null,
    our_count    integer     not null,
    our_digest   text        not null,
    no           bigint      not null          -- raised whenever a comparison ends otherwise than the one before
);
