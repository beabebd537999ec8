-- Tasks that correct fields of dead letters, and what a look at all of them found. bulk_task has a row per task, so its
-- lock is short; the new table begins empty.

alter table bulk_task
    add column type        text    not null default '',  -- one type of message only; empty: any
    add column failed      integer not null default 0,   -- would not pass; left as they were
    add column checked     uuid,                         -- the look that came before this correction
    add column asked_by_id uuid,                         -- token or account of who asked
    add column patch       bytea,                        -- sealed under patch_key; gone when nobody needs it any more
    add column patch_key   bytea;

-- Why some would not pass: places and rules, never values.
create table bulk_finding (
    task_id uuid    not null references bulk_task (id) on delete cascade,
    code    text    not null,
    pointer text    not null,
    rule    text    not null,
    found   integer not null,
    sample  uuid    not null,                            -- a delivery at which to look
    primary key (task_id, code, pointer, rule)
);
