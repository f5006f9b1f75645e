-- = vacuum | maintenance
vacuum

-- = vacuum | file maintenance read | reads orders users | flows orders.id>file.*, orders.note>file.*, orders.total>file.*, orders.user_id>file.*, users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
vacuum into '/tmp/copy.db'

-- = analyze | maintenance
analyze

-- = reindex | maintenance
reindex

-- = create | ddl | writes t2
create table t2 (id integer primary key, name text default 'x' check (length(name) > 0))

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.email
create table t2 as select email from users

-- = create | ddl read write | reads users | writes temp.t2 | flows users.email>temp.t2.email
create temp table t2 as select email from users

-- = create | ddl read | reads users | writes v | flows users.email>v.e
create view v as select email as e from users

-- = create | ddl | writes users
create index i on users (lower(email))

-- = create | ddl | writes users | looks at users.id other index
create unique index if not exists i on users (email) where id > 5

-- = create | ddl | conceded
create virtual table v using fts5(body)

-- = create | ddl write | writes orders users | also delete | unbounded
create trigger t after insert on users begin delete from orders; end

-- = create | ddl read write | writes orders users | also delete | unbounded
-- = delete | write | writes users | unbounded
create trigger t after insert on users begin delete from orders; select 1; end; delete from users

-- = alter | ddl | writes people users | flows users.email>people.email, users.id>people.id, users.name>people.name, users.ssn>people.ssn
alter table users rename to people

-- = alter | ddl | writes users
alter table users add column x

-- = alter | ddl | writes users | flows users.email>users.mail
alter table users rename column email to mail

-- = drop | ddl | writes users
drop table users

-- = drop | ddl | writes users
drop table if exists main.users

-- = drop | ddl | writes v
drop view if exists v

-- = drop | ddl
drop trigger t

-- = alter | ddl | writes users | flows users.email>users.plain
alter table users rename 'email' to plain

-- = create | ddl | writes x | flows x.a>x.b
create table x (a int, b as (a))
