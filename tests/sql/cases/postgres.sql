-- = select | read | reads users | gives id=users.id, email=users.email
select id, email from users

-- = select | read | reads users | gives e=users.email, ?=~users.email | looks at users.ssn equality where
select email as e, lower(email) from users where ssn = 'x'

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other where
select * from users where email like 'a%'

-- = select | read | reads users | gives u=~users.email+users.id+users.name+users.ssn
select u from users u

-- = select | read | reads users | gives ?=~, ?=~users.email
select count(*), count(email) from users

-- = select | read | reads users | gives email=users.email | looks at users.id equality where, users.ssn equality where
select email from users where id in (1, 2) and ssn = $1

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.user_id join join, users.id join join
select * from users u join orders o on o.user_id = u.id

-- = select | read | reads users | gives email=users.email | looks at users.email other group by, users.email other order by
select email from users group by 1 order by email

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users union select note from orders

-- = select | read | reads orders users | gives id=users.id | looks at orders.note join where, users.email join where
select id from users where email in (select note from orders)

-- = select | read | reads users | gives id=users.id | looks at users.email other where
select id from users where not email = 'a'

-- = select | read | reads users | gives id=users.id | looks at users.email equality where
select id from users where email = any(?)

-- = select | lock read | reads users | gives id=users.id
select id from users for update

-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select 1; delete from users

-- = begin | transaction
-- = delete | write | writes users | looks at users.id equality where
-- = commit | transaction
begin; delete from users where id = 1; commit

-- = unknown | - | gives ? | conceded
E'x'

-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select E'O\'Brien'; delete from users

-- = select | read | gives ?=~ | conceded
-- = delete | write | writes users | looks at users.id equality where | conceded
select 'O\'; delete from users where id = 1; --'

-- = select | read | gives ?=~
select $$a)b$$

-- = select | read | gives ?=~
select $x$ ; drop table users $x$

-- = select | read | gives ?=~ | conceded
select /* /* nested */ ; drop table users */ 1

-- = select | read | gives x=~
with delete as (select 1 as x) select x from delete

-- = select | read | reads users | gives delete=users.id | conceded
select id as delete from users

-- = select | read | reads users | gives ?=~users.email
select replace(email, 'a', 'b') from users

-- = select | read | gives ?=~
select 'INSERT INTO users'

-- = select | file read | gives ?
select * from pg_read_file('/etc/passwd')

-- = select | file read | gives ?=~
select "pg_read_file"('x')

-- = select | file read | gives ?=~
select pg_catalog.pg_ls_dir('/')

-- = select | read sleep | gives ?=~
select pg_sleep(10)

-- = select | file read write | gives ?=~
select lo_export(1, '/tmp/x')

-- = select | network read | gives ?=~ | conceded
select dblink('host=x', 'select 1')

-- = select | read role | gives ?=~
select set_config('role', 'admin', false)

-- = select | read session | gives ?=~
select set_config('search_path', 'x', false)

-- = select | lexing read role session | gives ?=~ | conceded
select set_config('ro' || 'le', 'admin', false)

-- = select | read | gives ?=~ | conceded
select query_to_xml('select * from users', true, true, '')

-- = select | read write | gives ?=~
select nextval('s')

-- = select | maintenance read | gives ?=~
select pg_terminate_backend(1)

-- = select | read | reads users | gives ?=~users.email | conceded
select my_function(email) from users

-- = select | read | reads users | gives ?=~users.email | conceded
select other.lower(email) from users

-- = select | read | reads users | gives ?=~users.id
select percentile_cont(0.5) within group (order by id) from users

-- = select | read | reads users | gives ?=~users.email+users.name
select st_distance(a.email, a.name) from users a

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select format_type(1, 2), pg_get_expr(null, 0), to_regclass('x'), version(), current_user, now()

-- = explain | read | reads users | gives QUERY PLAN=~
explain delete from users

-- = explain | read write | writes users | also delete | gives QUERY PLAN=~users.id | looks at users.id equality where
explain analyze delete from users where id = 1

-- = explain | read | reads users | gives QUERY PLAN=~
explain (analyze false) delete from users

-- = explain | read | reads users | gives QUERY PLAN=~users.email+users.ssn | looks at users.ssn equality where
explain (costs off) select email from users where ssn = 'x'

-- = select | read write | reads users | writes users | also delete | gives email=users.email | looks at users.id equality where
with d as (delete from users where id = 1 returning *) select email from d

-- = select | read write | reads orders users | writes users | also delete merge | gives email=users.email | looks at orders.user_id join join, users.id join join
with m as (merge into users u using orders o on u.id = o.user_id when matched then delete returning u.email) select * from m

-- = prepare | write | writes users | also delete | unbounded
prepare p as delete from users

-- = execute | - | gives ? | conceded
execute p

-- = declare | read | reads users
declare c cursor for select email from users

-- = fetch | read | gives ? | conceded
fetch all from c

-- = copy | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
copy users to stdout

-- = copy | read | reads users | gives id=users.id, email=users.email
copy users (id, email) to stdout

-- = copy | read write | reads users | writes users | also delete | unbounded | gives email=users.email
copy (delete from users returning email) to stdout

