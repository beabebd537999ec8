-- What counterparts really send and answer, and where that changed. Empty tables, no lock time. Both grow with the number
-- of contracts and changes, not with traffic; they hold names of fields, types, counts and short codes, nothing personal.

create table drift_shape (
    counterpart text        not null,              -- a connector, or one of its parties
    side        text        not null check (side in ('sent', 'answered')),
    subject     text        not null,              -- of what is sent the contract, of an answer the mapping that reads it
    variant     text        not null,              -- of an answer its route and status
    shape       text        not null,              -- JSON, made and read by the hub only
    updated_at  timestamptz not null,
    primary key (counterpart, side, subject, variant)
);

create table drift (
    id          uuid        primary key,
    connector   text        not null,
    counterpart text        not null,
    side        text        not null check (side in ('sent', 'answered')),
    subject     text        not null,
    variant     text        not null,
    contract    text        not null,              -- <system>/<name>, empty where nothing describes it
    kind        text        not null check (kind in ('new-field', 'vanished', 'new-type', 'new-value', 'share')),
    place       text        not null,              -- path of the field
    item        text        not null,              -- the type, form or code it is about
    was         text        not null,
    became      text        not null,
    since       timestamptz not null,
    last_at     timestamptz not null,
    count       bigint      not null,
    message_id  uuid,                              -- the first that shows it, where one was recorded
    refused     text        not null,              -- the code with which the first of them was refused
    code_table  text        not null,              -- the table that does not know the value
    state       text        not null check (state in ('open', 'ignored', 'accepted', 'over')),
    until       timestamptz,                       -- ignored until then
    decided_by  text        not null default '',
    decided_at  timestamptz,
    reason      text        not null default ''
);
create unique index drift_live on drift (counterpart, side, subject, variant, kind, place, item)
    where state in ('open', 'ignored');
create index drift_connector on drift (connector, id);
