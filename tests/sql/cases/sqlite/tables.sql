-- = create | ddl | writes s
create table s (id integer primary key, a text not null, b int check (b > 0)) strict

-- = create | ddl | writes w
create table w (k text primary key, v) without rowid

-- = create | ddl | writes w
create table w (k text primary key, v) strict, without rowid

-- = create | ddl | writes c
create table c (a integer primary key autoincrement, b unique, foreign key (b) references users (id) on delete cascade)

-- = create | ddl | writes g | flows g.a>g.b
create table g (a int, b int generated always as (a * 2) stored)

-- = create | ddl | writes g | flows g.a>g.b
-- = insert | write | writes g
-- = select | read | reads g | gives b=g.b
create table g (a int, b as (a + 1) virtual); insert into g (a) values (1); select b from g

-- = create | ddl | writes users
create table if not exists users (id integer)

-- = create | ddl | writes t
-- = select | read | reads t | gives a=t.a, rowid=~
create table main.t (a); select a, rowid from main.t

-- = create | ddl | writes t
create table t (a collate nocase, b default current_timestamp, c default (random()), d default 'x')

-- = create | ddl file | writes t
create table t (a default (readfile('/etc/passwd')))

-- = create | ddl read write | reads users | writes t | flows users.email>t.email, users.id>t.id, users.name>t.name, users.ssn>t.ssn
create table t as select * from users

-- = create | ddl read write | reads users | writes t | looks at users.id equality where | flows users.email>t.e, users.ssn>t.s
create table t as select email as e, upper(ssn) as s from users where id = 1

-- = create | ddl read write | reads users | writes t | flows users.ssn>t.ssn
create table t as with c as (select ssn from users) select ssn from c

-- = create | ddl read write | writes t
create table t as values (1, 2)

-- = create | ddl read write | reads users | writes t
create table t as select count(*) as n from users

-- = create | ddl read write | reads orders | writes t | flows orders.note>t.note
create table if not exists t as select note from orders

-- = create | ddl | writes quoted name
-- = select | read | reads quoted name | gives a=quoted name.a
create table 'quoted name' (a); select a from "quoted name"

-- = create | ddl | writes t
-- = select | read | reads t | gives a b=t.a b, c d=t.c d
create table "t" ("a b", [c d]); select "a b", [c d] from t

-- = create | ddl | writes t
create table t (a, primary key (a), constraint x check (a > 1), unique (a))

-- = create | ddl | writes users
create index if not exists main.i on users (email collate nocase desc)

-- = create | ddl | writes users
create index i on users (ssn) where ssn is not null

-- = create | ddl | writes orders
create index i on orders (user_id, note)

-- = create | ddl | writes users
create unique index i on users (lower(email), id)

-- = drop | ddl
drop index i

-- = drop | ddl
drop index if exists main.i

-- = drop | ddl | writes users
-- = select | read | gives ?=~
drop table users; select 1

-- = drop | ddl | writes orders
drop table if exists orders

-- = drop | ddl | writes v
drop view v

-- = drop | ddl
drop trigger if exists main.t

-- = alter | ddl | writes staff users | flows users.email>staff.email, users.id>staff.id, users.name>staff.name, users.ssn>staff.ssn
alter table users rename to staff

-- = alter | ddl | writes users | flows users.ssn>users.nickname
alter table main.users rename ssn to nickname

-- = alter | ddl | writes users
alter table users add column extra text default 'x'

-- = alter | ddl | writes users | conceded
alter table users add extra generated always as (upper(ssn)) virtual

-- = alter | ddl | writes users
alter table users add extra default (ssn)

-- = alter | ddl | writes users | also drop
alter table users drop column ssn

-- = alter | ddl | writes users | also drop
alter table users drop name

-- = alter | ddl | writes users | flows users.name>users.ssn2
alter table "users" rename "name" to "ssn2"

-- = analyze | maintenance
analyze users

-- = analyze | maintenance
analyze main.users

-- = analyze | maintenance
analyze main

-- = reindex | maintenance
reindex users

-- = reindex | maintenance
reindex nocase

-- = vacuum | maintenance
vacuum main

-- = vacuum | file maintenance read | reads orders users | flows orders.id>file.*, orders.note>file.*, orders.total>file.*, orders.user_id>file.*, users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
vacuum main into 'copy.db'

-- = vacuum | file maintenance read | reads orders users | flows orders.id>file.*, orders.note>file.*, orders.total>file.*, orders.user_id>file.*, users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
vacuum into 'copy.db'

-- = vacuum | file maintenance read | reads orders users | flows orders.id>file.*, orders.note>file.*, orders.total>file.*, orders.user_id>file.*, users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.* | conceded
vacuum into (select email from users)

-- = explain | read | gives ?
explain create table t (a)

-- = explain | read | reads users | gives ? | looks at users.id equality where
explain query plan update users set email = 'x' where id = 1

-- = explain | read | reads users | gives ?
explain drop table users

-- = explain | read | reads users | gives ?
explain insert into users (id) values (1)

-- = create | ddl | writes t
-- = create | ddl read write | reads t | writes t2 | flows t.a>t2.a
create table t (a); create table t2 as select a from t

-- = create | ddl | writes t
-- = insert | read write | reads users | writes t | flows users.id>t.b, users.ssn>t.a
-- = select | read | reads t | gives a=t.a
-- = drop | ddl | writes t
create table t (a, b); insert into t select ssn, id from users; select a from t; drop table t

-- = create | ddl | writes t
-- = alter | ddl | writes t t2 | flows t.a>t2.a
create table t (a); alter table t rename to t2

-- = create | ddl | writes t
-- = replace | read write | reads users | writes t | also delete insert | flows users.email>t.a
create table t(a) ; replace into t select email from users
