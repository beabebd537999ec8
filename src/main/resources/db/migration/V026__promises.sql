-- What applicants promised: materials that are owed (容缺) and letters of commitment (告知承诺). case_debt becomes one of the
-- two kinds; its rows keep their numbers. Columns with constant defaults, so no table is rewritten; locked for an instant.

alter table case_debt rename to case_promise;
alter table case_promise rename constraint case_debt_pkey to case_promise_pkey;
alter table case_promise drop constraint case_debt_status_check;
alter table case_promise
    add column kind        text        not null default 'DEBT' check (kind in ('DEBT', 'COMMITMENT')),
    add column promised_on date,                          -- null for debts of before
    add column mark        bytea       not null default '', -- keyed digest of the promise: a newer version may repeat it
    add column place       integer     not null default -1, -- among its kind in the submission, whose sealed document has its words
    add column reminded_at timestamptz,
    add column late        boolean     not null default false, -- supplied after it was due
    add column decisions   integer     not null default 0, -- how often a person decided about it
    add column decided_at  timestamptz,
    add column decided_by  text        not null default '',
    add column decided_why text        not null default '',
    add constraint case_promise_status check (
        kind = 'DEBT' and status in ('OPEN', 'SUPPLIED', 'EXPIRED', 'WAIVED', 'REPLACED')
        or kind = 'COMMITMENT' and status in ('SIGNED', 'CHECK_DUE', 'VERIFIED', 'FALSE', 'REPLACED'));

-- What is not settled: few rows, whatever the age of the district.
create index case_promise_unsettled on case_promise (kind, due_date, case_no, no)
    where status in ('OPEN', 'EXPIRED', 'SIGNED', 'CHECK_DUE', 'FALSE');
