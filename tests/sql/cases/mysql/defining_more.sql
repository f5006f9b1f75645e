-- # Definitions

-- = create | ddl read write | reads users | writes t2 | flows users.id>t2.id, users.ssn>t2.s
create table t2 select id, ssn as s from users

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.email
create table t2 as (select email from users)

-- = create | ddl read write | reads orders users | writes t2 | looks at orders.user_id join join, users.id join join | flows orders.note>t2.note, users.email>t2.email
create table if not exists t2 as select u.email, o.note from users u join orders o on o.user_id = u.id

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.x, users.name>t2.name
create table t2 (x varchar(100)) select email as x, name from users

-- = create | ddl read write | reads users | writes t2 | flows users.id>t2.id
create table t2 (id int primary key) ignore select id from users

-- = create | ddl read write | reads orders | writes t2 | flows orders.id>t2.id, orders.note>t2.note
create table t2 (id int primary key) replace as select id, note from orders

-- = create | ddl read write | reads users | writes t2
create table t2 engine=memory as select count(*) as n from users

-- = create | ddl read write | reads users | writes t2 | also drop | flows users.ssn>t2.ssn
create or replace table t2 as select ssn from users

-- = create | ddl read write | reads users | writes t2 | flows users.ssn>t2.ssn
create table t2 as with c as (select ssn from users) select * from c

-- = create | ddl read write | reads users | writes t2 | looks at users.id other set operation | flows users.id>t2.a
create table t2 as select 1 as a union select id from users

-- = create | ddl read | reads users | writes t2
create table t2 (like users)

-- = create | ddl | writes temp.t2
create temporary table t2 (id int)

-- = create | ddl read write | reads users | writes temp.t2 | flows users.ssn>temp.t2.ssn
create temporary table t2 as select ssn from users

-- = create | ddl | writes temp.t2
create or replace temporary table t2 (id int)

-- = drop | ddl | writes t2
drop temporary table t2

-- = create | ddl | writes t
create table t (id int primary key auto_increment, name varchar(20) not null default 'x' comment 'y', unique (name), check (name > 'a'))

-- = create | ddl | writes t
create table t (a int) partition by range (a) (partition p0 values less than (10), partition p1 values less than maxvalue)

-- = create | ddl | writes t
create table t (a int) with system versioning

-- = create | ddl | writes t
create table t (a int, s timestamp(6) generated always as row start, e timestamp(6) generated always as row end, period for system_time (s, e)) with system versioning

-- = create | ddl | writes t
-- = insert | write | writes t
-- = select | read | reads t | gives a=t.a, key=t.key
create table t (a int, `key` int, key k (a)) engine=innodb; insert into t values (1, 2); select * from t

-- = create | ddl file | writes t
-- ! moves files
create table t (id int) data directory = '/tmp'

-- = create | ddl read write | reads users | writes t | flows users.email>t.email, users.id>t.id, users.name>t.name, users.ssn>t.ssn
-- ! MySQL 8
create table t (a int) engine=innodb as table users

-- = create | ddl read write | reads users | writes t | flows users.id>t.id
create table t (a int) engine=memory as select id from users

-- = create | ddl read | reads users | writes t
create table t (like users)

-- = create | ddl | writes t
create table t (a int default (1 + 1), b int)

-- = create | ddl | writes t | flows t.a>t.b
create table t (a int, b int default (a + 1))

-- = create | ddl read | reads users | writes v | flows users.ssn>v.ssn
create algorithm = merge view v as select ssn from users with check option

-- = create | ddl read | reads users | writes v | flows users.ssn>v.u
create definer = current_user sql security definer view v as select upper(ssn) as u from users

-- = create | ddl read | reads users | writes v | flows users.ssn>v.a
create or replace algorithm = temptable view v (a) as select ssn from users with cascaded check option

-- = alter | ddl read | reads users | writes v | flows users.ssn>v.ssn
alter algorithm = merge definer = current_user sql security invoker view v as select ssn from users

-- = create | ddl | writes s
create sequence s start with 1 increment by 1

-- = create | ddl | writes s
create sequence if not exists shop.s cache 100

-- = drop | ddl | writes users
drop index i on users

-- = alter | ddl | writes users
alter table users drop index if exists i

-- = drop | ddl | writes users
drop index `i` on `shop`.`users`

-- = drop | ddl maintenance | unbounded
drop schema if exists other

-- = drop | ddl | writes orders users
drop tables if exists users, orders

-- = alter | ddl | writes users
alter ignore table users add unique (name)

-- = grant | privilege | writes *
-- ! it concerns the whole server
grant all privileges on shop.* to x

-- = grant | privilege
-- ! it concerns the whole server
grant execute on procedure shop.p to x

-- = grant | privilege
-- ! it concerns the whole server
grant proxy on a to b

-- = grant | privilege
-- ! it concerns the whole server
grant select on *.* to x

-- = alter | ddl
alter procedure p comment 'x'

-- = alter | ddl
alter event e disable

-- = alter | ddl privilege
alter function f sql security invoker

