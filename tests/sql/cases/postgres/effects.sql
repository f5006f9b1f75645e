-- # definitions
-- = create | ddl | writes t
create table t (id serial primary key, u int references users (id) on delete cascade, check (u > 0))

-- = create | ddl | writes t
create table t (a int generated always as identity, b int default 1, unique (b))

-- = create | ddl read | reads users | writes t
create table t (like users including all)

-- = create | ddl | writes t
create table t partition of users for values in (1)

-- = create | ddl | writes t
create table t (a int, b text) partition by range (a)

-- = create | ddl | writes t
create table public.t (a int)

-- = create | ddl | writes users
create table if not exists users (a int)

-- = create | ddl | writes t
create unlogged table t (a int)

-- = create | ddl | writes t
create table t ()

-- = create | ddl | writes users
create unique index on users (email)

-- = create | ddl | writes users
create index concurrently i on users using btree (email desc nulls last) include (name) where ssn is not null

-- = create | ddl | writes orders
create index if not exists i on orders (user_id, total)

-- = create | ddl
create schema s

-- = create | ddl
create schema if not exists s

-- = create | ddl
create sequence s start 5 increment by 2 owned by users.id

-- = create | ddl
create type mood as enum ('sad', 'ok')

-- = create | ddl
create type pair as (a int, b text)

-- = create | ddl
create domain positive as int check (value > 0)

-- = create | ddl
create statistics st on email, name from users

-- = create | ddl | conceded
create rule r as on insert to users do instead nothing

-- = create | ddl | conceded
create rule r as on select to users do instead select * from orders

-- = create | ddl privilege
create policy p on users using (id = 1)

-- = create | ddl | conceded
create trigger tr before insert on users for each row execute function suppress_redundant_updates_trigger()

-- = alter | ddl | writes users
alter table users add column age int default 0 not null

-- = alter | ddl | writes users | also drop
alter table users add age int, drop column name

-- = alter | ddl | writes users | also drop
alter table users drop column if exists email cascade

-- = alter | ddl | writes users
alter table users alter column name set default 'x'

-- = alter | ddl | writes users
alter table users alter column name type varchar(100)

-- = alter | ddl | writes users
alter table users alter name set not null, alter email drop not null

-- = alter | ddl | writes users
alter table users add constraint c unique (email)

-- = alter | ddl | writes users
alter table users add foreign key (id) references orders (id) not valid

-- = alter | ddl | writes users
alter table users drop constraint users_pkey

-- = alter | ddl | writes users
alter table users disable trigger all

-- = alter | ddl privilege | writes users
alter table users enable row level security

-- = alter | ddl privilege | writes users
alter table users force row level security

-- = alter | ddl | writes people users | flows users.email>people.email, users.id>people.id, users.name>people.name, users.ssn>people.ssn
alter table users rename to people

-- = alter | ddl | writes users | flows users.ssn>users.plain
alter table users rename column ssn to plain

-- = alter | ddl | writes users | flows users.ssn>users.plain
alter table users rename ssn to plain

-- = alter | ddl | writes users
alter table users set (fillfactor = 70)

-- = alter | ddl | writes pg_catalog.users users | flows users.email>pg_catalog.users.email, users.id>pg_catalog.users.id, users.name>pg_catalog.users.name, users.ssn>pg_catalog.users.ssn
alter table users set schema pg_catalog

-- = alter | ddl | writes users
alter table users set unlogged

-- = alter | ddl | writes users
alter table users replica identity full

-- = alter | ddl | writes users
alter table users cluster on users_pkey

-- = alter | ddl | writes nothing
alter table if exists nothing add a int

-- = create | ddl read | reads users | writes v | flows users.email>v.email
-- = alter | ddl | writes v w | flows v.email>w.email
create view v as select email from users; alter view v rename to w

-- = alter | ddl | writes s
alter sequence if exists s restart with 100

-- = create | ddl
-- = alter | ddl
create type mood as enum ('sad'); alter type mood rename value 'sad' to 'fine'

-- = alter | ddl | writes users_pkey
alter index users_pkey rename to k

-- = create | ddl
-- = alter | ddl
create schema s; alter schema s rename to s2

-- = alter | ddl maintenance session
alter database d set work_mem = '1MB'

-- = alter | ddl privilege
alter default privileges in schema public grant select on tables to public

-- = alter | ddl privilege
alter function f() owner to x

-- = drop | ddl | writes orders
drop table orders

