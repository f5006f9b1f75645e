-- = select | read | reads users | gives id=users.id, email=users.email
select id, email from users

-- = select | read | reads users | gives e=users.email, ?=~users.email | looks at users.ssn equality where
select email as e, lower(email) from users where ssn = ?

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other where
select * from users where email like 'a%'

-- = select | read | reads users | gives email=users.email, ssn=users.ssn, name=users.name
select "email", [ssn], `name` from users

-- = select | read | reads users | gives not a column=~
select "not a column" from users

-- = select | read | reads orders | gives rowid=~, oid=~
select rowid, oid from orders

-- = select | read | reads users | gives rowid=users.id
select rowid from users

-- = select | read | reads users | gives email=users.email
select main.users.email from main.users

-- = select | read | reads users | gives ?=~, ?=~users.email, ?=~users.ssn
select count(*), count(email), max(ssn) from users

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.user_id join join, users.id join join
select u.email, o.note from users u join orders o on o.user_id = u.id

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users join orders using (id)

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users natural join orders

-- = select | read | reads users | gives email=users.email | looks at users.id equality where, users.name equality where, users.ssn equality where
select email from users where id = :id and name = @name and ssn = $ssn

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from users where id in (1, 2, 3)

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id join where, users.id join where
select email from users where id in (select user_id from orders)

-- = select | read | reads users | gives email=users.email | looks at users.ssn other order by
select email from users order by ssn desc limit 3

-- = select | read | reads users | gives email=users.email | looks at users.email other group by
select email from users group by email having count(*) > 1

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users union select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email
select email from users union all select note from orders

-- = select | read | reads users | gives email=users.email
with c as (select email from users) select * from c

-- = select | read | gives n=~
with recursive c(n) as (select 1 union all select n + 1 from c where n < 10) select n from c

-- = select | read | reads users | gives e=users.email
with c as (select email as e from d), d as (select email from users) select e from c

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select json_extract(email, '$.a'), email -> 'a', email ->> 'a' from users

-- = select | read | gives key=~, value=~, type=~, atom=~, id=~, parent=~, fullkey=~, path=~
select * from json_each('[1, 2]')

-- = select | read | reads users | gives value=~users.email
select value from users, json_each(users.email)

-- = select | read | reads users | gives ?=~users.email
select group_concat(email, ', ') from users

-- = select | read | reads users | gives ?=~users.email+users.id+users.ssn, ?=~users.email, ?=~users.email+users.name, ?=~users.email | looks at users.id other case
select iif(id > 1, email, ssn), ifnull(email, ''), coalesce(email, name), nullif(email, '') from users

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select strftime('%Y', 'now'), date('now'), julianday('now'), random(), abs(1), printf('%d', 1)

-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other window, users.id other window
select row_number() over (partition by email order by id) from users

-- = select | read | reads users | gives email=~users.email, ?=~users.email, ?=~users.email, ?=~users.email
select cast(email as integer), typeof(email), hex(email), quote(email) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn | looks at users.ssn other case
select case when ssn like '1%' then email end from users

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn equality where
select exists(select 1 from users where ssn = 'x')

-- = select | read | reads users | gives ?=users.email | looks at users.id equality where
select (select email from users where id = 1)

-- = select | read | gives column1=~, column2=~
values (1, 'a'), (2, 'b')

-- = select | read | gives ?=~
select 'it''s; drop table users'

-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select 'a\'; delete from users

-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select 1; delete from users

-- = select | read | gives ?=~
select 1 /* unterminated comment

-- = select | read | gives ?=~
select 1 -- comment

-- = select | read | gives ?=~
select /* ; drop table users */ 1

-- = select | read | reads users | gives ?=~users.email
select replace(email, 'a', 'b') from users

-- = select | extension read | gives ?=~ | conceded
select load_extension('x')

-- = select | file read | gives ?=~ | conceded
select readfile('/etc/passwd')