-- = create | ddl read write | reads users | writes t2 | flows users.ssn>t2.ssn
create table t2 (a int) as select ssn from users

-- = create | ddl read write | reads users | writes t2 | flows users.name>t2.*, users.ssn>t2.ssn
create table t2 (a int, ssn varchar(80)) as select ssn, upper(name) from users

-- = alter | ddl | writes users
alter table users add x int, add index (x)

-- = alter | ddl | writes users
alter table users add (x int, y int)

-- = alter | ddl | writes users | also drop
alter table users drop column ssn

-- = alter | ddl | writes users | also drop
alter table users drop ssn

-- = alter | ddl | writes users
alter table users modify ssn varchar(200)

-- = alter | ddl | writes users
alter table users modify column ssn int not null default 5

-- = alter | ddl | writes users
alter table users alter column name set default 'x'

-- = alter | ddl | writes users
alter table users add primary key (id)

-- = alter | ddl | writes users | looks at users.id other check
alter table users add constraint c check (id > 0)

-- = alter | ddl | writes users
alter table users add unique key u (ssn)

-- = alter | ddl | writes users
alter table users drop index i

-- = alter | ddl | writes people users | flows users.email>people.email, users.id>people.id, users.name>people.name, users.ssn>people.ssn
alter table users rename to people

-- = alter | ddl | writes people users | flows users.email>people.email, users.id>people.id, users.name>people.name, users.ssn>people.ssn
alter table users rename as people

-- = alter | ddl | writes users | flows users.ssn>users.name2
alter table users rename column ssn to name2

-- = alter | ddl | writes users | flows users.ssn>users.hidden
alter table users change ssn hidden varchar(60), algorithm=copy

-- = alter | ddl | writes users
alter table users comment = 'x', engine = innodb

-- = alter | ddl | writes users
alter table users auto_increment = 5

-- = alter | ddl | writes users
alter table users order by ssn

-- = alter | ddl | writes users
alter table users convert to character set utf8mb4 collate utf8mb4_bin

-- = alter | ddl | writes users | flows users.ssn>users.c
alter table users add column c varchar(60) generated always as (upper(ssn)) stored

-- = alter | ddl | writes users
alter table users add column c varchar(60) invisible

-- = alter | ddl | writes users
alter table users add system versioning

-- = alter | ddl | writes users
alter table users partition by hash (id) partitions 4

-- = alter | ddl | writes users
alter table users add partition (partition p1 values less than (10))

-- = alter | ddl | writes users | also drop
alter table users drop partition p0

-- = alter | ddl | writes users | also truncate
alter table users truncate partition p0

-- = alter | ddl | writes users
alter table users remove partitioning

-- = alter | ddl | writes users
alter table users disable keys

-- = alter | ddl | writes users
alter table users force

-- = alter | ddl file | writes users
-- ! moves files
alter table users discard tablespace

-- = alter | ddl file | writes users
-- ! moves files
alter table users import tablespace

-- = alter | ddl | writes users
alter table if exists users wait 5 add column x int

-- = alter | ddl | writes users
alter online table users add column x int

-- = alter | ddl maintenance
alter database shop character set utf8mb4

-- = alter | ddl read | writes v
alter view v as select 1 as x

-- = alter | ddl
alter function f comment 'x'

-- = create | ddl | writes t
create table t (id int primary key auto_increment, name varchar(20) not null default 'x' comment 'y', unique (name), check (id > 0))

-- = create | ddl | writes t
create table t (id int, foreign key (id) references users (id) on delete cascade)

-- = create | ddl | writes t | flows t.a>t.b
create table t (a int, b int as (a + 1) stored)

-- = create | ddl | writes t | flows t.a>t.b
create table t (a int, b int generated always as (a) virtual)

-- = create | ddl | writes t
create table t (a int) engine=memory comment='x' row_format=compact

-- = create | ddl | writes t
create table if not exists shop.t (a int)

-- = create | ddl read | reads users | writes t
create table t like users

-- = create | ddl read | reads users | writes t
create table if not exists t like shop.users

-- = create | ddl | writes users | also drop
create or replace table users (id int)

-- = create | ddl read | reads users | writes t | also drop
create or replace table t like users

-- = create | ddl read write | writes t
create table t (id int) select 1 as id

-- = create | ddl | writes users
create index i2 on users (email, name desc)

-- = create | ddl | writes users
create unique index i2 on users (id) using btree

-- = create | ddl | writes users
create fulltext index i2 on users (name)

-- = create | ddl | writes users
create index i2 on users (ssn(3))

-- = create | ddl | writes users
-- ! MySQL 8
create index i2 on users ((upper(ssn)))

-- = create | ddl | writes users
create or replace index i2 on users (ssn)

-- = drop | ddl | writes users
drop index if exists i on users

-- = create | ddl read | reads users | writes v | flows users.email>v.email, users.id>v.id, users.name>v.name, users.ssn>v.ssn
create view v as select * from users

