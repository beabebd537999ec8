-- What a system had taken and rejects afterwards leaves a task that ends when it takes it again; what a system did not get
-- within its limit leaves one until it has it. Columns with a constant
-- default and a partial index of a small table: no rewrite, a short lock.
alter table case_task add column destination text not null default '';
alter table case_task add column type text not null default '';

create index case_task_rejected on case_task (case_no) where kind = 'rejected' and done_at is null;
create unique index case_task_late on case_task (case_no, destination) where kind = 'report-late' and done_at is null;
