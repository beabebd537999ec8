-- Filtered lists that somebody comes back to; addresses of the console, nothing personal. An empty table, no lock time.

create table saved_view (
    id         uuid        primary key,
    account_id uuid        not null references account (id) on delete cascade,
    name       text        not null,
    path       text        not null,               -- of the list
    address    text        not null,               -- path and query
    created_at timestamptz not null,
    unique (account_id, path, name)
);
