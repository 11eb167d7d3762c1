-- How long what happened is kept: runs that are over, and their statements, which are the bulk, for a shorter time.

alter table DOM$RUN_LOG add column sql_log_deleted_dttm timestamp(6) with time zone;
comment on column DOM$RUN_LOG.sql_log_deleted_dttm is 'When the run''s rows of DOM$SQL_LOG were deleted because of their age; null: they were not';
create index DOM$RUN_LOG_I3 on DOM$RUN_LOG (end_dttm);
create index DOM$RUN_REQUESTS_I2 on DOM$RUN_REQUESTS (run_id);
