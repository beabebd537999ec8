-- The exchange tables of the district platform (前置库), which it owns and writes; the hub only reads them.
-- Names, misspellings (applyer, cetr) and widths are contract. Deletion is a row with cd_operation D, never a SQL DELETE,
-- except that the platform clears away rows older than seven days from tables of more than five million.
create table if not exists up_pro_accept (
    row_guid          varchar(50) primary key,
    project_no        varchar(50),
    project_name      varchar(1000),
    project_type      varchar(10),
    catalog_code      varchar(12),
    task_code         varchar(36),
    task_handle_item  varchar(50),
    task_name         varchar(1000),
    task_version      varchar(10),
    org_code          varchar(64),
    org_name          varchar(200),
    applyer_name      varchar(100),
    applyer_type      varchar(10),
    applyer_page_type varchar(70),
    applyer_page_code varchar(500),
    legal             varchar(100),
    contact_name      varchar(100),
    contact_type      varchar(70),
    contact_code      varchar(100),
    contact_mobile    varchar(11),
    address           varchar(1000),
    zip_code          varchar(6),
    apply_type        varchar(10),
    apply_date        varchar(32),
    accept_date       varchar(32),
    accept_doc_no     varchar(100),
    promise_date      varchar(32),
    handle_user_name  varchar(100),
    cd_operation      varchar(2),
    cd_batch          varchar(32),
    cd_time           timestamp,
    data_source       varchar(3),
    create_time       timestamp,
    update_time       timestamp,
    version           integer,
    tenant_id         varchar(32)
);
create index if not exists up_pro_accept_update on up_pro_accept (update_time, row_guid);

create table if not exists up_pro_process (
    row_guid         varchar(50) primary key,
    project_no       varchar(50),
    process_name     varchar(1000),
    event_name       varchar(2),
    event_start_time varchar(32),
    event_end_time   varchar(32),
    handle_user_name varchar(100),
    handle_explain   varchar(2000),
    remark           varchar(256),
    cd_operation     varchar(2),
    cd_batch         varchar(32),
    cd_time          timestamp,
    data_source      varchar(3),
    create_time      timestamp,
    update_time      timestamp,
    version          integer,
    tenant_id        varchar(32)
);
create index if not exists up_pro_process_update on up_pro_process (update_time, row_guid);

create table if not exists up_pro_special_procedure (
    row_guid          varchar(50) primary key,
    project_no        varchar(50),
    special_type      varchar(2),
    special_name      varchar(200),
    special_reason    varchar(2000),
    special_time      varchar(32),
    end_time          varchar(32),
    special_explain   varchar(2000),
    result            varchar(2000),
    applyer_user_name varchar(100),
    handle_user       varchar(100),
    cd_operation      varchar(2),
    cd_batch          varchar(32),
    cd_time           timestamp,
    data_source       varchar(3),
    create_time       timestamp,
    update_time       timestamp,
    version           integer,
    tenant_id         varchar(32)
);
create index if not exists up_pro_special_procedure_update on up_pro_special_procedure (update_time, row_guid);

create table if not exists up_pro_material (
    row_guid             varchar(50) primary key,
    project_no           varchar(50),
    material_name        varchar(200),
    material_attach_name varchar(200),
    get_type             varchar(2),
    get_num              varchar(5),
    remark               varchar(1000),
    cd_operation         varchar(2),
    cd_batch             varchar(32),
    cd_time              timestamp,
    data_source          varchar(3),
    create_time          timestamp,
    update_time          timestamp,
    version              integer,
    tenant_id            varchar(32)
);
create index if not exists up_pro_material_update on up_pro_material (update_time, row_guid);

create table if not exists up_pro_result (
    row_guid            varchar(50) primary key,
    project_no          varchar(50),
    result_type         varchar(2),
    result_date         varchar(32),
    result_explain      varchar(2000),
    result_cetr_name    varchar(256),
    result_cetr_no      varchar(2000),
    is_delivery_results varchar(2),
    satisfaction        varchar(2),
    handle_user_name    varchar(100),
    cd_operation        varchar(2),
    cd_batch            varchar(32),
    cd_time             timestamp,
    data_source         varchar(3),
    create_time         timestamp,
    update_time         timestamp,
    version             integer,
    tenant_id           varchar(32)
);
create index if not exists up_pro_result_update on up_pro_result (update_time, row_guid);
