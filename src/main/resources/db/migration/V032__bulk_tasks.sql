-- One decision on many deliveries, done little by little while somebody watches.

create table bulk_task (
    id          uuid primary key,
    action      text        not null,                -- replay, discard
    destination text        not null,
    code        text        not null,
    planned     integer     not null,
    per_second  integer     not null,
    done        integer     not null default 0,
    skipped     integer     not null default 0,      -- somebody or something had moved them meanwhile
    next_below  uuid        not null,                -- those with this id and above are behind it
    state       text        not null,                -- running, paused, stopped, finished
    reason      text        not null,
    asked_by    text        not null,
    asked_at    timestamptz not null,
    moved_at    timestamptz not null,
    owner       text,                                -- the node that works at it, and until when it may be silent
    lease_until timestamptz
);

create index bulk_task_running on bulk_task (id) where state = 'running';
