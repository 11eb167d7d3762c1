-- Workers beside the servers' own: lanes that are bound to a site, and who asks for work.

alter table DOM$DATABASE_ENVIRONMENTS add column site varchar(30);
comment on column DOM$DATABASE_ENVIRONMENTS.site is 'Whose workers reach the database: those that were started with that --site; null: the servers'' own';

alter table DOM$RUN_LANES add column site varchar(30);
comment on column DOM$RUN_LANES.site is 'Of the database when the lane last had its turn: only workers of that site work on it; null: the servers'' own';

create table DOM$WORKERS (
  name         varchar(128)  not null primary key,
  kind         char(1)       not null check (kind in ('S', 'W')),
  site         varchar(30),
  lanes        integer       not null,
  running      integer       not null,
  contact_dttm timestamp(6) with time zone not null
);
comment on table DOM$WORKERS is 'Who works on lanes: servers and workers, with their last contact. Those not seen for a day are left out';
comment on column DOM$WORKERS.kind is 'S: the worker inside a server; W: a worker of its own (dom worker)';
comment on column DOM$WORKERS.site is 'Whose lanes it works on; null: those that are bound to no site';
comment on column DOM$WORKERS.lanes is 'On how many lanes it works at once, at most';
comment on column DOM$WORKERS.running is 'On how many it worked at its last contact';
