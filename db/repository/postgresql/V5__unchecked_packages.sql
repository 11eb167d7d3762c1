-- Packages that DOM's parser can't read, and a target compiles all the same.

alter table DOM$PACKAGES add column unchecked char(1) default 'N' not null check (unchecked in ('Y', 'N'));
comment on column DOM$PACKAGES.unchecked is 'Y: its specification may be one that DOM can''t read; whether it has the procedures shows on the targets';
