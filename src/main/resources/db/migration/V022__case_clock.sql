-- Clocks of cases, so that cases can be listed by them. Empty tables, no lock time. One row a case, written behind the
-- intake by a job of the hub: when a message of the case came in, and only if the clock then shows something else. Cases
-- that are there already are counted after the first start, a thousand messages at a time.

create table case_clock (
    case_no     text    primary key,
    state       text    not null check (state in ('RUNNING', 'PAUSED', 'STOPPED', 'NONE')),
    due         date,                                    -- the deadline that comes first; null without a clock
    light       text    not null default '' check (light in ('', 'GREEN', 'YELLOW', 'RED')),
    provisional boolean not null,                        -- reaches into a year whose calendar is not there yet
    live        boolean not null                         -- another day, calendar or limit may change it
);
create index case_clock_live on case_clock (case_no) where live;
create index case_clock_due on case_clock (due, case_no) where state in ('RUNNING', 'PAUSED');
create index case_clock_light on case_clock (light, due, case_no) where state in ('RUNNING', 'PAUSED');

-- How far the job has come: one row. Whichever node holds its lock does the work, for a batch.
create table clock_progress (
    rules      text not null,                            -- digest of the calendar and the limits counted by
    day        date not null,                            -- as of which live clocks are counted
    pass_after text,                                     -- live clocks after this case are still to be counted anew
    read_to    uuid not null                             -- last message whose case was looked at
);
create unique index clock_progress_one on clock_progress ((true));
insert into clock_progress (rules, day, read_to) values ('', date '1970-01-01', '00000000-0000-0000-0000-000000000000');