-- = drop | ddl | writes nothing
drop table if exists nothing

-- = drop | ddl | writes orders users
drop table public.users, orders cascade

-- = drop | ddl | writes v
drop view if exists v

-- = create | ddl | writes users
-- = drop | ddl
create index i on users (email); drop index i

-- = drop | ddl
drop index concurrently if exists i

-- = drop | ddl | writes s
drop sequence if exists s

-- = drop | ddl | writes orders users
drop schema public cascade

-- = drop | ddl
drop schema if exists s

-- = drop | ddl
drop type if exists mood

-- = drop | ddl
drop function if exists f(int)

-- = drop | ddl | writes m
drop materialized view if exists m

-- = drop | ddl privilege
drop owned by current_user

-- = drop | ddl | writes users
drop trigger if exists tr on users

-- = drop | ddl privilege | writes users
drop policy if exists p on users

-- = drop | ddl | writes users
drop rule if exists r on users

-- = grant | privilege
grant usage on schema public to public

-- = grant | privilege
grant all on all functions in schema public to public

-- = drop | ddl privilege
drop role x

-- = comment | ddl
comment on table users is null

-- = comment | ddl
comment on column users.ssn is 'secret'

-- = security | ddl privilege
security label on table users is 'x'

-- = create | ddl read | reads users | writes m | flows users.email>m.email
-- = refresh | write | writes m
create materialized view m as select email from users; refresh materialized view m with no data

-- = cluster | maintenance
cluster users

-- = reindex | maintenance
reindex index users_pkey

-- = import | ddl network
import foreign schema s from server x into public

-- # rights and roles
-- = grant | privilege | writes users
grant select (ssn) on users to public

-- = grant | privilege | writes orders users
grant all on all tables in schema public to x

-- = grant | privilege
grant x to y with admin option

-- = revoke | privilege | writes users
revoke select on users from public cascade

-- = create | ddl privilege
create user u password 'x'

-- = alter | ddl privilege
alter user u with superuser

-- = alter | ddl privilege
alter role r set search_path = x

-- = reassign | ddl privilege
reassign owned by a to b

-- = set | role
set role none

-- = set | role
set local role x

-- = set | role
set session authorization default

-- = reset | role
reset session authorization

-- # the session
-- = set | session
set search_path to public, pg_temp

-- = set | session
set local search_path = 'x'

-- = set | session
set schema 'x'

-- = set | session
set work_mem = '8MB'

-- = set | session
set local work_mem = '8MB'

-- = set | session
set session work_mem to default

-- = set | session
set timezone to 'Europe/Berlin'

-- = set | session
set names 'utf8'

-- = set | session
set datestyle to iso, dmy

-- = set | session
set app.x = 'y'

-- = set | transaction
set transaction isolation level repeatable read, read only

-- = set | transaction
set session characteristics as transaction read only

-- = set | session
set constraints all deferred

-- = set | transaction
set default_transaction_read_only = off

-- = set | transaction
set transaction_read_only = off

-- = set | session
set xmloption to document

-- = set | session
set seed to 0.5

-- = set | lexing
set backslash_quote = on

-- = set | session
set escape_string_warning = off

-- = set | session
set check_function_bodies = off

-- = set | maintenance
set lo_compat_privileges = on

-- = set | session
set plpgsql.variable_conflict = 'use_column'

-- = set | extension
set dynamic_library_path = '/tmp'

-- = set | role
set local row_security to off

-- = reset | lexing role session
reset all

-- = reset | session
reset search_path

-- = reset | role
reset role

-- = show | read | gives search_path=~
show search_path

-- = show | read | gives ?=~
show time zone

-- = show | read | gives ?=~
show transaction isolation level

-- = show | read | gives name=~, setting=~, description=~
show all

-- = discard | session
discard plans

-- = discard | session
discard temp

-- = discard | session
discard sequences

-- # transactions
-- = begin | transaction
begin

-- = begin | transaction
begin work read write

-- = begin | transaction
begin transaction isolation level serializable read only deferrable

-- = commit | transaction
commit work

-- = begin | transaction
-- = commit | transaction
begin; commit and chain

-- = rollback | transaction
rollback and no chain

-- = rollback | transaction
abort

-- = commit | transaction
end transaction

-- = begin | transaction
-- = savepoint | transaction
-- = release | transaction
-- = commit | transaction
begin; savepoint s1; release savepoint s1; commit

