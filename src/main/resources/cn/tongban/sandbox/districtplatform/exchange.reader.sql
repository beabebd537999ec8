-- What the owner of the exchange tables runs once for the hub, after making the role:
--   create role tongban_reader login replication password '...';
-- It may read the tables and follow their changes; it may write nothing. Harmless to repeat.
-- SQL DELETEs are not published: by contract the end of a record is a row with cd_operation D.
do $$ begin
    if exists (select from pg_roles where rolname = 'tongban_reader') then
        grant usage on schema public to tongban_reader;
        grant select on up_pro_accept, up_pro_process, up_pro_special_procedure, up_pro_material, up_pro_result
            to tongban_reader;
    end if;
    if not exists (select from pg_publication where pubname = 'tongban_hub') then
        create publication tongban_hub
            for table up_pro_accept, up_pro_process, up_pro_special_procedure, up_pro_material, up_pro_result
            with (publish = 'insert, update');
    end if;
end $$;
