-- = drop | ddl | writes users
drop table users

-- = drop | ddl | writes orders users
drop table if exists users, orders

-- = rename | ddl | writes old_users users | flows users.email>old_users.email, users.id>old_users.id, users.name>old_users.name, users.ssn>old_users.ssn
rename table users to old_users

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.email
create table t2 as select email from users

-- = create | ddl read | reads users | writes t2
create table t2 like users

-- = create | ddl | writes t2
create table t2 (id int auto_increment primary key, name varchar(20), key k (name)) engine=innodb

-- = create | ddl read | reads users | writes v | flows users.email>v.e
create or replace view v as select email as e from users

-- = create | ddl | conceded
create procedure p() delete from users

-- = create | ddl | conceded
create procedure p() begin delete from users; end

-- = create | ddl | conceded
create event e on schedule every 1 day do delete from users

-- = create | ddl | conceded
create trigger t before insert on users for each row set new.email = 'x'

-- = create | ddl privilege
create user x identified by 'y'

-- = create | ddl | conceded
create function sys_exec returns int soname 'udf.so'

-- = alter | ddl | writes users
alter table users add column x int

-- = alter | ddl privilege
alter user x identified by 'y'

-- = grant | privilege
grant all on *.* to x

-- = revoke | privilege | writes users
revoke all on shop.users from x

-- = analyze | maintenance | gives ?
analyze table users

-- = optimize | maintenance | gives ?
optimize table users

-- = install | extension
install plugin x soname 'y'

-- = alter | ddl | writes m | conceded
alter table m union (users)

-- = create | ddl | writes m | conceded
create table m (id int) engine=connect

-- = alter | ddl | writes users | flows users.email>users.p
alter table users add column p varchar(60) default (email)

-- = alter | ddl | writes users | flows users.email>users.p
alter table users add column p varchar(60) default email

-- = alter | ddl | writes users
alter table users add column p int default 5 after email

-- = alter | ddl | writes users | flows users.email>users.p
alter table users add column p varchar(60) as (email)

-- = create | ddl | writes t | flows t.a>t.b
create table t (a int, b int default (a+1))

-- = create | ddl | writes t
create table t (a int, b datetime default current_timestamp, c datetime default now())

-- = alter | ddl read | reads users | writes v | flows users.email>v.email
alter view v as select email from users

-- = create | ddl | writes users
create index i on users (email(10))

-- = rename | ddl | writes orders p users | flows orders.id>users.id, orders.note>users.note, orders.total>users.total, orders.user_id>users.user_id, users.email>p.email, users.id>p.id, users.name>p.name, users.ssn>p.ssn
rename table users to p, orders to users

-- = rename | ddl | writes users x.q | flows users.email>x.q.email, users.id>x.q.id, users.name>x.q.name, users.ssn>x.q.ssn
rename table if exists users wait 5 to x.q

-- = alter | ddl | writes p users | flows users.email>p.email, users.id>p.id, users.name>p.name, users.ssn>p.ssn
alter table users rename p

-- = alter | ddl | writes p users | flows users.email>p.email, users.id>p.id, users.name>p.name, users.ssn>p.ssn
alter table users engine=innodb, rename = p

-- = alter | ddl | writes p users | flows users.email>p.email, users.email>users.e, users.id>p.id, users.name>p.name, users.ssn>p.ssn | conceded
alter table users rename column email to e, rename to p

-- = alter | ddl | writes users | flows users.email>users.e, users.ssn>users.s
alter table users change email e varchar(50), change column if exists ssn s int

-- = alter | ddl | writes users
alter table users rename index a to b

-- = alter | ddl | writes orders users | flows orders.id>users.id, orders.note>users.note, orders.total>users.total, orders.user_id>users.user_id, users.email>orders.email, users.id>orders.id, users.name>orders.name, users.ssn>orders.ssn
alter table orders exchange partition p with table users

-- = alter | ddl | writes users z | flows users.email>z.email, users.id>z.id, users.name>z.name, users.ssn>z.ssn
alter table users convert partition p to table z

-- = alter | ddl | writes users z | flows users.email>z.email, users.id>z.id, users.name>z.name, users.ssn>z.ssn
alter table z convert table users to partition p values less than (5)

-- = alter | ddl | writes users
alter table users convert to character set utf8