-- = begin | transaction
-- = savepoint | transaction
-- = delete | write | writes users | unbounded
-- = rollback | transaction
-- = commit | transaction
begin; savepoint s1; delete from users; rollback to s1; commit

-- = begin | transaction
-- = savepoint | transaction
-- = rollback | transaction
-- = commit | transaction
begin; savepoint s1; rollback transaction to savepoint s1; end

-- = prepare | transaction
prepare transaction 'x'

-- = commit | transaction
commit prepared 'x'

-- = rollback | transaction
rollback prepared 'x'

-- # locks, signals and the rest
-- = begin | transaction
-- = lock | lock | reads users
begin; lock users

-- = begin | transaction
-- = lock | lock | reads orders users
begin; lock table only users, orders in access exclusive mode nowait

-- = begin | transaction
-- = lock | lock | reads users
-- = commit | transaction
begin; lock table users in row share mode; commit

-- = listen | notify
listen c

-- = unlisten | notify
unlisten c

-- = unlisten | notify
unlisten *

-- = notify | notify
notify c

-- = notify | notify
notify c, 'drop table users'

-- = vacuum | maintenance
vacuum

-- = vacuum | maintenance
vacuum (analyze, verbose) users (email)

-- = analyze | maintenance
analyze users

-- = analyze | maintenance
analyze verbose users (ssn)

-- = checkpoint | maintenance
checkpoint

-- = load | extension
load 'x'

-- = create | ddl extension
create extension if not exists pgcrypto

-- = alter | ddl extension
alter extension x update

-- = create | ddl network privilege
create server s foreign data wrapper w

-- = create | ddl privilege
create user mapping for public server s options (password 'x')

-- = create | ddl replication
create publication p for all tables

-- = create | ddl network replication
create subscription s connection 'host=x' publication p

-- = alter | ddl maintenance privilege
alter system reset all

-- = create | ddl file
create tablespace t location '/tmp'

-- = create | ddl maintenance
create database d

-- = drop | ddl maintenance | unbounded
drop database if exists d with (force)

-- = create | ddl extension
create language plpython3u

-- = create | ddl
create cast (text as int) with inout

-- = create | ddl | conceded
create function f() returns int language sql return 1

-- = create | ddl | conceded
create procedure p() language sql as $$ delete from users $$

-- # functions that do more than compute
-- = select | file read | gives ?=~, ?=~, ?=~
select pg_read_file('x'), pg_stat_file('x'), pg_ls_dir('x')

-- = select | file read | gives ?
select * from pg_ls_dir('.')

-- = select | file read | gives ?=~
select pg_read_binary_file('x')

-- = select | file read write | gives ?=~
select lo_import('/etc/passwd')

-- = select | read write | gives ?=~
select lo_create(0)

-- = select | read write | gives ?=~
select lo_from_bytea(0, 'x')

-- = select | read write | gives ?=~
-- = select | read write | gives ?=~
select lo_create(7); select lo_put(7, 0, 'x')

-- = select | read write | gives ?=~
-- = select | read write | gives ?=~
select lo_create(7); select lo_unlink(7)

-- = select | file read | gives ?=~ | conceded
select lo_get(1)

-- = create | ddl
-- = select | read write | gives ?=~, ?=~
create sequence s; select nextval('s'), setval('s', 5)

-- = create | ddl
-- = select | read write | gives ?=~
-- = select | read | gives ?=~, ?=~
create sequence s; select nextval('s'); select currval('s'), lastval()

-- = select | lock read | gives ?=~
select pg_advisory_lock(1)

-- = select | lock read | gives ?=~, ?=~
select pg_advisory_xact_lock(1), pg_try_advisory_lock(1, 2)

-- = select | lock read | gives ?=~
select pg_advisory_unlock_all()

-- = select | read sleep | gives ?=~
select pg_sleep_for('1 s')

-- = select | maintenance read | gives ?=~
select pg_cancel_backend(1)

-- = select | maintenance read | gives ?=~, ?=~
select pg_reload_conf(), pg_rotate_logfile()

-- = select | read replication | gives ?=~
select pg_switch_wal()

-- = select | read replication | gives ?=~
select pg_create_restore_point('x')

-- = select | read replication | gives ?=~
select pg_create_logical_replication_slot('a', 'b')

-- = select | read replication | gives ?=~
select pg_logical_emit_message(true, 'a', 'b')

-- = select | notify read | gives ?=~
select pg_notify('c', 'x')

