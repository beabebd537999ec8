-- In whose hands a case is, and how a task was closed. Columns with constant defaults, so no table is rewritten; the update
-- touches each case that is with its handler once.

alter table service_case
    add column held              boolean not null default false, -- the handler has shown that it has the case
    add column former_handler    text    not null default '',    -- who handled it before it was taken back
    add column take_back         text    not null default '',    -- id of a take-back that waits for its answer
    add column take_back_message uuid;

update service_case set held = true
where state not in ('SUBMITTED', 'RECEIVED', 'CORRECTING', 'ACCEPTED', 'TOLERANT_ACCEPTED');

alter table case_task add column done_why text not null default '';