-- = copy | file program read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to program 'cat > /tmp/x'

-- = copy | file read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to '/tmp/x'

-- = copy | write | writes users
copy users from stdin

-- = copy | file write | writes users
copy users from '/tmp/x'

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.email
create table t2 as select email from users

-- = create | ddl | writes t2
create table t2 (id int primary key, name varchar(20) default 'x')

-- = create | ddl read write | reads users | writes temp.t2 | flows users.id>temp.t2.id
create temp table t2 as select id from users

-- = select | ddl read write | reads users | writes t2 | flows users.email>t2.email
select email into t2 from users

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

-- = truncate | write | writes users | unbounded
truncate users

-- = truncate | write | writes orders users | unbounded
truncate table users, orders restart identity

-- = merge | read write | reads orders | writes users | also insert update | looks at orders.user_id join join, users.id join join | flows orders.id>users.id, orders.note>users.name
merge into users u using orders o on u.id = o.user_id when matched then update set name = o.note when not matched then insert (id, name) values (o.id, o.note)

-- = insert | write | writes users
insert into users (id, email) values (1, 'x')

-- = insert | read write | reads users | writes orders | flows users.email>orders.note
insert into orders (note) select email from users

-- = insert | write | writes users | also update | looks at users.id other on conflict | flows users.ssn>users.name
insert into users (id) values (1) on conflict (id) do update set email = excluded.email, name = users.ssn

-- = insert | read write | reads users | writes users | gives id=users.id, email=users.email
insert into users (id, email) values (?, ?) returning id, email

-- = update | write | writes users | unbounded
update users set email = 'x'

-- = update | write | writes users | unbounded
update users set email = 'x' where true

-- = update | write | writes users | unbounded
update users set email = 'x' where 1 = 1

-- = update | write | writes users | unbounded
update users set email = 'x' where not false

-- = update | write | writes users | unbounded | looks at users.email other where
update users set email = 'x' where email = email

-- = update | write | writes users | unbounded | looks at users.id equality where
update users set email = 'x' where id = 1 or true

-- = update | write | writes users | looks at users.id equality where
update users set email = 'x' where id = 1

-- = update | read write | reads users | writes users | gives name=users.email+users.name | looks at users.id equality where | flows users.email>users.name
update users set name = email where id = $1 returning name

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where | flows orders.note>users.name
update users set name = o.note from orders o where o.user_id = users.id

-- = delete | write | writes users | unbounded
delete from users

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select id from users)

-- = delete | write | writes users | unbounded
delete from users where exists (select 1)

-- = delete | write | writes users | unbounded
delete from users where 'a' = 'a'

-- = delete | write | writes users | unbounded | looks at users.email other where
delete from users where email like '%'

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.id other where
delete from users where id = 1 or not (id = 1)

-- = delete | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
delete from users u using orders o where o.user_id = u.id

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 1 and true

-- = call | - | gives ? | conceded
call p(1)

-- = do | - | conceded
do $$ begin delete from users; end $$

-- = set | role
set role admin

-- = set | role
set session authorization admin

-- = set | lexing
set standard_conforming_strings = off

-- = set | role
set row_security = off

-- = set | replication
set session_replication_role = replica

-- = set | lexing session
set client_encoding = 'sjis'

-- = set | session
set client_encoding to 'utf8'

-- = set | session
set statement_timeout = 100

-- = set | session
set time zone 'utc'

-- = set | transaction
set transaction read only

-- = reset | role
reset role

-- = show | read | gives name=~, setting=~, description=~
show all

-- = show | read | gives setting=~
show server_version

-- = begin | transaction
begin isolation level serializable

-- = begin | transaction
start transaction read only

-- = savepoint | transaction
savepoint a

-- = rollback | transaction
rollback to savepoint a

-- = release | transaction
release a

-- = commit | transaction
end

-- = vacuum | maintenance
vacuum full users

-- = analyze | maintenance
analyze

-- = listen | notify
listen x

-- = notify | notify
notify x, 'payload'

-- = lock | lock | reads users
lock table users in exclusive mode

-- = grant | privilege | writes users
grant select on users to x

-- = revoke | privilege | writes users
revoke all on users from public

-- = refresh | write | writes m
refresh materialized view m

-- = comment | ddl
comment on table users is 'x'

-- = load | extension
load 'library'

-- = discard | session
discard all

-- = checkpoint | maintenance
checkpoint

-- = reindex | maintenance
reindex table users

-- = select | read | reads pg_catalog.pg_authid | gives ?
select * from pg_authid

-- = select | read | reads pg_catalog.pg_class | gives ?
select * from pg_catalog.pg_class

-- = select | read | reads information_schema.tables | gives ?
select * from information_schema.tables

-- = select | read | reads no_such_table | gives ? | conceded
select * from no_such_table

-- = unknown | - | gives ? | conceded
select u&"d\0061ta" from users

-- = select | read | gives frobnicate=~
select frobnicate

-- = unknown | - | gives ? | conceded
frobnicate the database

-- = select | read | reads users | gives m=~users.ssn
select (select max(ssn) from users) as m

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, note=orders.note | looks at orders.user_id join where, users.id join where
select * from users, lateral (select note from orders where user_id = users.id) n