-- = select | file read write | gives ?=~ | conceded
select writefile('/tmp/x', 'y')

-- = select | program read | gives ?=~ | conceded
select edit('x')

-- = select | read | reads users | gives ?=~users.email | conceded
select my_function(email) from users

-- = select | extension read | gives ?=~ | conceded
select fts3_tokenizer('x')

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select glob('a*', email), email glob 'a*', email match 'x' from users

-- = select | read | gives ?=~, ?=~, ?=~, ?=~
select sqlite_version(), changes(), last_insert_rowid(), total_changes()

-- = select | read | reads sqlite_master | gives ?
select * from sqlite_master

-- = select | read | reads sqlite_schema | gives name=sqlite_schema.name, sql=sqlite_schema.sql | looks at sqlite_schema.type equality where
select name, sql from sqlite_schema where type = 'table'

-- = select | read | gives ?
select * from pragma_table_info('users')

-- = select | read | reads no_such_table | gives ? | conceded
select * from no_such_table

-- = pragma | read | gives ?
pragma table_info(users)

-- = pragma | read | gives ?
pragma main.table_info('users')

-- = pragma | read | gives ?
pragma foreign_keys

-- = pragma | session | gives ?
pragma foreign_keys = on

-- = pragma | maintenance | gives ?
pragma journal_mode = wal

-- = pragma | ddl | gives ?
pragma writable_schema = 1

-- = pragma | ddl | gives ?
pragma writable_schema(1)

-- = pragma | read | gives ?
pragma user_version

-- = pragma | write | gives ?
pragma user_version = 5

-- = pragma | file | gives ?
pragma temp_store_directory = '/tmp'

-- = pragma | - | gives ? | conceded
pragma no_such_pragma

-- = pragma | - | gives ? | conceded
pragma key = 'x'

-- = pragma | read | gives ?
pragma integrity_check

-- = pragma | session | gives ?
pragma trusted_schema = off

-- = attach | file session
attach 'other.db' as other

-- = attach | file session
attach database ':memory:' as other

-- = detach | session
detach other

-- = vacuum | maintenance
vacuum

-- = vacuum | file maintenance | conceded
vacuum into '/tmp/copy.db'

-- = analyze | maintenance
analyze

-- = reindex | maintenance
reindex

-- = begin | transaction
begin

-- = begin | transaction
begin immediate

-- = begin | transaction
begin exclusive transaction

-- = commit | transaction
commit

-- = commit | transaction
end transaction

-- = rollback | transaction
rollback

-- = savepoint | transaction
savepoint a

-- = release | transaction
release savepoint a

-- = rollback | transaction
rollback to a

-- = explain | read | reads users | gives ?
explain select email from users

-- = explain | read | reads users | gives ? | looks at users.ssn equality where
explain query plan select email from users where ssn = 'x'

-- = explain | read | reads users | gives ?
explain query plan delete from users

-- = create | ddl | writes t2
create table t2 (id integer primary key, name text default 'x' check (length(name) > 0))

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.email
create table t2 as select email from users

-- = create | ddl read write | reads users | writes temp.t2 | flows users.email>temp.t2.email
create temp table t2 as select email from users

-- = create | ddl | writes t2
-- = insert | read write | reads users | writes t2 | flows users.email>t2.a
-- = select | read | reads t2 | gives a=t2.a
create table t2(a); insert into t2 (a) select email from users; select a from t2

-- = create | ddl read | reads users | writes v | flows users.email>v.e
create view v as select email as e from users

-- = create | ddl | writes users
create index i on users (lower(email))

-- = create | ddl | writes users
create unique index if not exists i on users (email) where id > 5

-- = create | ddl | conceded
create virtual table v using fts5(body)

-- = create | ddl | conceded
create trigger t after insert on users begin delete from orders; end

-- = create | ddl | conceded
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

-- = insert | write | writes users
insert into users (id, email) values (1, 'x')

-- = insert | write | writes users
insert into users values (1, 'x', 'y', 'z')

