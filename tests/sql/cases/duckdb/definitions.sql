-- # CREATE, DROP, ALTER, COMMENT, TRUNCATE.

-- = create | ddl | writes t
create table t (a integer, b varchar)

-- = create | ddl | writes t
create table t (a integer primary key, b varchar not null default 'x', check (a > 0))

-- = create | ddl | writes t
create table t (a integer references users (id))

-- = create | ddl | writes t | flows t.a>t.b
create table t (a integer, b integer generated always as (a + 1))

-- = create | ddl write | writes t
create table t (a integer default nextval('s'))

-- = create | ddl | writes t
create table if not exists t (a integer)

-- = create | ddl | writes orders | also drop
create or replace table orders (a integer)

-- = create | ddl | writes temp.t
create temp table t (a integer)

-- = create | ddl | writes temp.users
create temporary table users (a integer)

-- = create | ddl | writes temp.t
create or replace temp table t (a integer)

-- = create | ddl | writes t
create table main.t (a integer)

-- = create | ddl | writes t
create table memory.main.t (a integer)

-- = create | ddl | writes t
create table t (a mood, b struct(x integer, y varchar), c integer[], d map(varchar, integer), e union(p int, q varchar), f decimal(10, 2), g integer[3])

-- = create | ddl read write | reads users | writes t | flows users.email>t.email, users.id>t.id, users.name>t.name, users.ssn>t.ssn
create table t as select * from users

-- = create | ddl read write | reads users | writes t | flows users.email>t.email, users.id>t.id, users.name>t.name, users.ssn>t.ssn
create table t as from users

-- = create | ddl read write | reads users | writes t | flows users.email>t.email, users.ssn>t.ssn
create table t as from users select email, ssn

-- = create | ddl read write | reads users | writes t | flows users.email>t.e, users.ssn>t.s
create table t (e, s) as select email, ssn from users

-- = create | ddl read write | reads users | writes t | flows users.email>t.email, users.id>t.id, users.name>t.name, users.ssn>t.ssn
create table t as table users

-- = create | ddl read write | reads users | writes t | flows users.email>t.email
create table t as (select email from users)

-- = create | ddl read write | reads users | writes t | flows users.ssn>t.ssn
create table t as with c as (select ssn from users) from c

-- = create | ddl read write | writes t
create table t as values (1, 'a')

-- = create | ddl read write | reads users | writes t | looks at users.email other group by | flows users.email>t.e
create table t as select lower(email) as e, count(*) as n from users group by 1

-- = create | ddl read write | reads users | writes t | flows users.email>t.email, users.id>t.id, users.name>t.name, users.ssn>t.ssn
create table t as select * from users with no data

-- = create | ddl read write | reads users | writes t | flows users.ssn>t.ssn
create table if not exists t as select ssn from users

-- = create | ddl read write | reads users | writes users | also drop | flows users.email>users.email, users.id>users.id
create or replace table users as select id, email from users

-- = create | ddl read write | reads users | writes temp.t | flows users.ssn>temp.t.ssn
create or replace temp table t as select ssn from users

-- = create | ddl file network read write | reads data.csv | writes t | flows data.csv.*>t.*
create table t as from 'data.csv'

-- = create | ddl file network read write | writes t
create table t as select * from read_csv('data.csv')

-- = create | ddl read write | reads orders users | writes t | flows orders.note>t.email, users.email>t.email
create table t as select email from users union all select note from orders

-- = create | ddl read write | writes t
create table t as from range(3)

-- = create | ddl read write | reads users | writes t | flows users.email>t.approx_unique, users.email>t.avg, users.email>t.count, users.email>t.max, users.email>t.min, users.email>t.null_percentage, users.email>t.q25, users.email>t.q50, users.email>t.q75, users.email>t.std, users.id>t.approx_unique, users.id>t.avg, users.id>t.count, users.id>t.max, users.id>t.min, users.id>t.null_percentage, users.id>t.q25, users.id>t.q50, users.id>t.q75, users.id>t.std, users.name>t.approx_unique, users.name>t.avg, users.name>t.count, users.name>t.max, users.name>t.min, users.name>t.null_percentage, users.name>t.q25, users.name>t.q50, users.name>t.q75, users.name>t.std, users.ssn>t.approx_unique, users.ssn>t.avg, users.ssn>t.count, users.ssn>t.max, users.ssn>t.min, users.ssn>t.null_percentage, users.ssn>t.q25, users.ssn>t.q50, users.ssn>t.q75, users.ssn>t.std
create table t as summarize users

-- = create | ddl read write | reads users | writes t
create table t as describe users

-- = create | ddl read write | writes t
create table t as show tables

-- = create | ddl read | reads users | writes v | flows users.email>v.email
create view v as select email from users

-- = create | ddl read | reads users | writes v | flows users.email>v.l, users.ssn>v.ssn
create view v as select lower(email) as l, ssn from users

-- = create | ddl read | reads users | writes v | flows users.email>v.a, users.ssn>v.b
create view v (a, b) as select email, ssn from users