-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other window, users.id other window
select row_number() over (partition by email order by id) from users

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn other case
select case when ssn like '1%' then 1 else 0 end from users

-- = select | read | reads users | gives email=users.email | looks at users.email other distinct
select distinct email from users

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn other where
select exists(select 1 from users where ssn like '1%')

-- = select | read | reads users | gives email=users.email
select email from users limit 10 offset 5

-- = select | read | reads users | gives n=~users.id | looks at users.id other where
with recursive c(n) as (select id from users union all select n + 1 from c where n < 5) select n from c

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from users tablesample system (10)

-- = select | read | gives column1=~, column2=~
values (1, 'a')

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
table users

-- = select | read | reads users | gives email=users.email | looks at users.ssn join join
select a.email from users a join users b on a.ssn = b.ssn

-- = select | read | reads orders users | gives id=orders.id+users.id | looks at orders.id join join, users.id join join
select id from users natural join orders
-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other case
select case email when 'x' then id else 0 end from users

-- = alter | ddl | writes users | flows users.email>users.plain
alter table users rename column email to plain

-- = alter | ddl | writes people users | flows users.email>people.email, users.id>people.id, users.name>people.name, users.ssn>people.ssn
alter table only users * rename to people

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

-- = create | ddl | writes kid
-- = select | read | reads kid | gives ? | conceded
create table kid (x int) inherits (users); select * from kid

-- = create | ddl read | reads users | writes kid
-- = select | read | reads kid | gives ? | conceded
create table kid (like users, y int); select * from kid

-- = create | ddl | writes users | looks at users.id other index
create index i on users using gin (email gin_trgm_ops) where id > 3

-- = create | ddl | writes users | conceded
create index i on users (f(email))

-- = alter | ddl | writes users | looks at users.email other check
alter table users add check (email like 'a%')

-- = alter | ddl | writes users
alter table users rename constraint a to b

-- = merge | read write | reads orders | writes users | also delete | looks at orders.id join join, users.id join join
merge into users u using orders o on u.id = o.id when matched then delete when not matched then do nothing

-- = insert | read write | reads users | writes orders users | also delete | unbounded | flows users.id>orders.id
with d as (delete from users returning *) insert into orders select id from d

-- = copy | read write | reads users | writes users | also delete | unbounded | gives id=users.id
copy (delete from users returning id) to stdout

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id is not null

-- = delete | write | writes users | looks at users.email equality where
delete from users where email is not null

-- = delete | write | writes users | looks at users.email equality where, users.id equality where
delete from users where id is not null and email = 'x'

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.ssn equality where
delete from users where ssn = 'x' or id is not null

-- = delete | read write | reads orders | writes users | looks at orders.id join where, users.id join where
delete from users where id in (select id from orders)

-- = delete | read write | reads users | writes users | unbounded
delete from users where exists (select 1 from users u)

-- = delete | read write | reads orders | writes users
delete from users where exists (select 1 from orders)

-- = delete | write | writes users | unbounded
delete from users where 1

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.id other where
delete from users where id = 1 or id <> 1

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id > 5 or id <= 5

-- = delete | write | writes users | looks at users.id other where
delete from users where id > 5 or id < 5

-- = update | write | writes users | unbounded | looks at users.name other where
update users set name = 'x' where name like '%'

-- = delete | read write | reads users | writes users | unbounded | looks at users.id other where
delete from users where id = any(select id from users)

-- = delete | write | writes users | unbounded
delete from users where ctid is not null

-- = delete | write | writes users | unbounded | looks at users.name equality where
delete from users where name is null or name is not null

-- = delete | write | writes users | looks at users.id equality where
delete from users where id is null

-- = select | read session | reads users | gives ?=~users.email | flows users.email>set_config.*
select set_config('app.x', email, false) from users

-- = select | notify read | reads users | gives ?=~users.ssn | flows users.ssn>pg_notify.*
select ssn > '3' and pg_notify('a', 'b') is not null from users

-- = insert | read write | reads users | writes users | gives email=~users.email
insert into users (id, name) values (nextval('s'), 'x') returning upper(email) as email

-- = select | lock read | reads orders | gives id=orders.id | looks at orders.user_id other where | flows orders.user_id>pg_try_advisory_lock.*
select id from orders where pg_try_advisory_lock(user_id)

-- = update | write | writes orders | unbounded
update orders set note = 'x' from (values (1)) v(a) where v.a = 1

-- = delete | read write | reads orders | writes orders | unbounded | looks at orders.id join where
delete from orders a using orders b where a.id = b.id

-- = delete | write | writes orders | unbounded | looks at orders.id other where
delete from orders where id = any (array[id, 4])

-- = merge | read write | reads users | writes orders | also delete | unbounded
merge into orders o using users u on true when matched then delete

-- = create | ddl | writes users | looks at users.ssn other index
create index i on users ((ssn::int), email)

-- = create | ddl | writes temp.scratch
create temp table scratch (id int, label text) on commit drop

-- = create | ddl | writes loot | conceded
create table loot as execute q
