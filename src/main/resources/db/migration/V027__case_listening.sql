-- How the result of a case is handed over, and who has heard of it already. Two columns with a constant default: the
-- catalogue is changed and no row is written, so the lock is held for milliseconds whatever the table holds.

alter table service_case
    add column delivery_way text not null default '',    -- canonical way of its delivery; empty: nobody said
    add column heard        text not null default '';    -- '<destination> <type>' of listeners that hear of a type once, by comma
