-- Parcels of cases and what their carriers told of them. Empty tables, no lock time. Both are written under the lock of the
-- parcel's case and grow with the number of parcels: a few rows a case, some twenty events a parcel. Nothing personal: what
-- a carrier said in its own words is in the sealed message only.

create table parcel (
    order_no      text        primary key,           -- <case_no>-<R|M><n>
    case_no       text        not null,
    purpose       text        not null check (purpose in ('RESULT', 'PAPERS')),
    carrier       text        not null,              -- destination
    waybill_no    text        not null default '',   -- the carrier's number, empty until it is known
    state         text        not null check (state in ('ORDERED', 'HANDED_OVER', 'PICKED_UP', 'IN_TRANSIT',
        'AT_DESTINATION', 'OUT_FOR_DELIVERY', 'ATTEMPT_FAILED', 'AWAITING_PICKUP', 'DELIVERED', 'INTERCEPTED',
        'RETURNING', 'RETURNED', 'CANCELLED', 'LOST')),
    ordered_at    timestamptz,                       -- the carrier took the order; null while only events have come
    last_event_at timestamptz,                       -- when the newest event happened, by the carrier
    heard_at      timestamptz not null,              -- when the hub last heard of it
    silent        boolean     not null default false, -- a person was asked because nothing was heard
    asked_at      timestamptz,                       -- when the carrier was last asked, because it had told nothing
    created_at    timestamptz not null
);
create index parcel_case on parcel (case_no);
create index parcel_newest on parcel (created_at desc, order_no desc);
-- The open ones; a parcel leaves this index once.
create index parcel_open on parcel (order_no) where state not in ('DELIVERED', 'RETURNED', 'CANCELLED', 'LOST');

create table parcel_event (
    order_no    text        not null,
    event_id    text        not null,
    kind        text        not null,
    at          timestamptz not null,                -- by the carrier
    signer      text        not null,
    failure     text        not null,
    office      text        not null,
    place       text        not null,
    message_id  uuid        not null,
    recorded_at timestamptz not null,
    told        boolean     not null,                -- its meaning for the case was given to the case
    primary key (order_no, event_id)
);
