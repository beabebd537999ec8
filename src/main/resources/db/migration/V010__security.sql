-- Tokens, the audit record and the answers to repeated API requests. Empty tables, no lock time.

create table api_token (
    id         uuid        primary key,
    name       text        not null,               -- who uses it; the actor in audit_event
    scopes     text[]      not null,
    created_at timestamptz not null,
    created_by text        not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    digest     bytea       not null unique check (octet_length(digest) = 32) -- SHA-256 of the text, which is stored nowhere
);

-- Append-only. Subjects are ids, never personal identifiers; grows with acts of people, not with traffic.
create table audit_event (
    id       uuid        primary key,
    at       timestamptz not null,
    actor    text        not null,
    token_id uuid        not null references api_token,
    action   text        not null,
    subject  text        not null,
    reason   text        not null
);
create index audit_event_token on audit_event (token_id);
create index audit_event_subject on audit_event (subject, id);

-- Idempotency-Key of the management API: the same request again gets the first answer.
create table api_request (
    token_id uuid        not null references api_token,
    key      bytea       not null,                 -- 16 bytes over the key
    request  bytea       not null,                 -- 16 bytes over what was asked for, keyed
    at       timestamptz not null,
    answer   text        not null,                 -- JSON without personal data and secrets
    primary key (token_id, key)
);
create index api_request_at on api_request (at);
