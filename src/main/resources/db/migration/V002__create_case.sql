-- Cases as the district sees them. Empty tables, no lock time.
-- Nothing personal is in here: names and numbers are in sealed messages and, as keyed digests, in case_index.

create table service_case (
    case_no              text        primary key,
    origin               text        not null,          -- connector of the desk that took it in
    handler              text        not null,          -- connector of the side that decides
    task_code            text        not null,
    instant              boolean     not null,
    version              integer     not null,          -- newest version of the submission
    state                text        not null,
    state_before_forward text        not null default '',
    open_debts           integer     not null default 0, -- materials still owed
    result               text        not null default '',
    newest_step_at       timestamptz,                   -- source time of the newest applied step
    steps                integer     not null,          -- how many case_step rows it has
    parked               integer     not null default 0,
    created_at           timestamptz not null,
    updated_at           timestamptz not null
) with (fillfactor = 80);
-- Not on the time of the last change: an index on a column that each step changes would make every step write all indexes.
create index service_case_created on service_case (created_at, case_no);

-- The trace of all steps, also of those that changed nothing.
create table case_step (
    case_no        text        not null,
    no             integer     not null,
    state          text        not null,
    at             timestamptz,                          -- source time; null for a derived step
    recorded_at    timestamptz not null,
    message_id     uuid,                                 -- null for a derived step
    decision       text        not null,                 -- APPLIED, DERIVED, REPEATED, LATE, PARKED, IMPOSSIBLE, ...
    provenance     text        not null,
    result         text        not null default '',
    step_key       text        not null,                 -- the sender's id of it
    content        text        not null,                 -- digest of what it says without that id
    connector      text        not null,                 -- who said it
    cancels        boolean     not null default false,
    debts          integer     not null default 0,
    destinations   text        not null default '',      -- of a parked step, to be addressed when it is applied
    park_until     timestamptz,
    primary key (case_no, no)
);
create index case_step_parked on case_step (park_until) where decision = 'PARKED';

-- Keyed digests of identifiers, cut to 64 bits: equal values meet here, nothing can be read from it. Not unique, so that
-- rows are appended and the index stays slim; a key over (digest, case_no) costs half as much again per message.
create table case_index (
    digest  bigint not null,
    case_no text   not null
);
create index case_index_digest on case_index (digest);

-- What waits for a person: an expired early step, an impossible step.
create table case_task (
    id         uuid        primary key,
    case_no    text        not null,
    kind       text        not null,
    detail     text        not null,
    created_at timestamptz not null,
    done_at    timestamptz,
    done_by    text        not null default ''
);
create index case_task_open on case_task (created_at) where done_at is null;
create index case_task_case on case_task (case_no);