-- = select | read session | gives ?=~
select set_config('app.x', 'y', false)

-- = select | lexing read | gives ?=~
select set_config('standard_conforming_strings', 'off', false)

-- = select | read replication | gives ?=~
select set_config('session_replication_role', 'replica', false)

-- = select | read | gives ?=~
select current_setting('app.x', true)

-- = select | read replication | gives ?=~
select pg_export_snapshot()

-- = select | maintenance read | gives ?=~
select pg_stat_reset()

-- = select | read | gives ?=~, ?=~
select txid_current(), pg_current_xact_id()

-- = select | read | gives ?=~, ?=~, ?=~
select pg_backend_pid(), inet_server_addr(), version()

-- = select | read | gives ? | conceded
select * from pg_stat_get_activity(null)

-- = select | read | gives ?=~ | conceded
select table_to_xml('users', true, true, '')

-- = select | read | gives ? | conceded
select * from crosstab('select 1')

-- = select | read | gives ?=~, ?=~, ?=~
select pg_relation_size('users'), pg_size_pretty(1::bigint), to_regclass('v')

-- = select | read session | gives ?=~, ?=~
select random(), setseed(0.5)

-- = select | read | gives ?=~, ?=~, ?=~
select clock_timestamp(), statement_timestamp(), timeofday()

-- = select | read | gives ?=~
select gen_random_uuid()

-- = select | read | gives ?=~
select has_table_privilege('users', 'select')

-- = select | read | gives ?=~, ?=~
select pg_get_functiondef(1), obj_description(1, 'pg_class')

-- = select | read | gives ?=~, ?=~
select pg_client_encoding(), pg_encoding_to_char(6)

-- = select | read | gives ?=~, ?=~
select pg_blocking_pids(1), pg_is_in_recovery()

-- = select | read | gives ?=~, ?=~
select convert_from('x'::bytea, 'utf8'), convert_to('x', 'utf8')

-- # the server's own relations
-- = select | read | reads pg_catalog.pg_stats | gives ?
select * from pg_stats

-- = select | read | reads pg_catalog.pg_stats | gives most_common_vals=pg_catalog.pg_stats.most_common_vals | looks at pg_catalog.pg_stats.tablename equality where
select most_common_vals from pg_stats where tablename = 'users'

-- = select | read | reads pg_catalog.pg_authid | gives rolpassword=pg_catalog.pg_authid.rolpassword
select rolpassword from pg_authid

-- = select | read | reads pg_catalog.pg_shadow | gives usename=pg_catalog.pg_shadow.usename
select usename from pg_shadow

-- = select | read | reads pg_catalog.pg_stat_activity | gives ?
select * from pg_stat_activity

-- = select | read | reads pg_catalog.pg_stat_statements | gives query=pg_catalog.pg_stat_statements.query
select query from pg_stat_statements

-- = select | read | reads pg_catalog.pg_class | gives relname=pg_catalog.pg_class.relname | looks at pg_catalog.pg_class.relname other where
select relname from pg_class where relname like 'u%'

-- = select | read | reads information_schema.tables | gives table_name=information_schema.tables.table_name
select table_name from information_schema.tables

-- = select | read | reads pg_catalog.pg_attribute pg_catalog.pg_class | gives relname=pg_catalog.pg_class.relname, attname=pg_catalog.pg_attribute.attname | looks at pg_catalog.pg_attribute.attrelid join join, pg_catalog.pg_class.oid join join
select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid

-- = select | read | reads pg_catalog.pg_settings | gives ?
select * from pg_settings

-- = update | lexing role session write | writes pg_catalog.pg_settings | looks at pg_catalog.pg_settings.name equality where | conceded
update pg_settings set setting = '8MB' where name = 'work_mem'

-- = delete | write | writes pg_catalog.pg_class | unbounded
delete from pg_catalog.pg_class

-- = select | read | reads pg_catalog.pg_largeobject | gives data=pg_catalog.pg_largeobject.data
select data from pg_largeobject

-- = select | read | reads pg_catalog.pg_foreign_server | gives srvoptions=pg_catalog.pg_foreign_server.srvoptions
select srvoptions from pg_foreign_server

-- = select | read | reads pg_catalog.pg_prepared_statements | gives statement=pg_catalog.pg_prepared_statements.statement
select statement from pg_prepared_statements

-- = select | read | reads pg_catalog.pg_proc | gives prosrc=pg_catalog.pg_proc.prosrc
select prosrc from pg_proc
