-- How many messages of each flow came in each hour: counted behind the intake, an increment at a time, so that the
-- silence alarm never looks at the journal's past. Some thousand rows a flow.

create table flow_hour (
    connector   text        not null,
    type        text        not null,
    hour        timestamptz not null,
    messages    bigint      not null,
    primary key (hour, connector, type)
);

-- Messages before this are counted. One row.
create table flow_count (
    id          boolean primary key default true check (id),
    counted_to  timestamptz not null
);
insert into flow_count (counted_to) values ('-infinity');

-- What people declared: with fewer in that hour the flow counts as silent. Without a row the hub goes by what it learned.
create table flow_expectation (
    connector   text        not null,
    type        text        not null,
    day         text        not null check (day in ('workday', 'off')),
    hour        integer     not null check (hour between 0 and 23),
    least       integer     not null check (least >= 0),
    declared_by text        not null,
    declared_at timestamptz not null,
    primary key (connector, type, day, hour)
);