-- = create | ddl read | reads users | writes v | flows users.id>v.a, users.ssn>v.b
create view v (a, b) as select id, ssn from users

-- = create | ddl read | writes users
create or replace view users as select 1 as x

-- = create | ddl read | reads orders users | writes v | looks at orders.note other set operation, users.ssn other set operation | flows orders.note>v.ssn, users.ssn>v.ssn
create view v as select ssn from users union select note from orders

-- = create | ddl read | reads users | writes v | flows users.ssn>v.ssn
create view v as with c as (select ssn from users) select * from c

-- = create | ddl read | reads users | writes v | flows users.ssn>v.ssn
create view if not exists v as select ssn from users

-- = drop | ddl | writes v
drop view v

-- = drop | ddl | writes v w
drop view if exists v, w

-- = create | ddl | writes s | also drop
create or replace sequence s

-- = create | ddl | writes s
create sequence if not exists s cache 100

-- = drop | ddl | writes s
drop sequence s

-- = drop | ddl | writes s
drop sequence if exists s

-- = create | ddl maintenance
create database other

-- = create | ddl maintenance
create database if not exists other character set utf8

-- = create | ddl maintenance | also drop
create or replace database other

-- = create | ddl maintenance
create schema other

-- = drop | ddl maintenance | unbounded
drop database other

-- = alter | ddl maintenance
alter database other collate utf8mb4_bin

-- = rename | ddl | writes o2 orders u2 users | flows orders.id>o2.id, orders.note>o2.note, orders.total>o2.total, orders.user_id>o2.user_id, users.email>u2.email, users.id>u2.id, users.name>u2.name, users.ssn>u2.ssn
rename table users to u2, orders to o2

-- = rename | ddl | writes u2 users | flows users.email>u2.email, users.id>u2.id, users.name>u2.name, users.ssn>u2.ssn
rename table users to shop.u2

-- = rename | ddl | writes u2 users | flows users.email>u2.email, users.id>u2.id, users.name>u2.name, users.ssn>u2.ssn
rename tables users to u2

-- = drop | ddl | writes users
drop table users cascade

-- = drop | ddl | writes users
drop table shop.users

-- = drop | ddl | writes t
drop temporary table if exists t

-- = drop | ddl
drop procedure p

-- = drop | ddl
drop procedure if exists p

-- = drop | ddl
drop function f

-- = drop | ddl
drop trigger t

-- = drop | ddl
drop event if exists e

-- = drop | ddl
drop trigger if exists shop.t

-- = create | ddl privilege
-- ! it concerns the whole server
create user if not exists x@localhost identified by 'y'

-- = drop | ddl privilege
-- ! it concerns the whole server
drop user x

-- = rename | privilege
-- ! it concerns the whole server
rename user x to y

-- = create | ddl privilege
-- ! it concerns the whole server
create role r

-- = drop | ddl privilege
-- ! it concerns the whole server
drop role r

-- = grant | privilege | writes users
-- ! it concerns the whole server
grant select, insert (id) on shop.users to x@localhost with grant option

-- = grant | privilege
-- ! it concerns the whole server
grant r to x

-- = revoke | privilege
-- ! it concerns the whole server
revoke all privileges, grant option from x

-- = revoke | privilege | writes users
-- ! it concerns the whole server
revoke select on users from x

-- = set | privilege
-- ! it concerns the whole server
set default role r for x

-- = create | ddl network privilege
-- ! it concerns the whole server
create server s foreign data wrapper mysql options (host 'h')

-- = drop | ddl network privilege
-- ! it concerns the whole server
drop server s

-- = alter | ddl network privilege
-- ! it concerns the whole server
alter server s options (host 'h')

-- = create | ddl file
-- ! it concerns the whole server
create tablespace t add datafile 't.ibd'

-- = install | extension
-- ! it concerns the whole server
install soname 'x'

-- = uninstall | extension
-- ! it concerns the whole server
uninstall plugin x

-- = uninstall | extension
-- ! it concerns the whole server
uninstall soname 'x'

-- = alter | ddl maintenance
-- ! MySQL 8
alter instance rotate innodb master key

-- = create | ddl maintenance
-- ! MySQL 8
create resource group g type = user

-- = alter | ddl | writes users | flows users.email>users.p, users.ssn>users.p
alter table users add column if not exists p varchar(60) generated always as (concat(email, ssn)) stored after id

-- = alter | ddl | writes users | flows users.ssn>users.name
alter table users modify name varchar(60) as (upper(ssn)) virtual

-- = alter | ddl | writes users | flows users.name>users.n, users.ssn>users.n
alter table users change name n varchar(60) as (ssn)

-- = alter | ddl | writes users | flows users.ssn>users.name
alter table users alter column name set default (ssn)

-- = create | ddl | writes t | flows t.a>t.b, t.a>t.c, t.b>t.c
create table t (a int, b int as (a + 1) stored, c int generated always as (b * a) virtual)

-- = create | ddl | writes t
create table t (a int check (a > 0), b int default 5, c datetime default current_timestamp on update current_timestamp)