-- = insert | write | writes users
insert into users default values

-- = insert | read write | reads users | writes orders | flows users.email>orders.note
insert into orders (note) select email from users

-- = insert | write | writes users | also delete
insert or replace into users (id, email) values (1, 'x')

-- = insert | write | writes users
insert or ignore into users (id) values (?)

-- = replace | read write | reads users | writes orders | also delete insert | flows users.email>orders.note
replace into orders (note) select email from users

-- = insert | write | writes users | also update | looks at users.id other on conflict | flows users.ssn>users.email
insert into users (id, email) values (1, 'x') on conflict (id) do update set email = excluded.email || ssn

-- = insert | read write | reads users | writes users | gives id=users.id, email=users.email
insert into users (id) values (1) returning id, email

-- = update | write | writes users | unbounded
update users set email = 'x'

-- = update | write | writes users | unbounded
update users set email = 'x' where 1

-- = update | write | writes users | looks at users.id equality where
update users set email = 'x' where id = ?

-- = update | write | writes users | looks at users.id equality where | flows users.name>users.email
update or ignore users set email = name where id = 3

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where | flows orders.note>users.name
update users set name = o.note from orders o where o.user_id = users.id

-- = update | write | writes users | looks at users.id equality where | flows users.name>users.email, users.name>users.name, users.ssn>users.email, users.ssn>users.name
update users set (name, email) = (ssn, name) where id = 1

-- = delete | write | writes users | unbounded
delete from users

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 5

-- = delete | write | writes users | looks at users.id equality where
delete from users where rowid = 5

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = id

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where 1 = 1 or id = 2

-- = delete | read write | reads users | writes users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.id equality where
delete from users where id = 3 returning *

-- = delete | write | writes users | looks at users.id other where
delete from users where id between 1 and 5

-- = delete | write | writes users | looks at users.email equality where
delete from users where email is not null

-- = select | read | reads users | gives email=users.email | looks at users.name equality where
select email from users where name = "literal in double quotes"

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~
select x'41', 1e5, .5, 0x1F, 1_000

-- = select | read | reads users | gives ?=~users.email
select email collate nocase from users

-- = select | read | reads users | gives email=users.email | looks at users.email other distinct
select distinct email from users

-- = select | read | reads users | gives email=users.email
select email from users indexed by i

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from users not indexed where id = 1

-- = unknown | - | gives ? | conceded
frobnicate

-- = unknown | - | gives ? | conceded
select from where
-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other case
select case email when 'x' then id else 0 end from users

-- = alter | ddl | writes users | flows users.email>users.plain
alter table users rename 'email' to plain

-- = create | ddl | writes x | conceded
create table x (a int, b as (a))

-- = insert | write | writes users | also delete
insert or replace into users (id) values (1)

-- = update | write | writes users | also delete | looks at users.id equality where
update or replace users set id = 1 where id = 2

-- = update | write | writes users | looks at users.id equality where
update or ignore users set id = 1 where id = 2

-- = select | read | reads users | gives ?=~, ?=~ | looks at users.id equality where
select ?1, ?2 from users where id = ?12

-- = update | read write | reads users | writes users | gives email=users.email | looks at users.id equality where
update users set email = ?1 where id = ?2 returning email

-- = insert | read write | reads users | writes users | gives email=users.email
insert into users (id, email) values (1, lower(?)) returning email

-- = update | read write | reads users | writes users | gives email=~users.email | looks at users.id equality where | flows users.email>users.email
update users set email = email || '' where id = 1 returning email

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id is not null

-- = delete | write | writes users | looks at users.email equality where, users.id equality where
delete from users where id is not null and email = 'x'

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.ssn equality where
delete from users where ssn = 'x' or id is not null

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select id from users)

-- = delete | read write | reads orders | writes users | looks at orders.id join where, users.id join where
delete from users where id in (select id from orders)

-- = delete | write | writes users | unbounded
delete from users where exists (select 1)

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
