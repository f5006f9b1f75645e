-- = export | file network read | reads orders users | flows orders.id>file.*, orders.note>file.*, orders.total>file.*, orders.user_id>file.*, users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
export database '/tmp/x'

-- = import | ddl file write | conceded
import database '/tmp/x'

-- = install | extension file network
install httpfs

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.email, users.id>t2.id, users.name>t2.name, users.ssn>t2.ssn
create table t2 as from users

-- = create | ddl read write | reads users | writes t2 | also drop | flows users.email>t2.email
create or replace table t2 as select email from users

-- = create | ddl read write | reads users | writes temp.t2 | flows users.email>temp.t2.email
create temp table t2 as select email from users

-- = create | ddl | writes t2
create table t2 (id integer primary key, name varchar default 'x')

-- = create | ddl read | reads users | writes v | flows users.email>v.e
create view v as select email as e from users

-- = create | ddl
create macro f(x) as x + 1

-- = create | ddl network privilege
create secret s (type s3, key_id 'x')

-- = create | ddl
create type mood as enum ('a', 'b')

-- = create | ddl
create sequence s

-- = create | ddl
create schema s2

-- = drop | ddl | writes users
drop table users

-- = drop | ddl | writes users
drop table if exists users cascade

-- = alter | ddl | writes users
alter table users add column x integer

-- = alter | ddl | writes users | flows users.email>users.mail
alter table users rename column email to mail

-- = vacuum | maintenance
vacuum

-- = analyze | maintenance
analyze

-- = alter | ddl | writes people users | flows users.email>people.email, users.id>people.id, users.name>people.name, users.ssn>people.ssn
alter view users rename to people

-- = alter | ddl | writes users
alter table users rename column a.b to c

-- = alter | ddl maintenance | flows *.*>y.*.*
alter database x rename to y
