-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.email
create table t2 as select email from users

-- = create | ddl | writes t2
create table t2 (id int primary key, name varchar(20) default 'x')

-- = create | ddl read write | reads users | writes temp.t2 | flows users.id>temp.t2.id
create temp table t2 as select id from users

-- = create | ddl read | reads users | writes v | flows users.email>v.e
create view v as select email as e from users

-- = create | ddl | writes users
create index i on users (lower(email))

-- = create | ddl | conceded
create function f() returns int language sql as $$ delete from users; select 1 $$

-- = create | ddl extension
create extension dblink

-- = create | ddl privilege
create role x superuser

-- = create | ddl | conceded
create trigger t before insert on users execute function f()

-- = alter | ddl | writes users
alter table users add column x int

-- = alter | ddl privilege | writes users
alter table users owner to x

-- = alter | ddl maintenance privilege
alter system set x = 1

-- = alter | ddl privilege
alter role x superuser

-- = drop | ddl | writes users
drop table users

-- = drop | ddl | writes orders users
drop table if exists users, orders cascade

-- = drop | ddl maintenance | unbounded
drop database x

-- = vacuum | maintenance
vacuum full users

-- = analyze | maintenance
analyze

-- = grant | privilege | writes users
grant select on users to x

-- = revoke | privilege | writes users
revoke all on users from public

-- = refresh | write | writes m
refresh materialized view m

-- = comment | ddl
comment on table users is 'x'

-- = reindex | maintenance
reindex table users

-- = alter | ddl | writes users | flows users.email>users.plain
alter table users rename column email to plain

-- = alter | ddl | writes people users | flows users.email>people.email, users.id>people.id, users.name>people.name, users.ssn>people.ssn
alter table only users rename to people

-- = alter | ddl | writes other.users users | flows users.email>other.users.email, users.id>other.users.id, users.name>other.users.name, users.ssn>other.users.ssn
alter table users set schema other

-- = alter | ddl | writes users v | flows users.email>v.email, users.id>v.id, users.name>v.name, users.ssn>v.ssn
alter index users rename to v

-- = alter | ddl | writes nothing
alter index nothing rename to v

-- = alter | ddl | writes orders users x.orders x.users | flows orders.id>x.orders.id, orders.note>x.orders.note, orders.total>x.orders.total, orders.user_id>x.orders.user_id, users.email>x.users.email, users.id>x.users.id, users.name>x.users.name, users.ssn>x.users.ssn
alter schema public rename to x

-- = alter | ddl | writes orders users | flows users.email>orders.email, users.id>orders.id, users.name>orders.name, users.ssn>orders.ssn
alter table orders attach partition users default

-- = alter | ddl | writes orders users | flows users.id>orders.id, users.note>orders.note, users.total>orders.total, users.user_id>orders.user_id
alter table users detach partition orders

-- = alter | ddl | writes orders users | flows users.id>orders.id, users.note>orders.note, users.total>orders.total, users.user_id>orders.user_id
alter table orders no inherit users

-- = create | ddl | writes users | looks at users.id other index
create index i on users using gin (email gin_trgm_ops) where id > 3

-- = create | ddl | writes users | conceded
create index i on users (f(email))

-- = alter | ddl | writes users | looks at users.email other check
alter table users add check (email like 'a%')

-- = alter | ddl | writes users
alter table users rename constraint a to b

-- = create | ddl | writes users | looks at users.ssn other index
create index i on users ((ssn::int), email)

-- = create | ddl | writes temp.scratch
create temp table scratch (id int, label text) on commit drop

-- = create | ddl | writes loot | conceded
create table loot as execute q