-- = create | ddl read | reads users | writes v | flows users.email>v.email, users.id>v.id, users.name>v.name, users.ssn>v.ssn
create or replace view v as from users

-- = create | ddl read | reads users | writes v | flows users.email>v.email, users.id>v.id, users.name>v.name, users.ssn>v.ssn
create view if not exists v as from users

-- = create | ddl read | reads users | writes temp.v | flows users.ssn>temp.v.ssn
create temp view v as select ssn from users

-- ! the engine then looks for the view in itself, and tells nothing about any
-- = create | ddl read | reads users | writes temp.users | flows users.ssn>temp.users.email
create or replace temp view users as select ssn as email from users

-- = create | ddl read | reads users | writes v | flows users.email>v.email, users.id>v.id, users.name>v.name, users.ssn>v.ssn
create view v as select * from query_table('users')

-- = create | ddl file network read | reads data.csv | writes v | flows data.csv.*>v.*
create view v as from 'data.csv'

-- = create | ddl
create macro f(x, y := 2) as x + y

-- = create | ddl
create or replace macro f(x) as lower(x)

-- = create | ddl
create temp macro f(x) as x

-- = create | ddl
create macro f(x) as (select max(ssn) from users)

-- = create | ddl
create function f(x) as x || 'a'

-- = create | ddl
create macro f(x) as table select * from users where id = x

-- = create | ddl
create or replace macro f() as table from users

-- = create | ddl
create macro if not exists f(x) as x

-- = create | ddl
create type i as integer

-- = create | ddl
create type s as struct(a integer, b varchar)

-- = create | ddl
create or replace type mood as enum ('a')

-- = create | ddl
create sequence s start 5 increment by 2 cycle

-- = create | ddl | also drop
create or replace sequence s

-- = create | ddl
create temp sequence s

-- = create | ddl
create schema if not exists s2

-- = create | ddl | also drop
create or replace schema s2

-- = create | ddl
create schema memory.s2

-- = create | ddl | writes users
create index i on users (email)

-- = create | ddl | writes users
create unique index i on users (id)

-- = create | ddl | writes users
create index if not exists i on users (lower(email))

-- = create | ddl | writes users
create index i on users using art (email)

-- = drop | ddl | writes users
drop table if exists users

-- = drop | ddl | writes users
drop table users cascade

-- = drop | ddl | writes no_such_table
drop table if exists no_such_table

-- = drop | ddl | writes users
drop table main.users

-- = drop | ddl | writes v
drop view v

-- = drop | ddl | writes v
drop view if exists v

-- = drop | ddl
drop macro f

-- = drop | ddl
drop macro if exists f

-- = drop | ddl
drop macro table f

-- = drop | ddl
drop function f

-- = drop | ddl
drop function if exists f

-- = drop | ddl
drop type mood

-- = drop | ddl | writes s
drop sequence s

-- = drop | ddl
drop index i

-- = drop | ddl
drop schema s2

-- = drop | ddl
drop schema s2 cascade

-- = alter | ddl | writes users
alter table users add column x varchar default 'a'

-- = alter | ddl | writes users
alter table users add x integer

-- = alter | ddl | writes users
alter table users add column if not exists x integer

-- = alter | ddl | writes users | also drop
alter table users drop column ssn

-- = alter | ddl | writes users | also drop
alter table users drop ssn

-- = alter | ddl | writes users | also drop
alter table users drop column if exists ssn cascade

-- = alter | ddl | writes people users | flows users.email>people.email, users.id>people.id, users.name>people.name, users.ssn>people.ssn
alter table users rename to people

-- = alter | ddl | writes users | flows users.email>users.mail
alter table users rename email to mail

-- = alter | ddl | writes users
alter table users alter column email set default 'x'

-- = alter | ddl | writes users
alter table users alter email drop default

-- = alter | ddl | writes users
alter table users alter column id set data type bigint

-- = alter | ddl | writes users
alter table users alter id type varchar

-- = alter | ddl | writes users
alter table users alter email set not null

-- = alter | ddl | writes users
alter table users alter email drop not null

-- = alter | ddl | writes users
alter table users add primary key (id)

-- = alter | ddl | writes users
alter table users set sorted by (email)

-- = alter | ddl | writes users | looks at users.ssn other check
alter table users add constraint c check (ssn <> 'x')

-- = alter | ddl | writes people users | flows users.email>people.email, users.id>people.id, users.name>people.name, users.ssn>people.ssn
alter table if exists users rename to people

-- = alter | ddl | writes v w | flows v.*>w.*
alter view v rename to w

-- = alter | ddl | writes s
alter sequence s owned by users

-- = comment | ddl
comment on table users is 'x'

-- = comment | ddl
comment on column users.ssn is 'secret'

-- = comment | ddl
comment on view v is null

-- = truncate | write | writes users | unbounded
truncate table users

-- = truncate | write | writes users | unbounded
truncate main.users
