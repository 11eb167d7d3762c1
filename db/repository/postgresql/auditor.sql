-- Two roles for people who work on the repository in SQL. Run it once by psql, as the owner of the tables, who needs CREATEROLE:
--   psql -d dom -U dom -f auditor.sql
-- Then, for each person:
--   create user alice password '…';
--   grant DOM_AUDITOR to alice;            -- may read
--   grant DOM_REQUESTER to alice;          -- may also start runs

-- Reads everything that happened and everything that is defined, except the values of secret parameters: DOM$PARAMETERS
-- itself is left out, the view DOM$PARAMETERS_V masks them. Nothing can be changed.
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'dom_auditor') then
    create role DOM_AUDITOR;
  end if;
end $$;
grant select on DOM$REPOSITORY            to DOM_AUDITOR;
grant select on DOM$REPOSITORY_IDENTITIES to DOM_AUDITOR;
grant select on DOM$TARGET_STAMPS         to DOM_AUDITOR;
grant select on DOM$ENVIRONMENTS          to DOM_AUDITOR;
grant select on DOM$DATABASES             to DOM_AUDITOR;
-- holds references to passwords (env:NAME, file:PATH), never a password
grant select on DOM$DATABASE_ENVIRONMENTS to DOM_AUDITOR;
grant select on DOM$PACKAGES              to DOM_AUDITOR;
grant select on DOM$PACKAGE_SOURCES       to DOM_AUDITOR;
grant select on DOM$OPERATIONS            to DOM_AUDITOR;
grant select on DOM$OPERATION_INSTANCE    to DOM_AUDITOR;
grant select on DOM$OPERATION_ITERATOR    to DOM_AUDITOR;
grant select on DOM$STATE_TABLES          to DOM_AUDITOR;
grant select on DOM$TASKS                 to DOM_AUDITOR;
grant select on DOM$TASK_RUN_ORDER        to DOM_AUDITOR;
grant select on DOM$OBJECTS               to DOM_AUDITOR;
grant select on DOM$DATABASE_OBJECTS      to DOM_AUDITOR;
grant select on DOM$OPERATION_OBJECTS     to DOM_AUDITOR;
grant select on DOM$OPERATION_DATABASES   to DOM_AUDITOR;
grant select on DOM$OPERATION_ENVIRONMENTS to DOM_AUDITOR;
grant select on DOM$MAINTENANCE_WINDOWS   to DOM_AUDITOR;
grant select on DOM$PARAMETERS_V          to DOM_AUDITOR;
grant select on DOM$STATUS                to DOM_AUDITOR;
grant select on DOM$RUN_LOG               to DOM_AUDITOR;
grant select on DOM$RUN_LANES             to DOM_AUDITOR;
grant select on DOM$RUN_OBJECTS           to DOM_AUDITOR;
grant select on DOM$RUN_ACTIONS           to DOM_AUDITOR;
grant select on DOM$RUN_REQUESTS          to DOM_AUDITOR;
grant select on DOM$WORKERS               to DOM_AUDITOR;
grant select on DOM$TASK_LOG              to DOM_AUDITOR;
grant select on DOM$TASK_ATTEMPT          to DOM_AUDITOR;
grant select on DOM$SQL_LOG               to DOM_AUDITOR;
grant select on DOM$SQL_LOG_V             to DOM_AUDITOR;
grant select on DOM$SQL_RUNNING_V         to DOM_AUDITOR;
grant select on DOM$RUNNING_TASK_V        to DOM_AUDITOR;

-- Starts runs by an INSERT of these columns; REQUESTED_BY is the SQL user and can't be another.
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'dom_requester') then
    create role DOM_REQUESTER;
  end if;
end $$;
grant select on DOM$RUN_REQUESTS to DOM_REQUESTER;
grant insert (operation_name, environment_name, operation_instance, run_mode, from_iterator) on DOM$RUN_REQUESTS to DOM_REQUESTER;
