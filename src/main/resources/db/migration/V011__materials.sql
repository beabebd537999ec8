-- Materials and what is owed. Empty tables, no lock time. Names, file names and digests are sealed: a digest of a
-- person's paper tells who has the same paper that it is there.

create table case_material (
    case_no     text        not null,
    material_id text        not null,
    version     integer     not null,          -- grows when a material is replaced
    message_id  uuid        not null,          -- the message that brought it, and the owner of facts
    blob        text,                          -- address in the blob store; null when only the fact was told
    size        bigint      not null,
    media_type  text        not null,
    get_type    text        not null,          -- how it was collected
    status      text        not null check (status in ('SUPPLIED', 'REPLACED')),
    supplied_at timestamptz not null,
    facts       bytea       not null,          -- sealed JSON: name, file name, digests
    primary key (case_no, material_id, version)
);
create index case_material_message on case_material (message_id);
create index case_material_blob on case_material (blob) where blob is not null;

-- Materials owed by a case that was accepted nevertheless (容缺).
create table case_debt (
    case_no     text        not null,
    no          integer     not null,
    message_id  uuid        not null,          -- the submission that tells of it
    material_id text        not null default '',
    name        bytea       not null,          -- keyed digest of its name, by which a supply is known to pay it
    due_date    date        not null,
    status      text        not null check (status in ('OPEN', 'SUPPLIED', 'REPLACED')),
    paid_by     uuid,                          -- the message of the material that paid it
    primary key (case_no, no)
);

-- Links that work once. The token itself is nowhere.
create table material_link (
    token       bytea       primary key,       -- digest of the token
    destination text        not null,
    delivery_id uuid        not null,
    case_no     text        not null,
    message_id  uuid        not null,
    expires_at  timestamptz not null,
    taken_at    timestamptz                    -- when it was read to the end
);
create index material_link_expires on material_link (expires_at);
