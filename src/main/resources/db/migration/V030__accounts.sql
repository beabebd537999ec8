-- People who log in at the console, and where they are logged in.

create table account (
    id           uuid primary key,
    login        text        not null unique check (login = lower(login)),
    name         text        not null,
    roles        text[]      not null,
    password     text,                              -- Argon2; null: comes in by the identity provider only
    password_at  timestamptz,
    must_change  boolean     not null default false,
    former       text[]      not null default '{}', -- hashes that must not come back
    totp         bytea,                             -- sealed secret of the second factor; null: none
    totp_key     bytea,
    totp_on      boolean     not null default false, -- a code of it has been seen
    totp_step    bigint      not null default 0,    -- a code counts once: the last step that was used
    subject      text unique,                       -- who this is at the identity provider
    failures     integer     not null default 0,
    locked_until timestamptz,
    disabled_at  timestamptz,
    login_at     timestamptz,
    created_at   timestamptz not null,
    created_by   text        not null
);

-- The cookie itself is nowhere: a copy of this table lets nobody in.
create table console_session (
    digest     bytea primary key,
    account_id uuid        not null references account (id) on delete cascade,
    stage      text        not null,                -- second-factor, new-password, in
    created_at timestamptz not null,
    seen_at    timestamptz not null
);

create index console_session_account on console_session (account_id);

-- Who did something is known by a token or by an account; either may be gone before the record is.
alter table audit_event drop constraint audit_event_token_id_fkey;
