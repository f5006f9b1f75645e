-- = select | read | reads users | gives id=users.id, email=users.email
select id, email from users

-- = select | read | reads users | gives e=users.email, ?=~users.email | looks at users.ssn equality where
select `email` as e, lower(`email`) from `users` where ssn = 'x'

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other where
select * from users where email like 'a%'

-- = unknown | - | gives ? | conceded
select 1 /*! union select ssn from users */

-- = unknown | - | gives ? | conceded
/*!50000 drop table users */

-- = unknown | - | gives ? | conceded
select 1 /*M! ; drop table users */

-- = unknown | - | gives ? | conceded
select /*+ SET_VAR(sql_mode='ANSI_QUOTES') */ 1

-- = unknown | - | gives ? | conceded
select 1 --1

-- = select | read | gives ?=~
select 1 -- comment

-- = select | read | gives ?=~
select 1 # comment

-- = select | read | gives ?=~, ?=~
select 'it\'s; drop table users', "it's"

-- = select | read | reads users | gives ?=~ | looks at users.name equality where
select "a; b" from users where name = "x"

-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select 'a\\'; delete from users

-- = select | file read | reads users | flows users.email>file.*
select email into outfile '/tmp/x' from users

-- = select | file read | reads users | flows users.email>file.*
select email from users into/**/outfile '/tmp/x'

-- = select | file read | reads users | flows users.email>file.*
select email from users INTO DUMPFILE '/tmp/x'

-- = select | read session | reads users | conceded
select email into @x from users

-- = select | read session
select 1 into @x

-- = select | read session | reads users | gives ?=~users.email | conceded
select @x := email from users

-- = select | read session | gives ?=~
select @x := 1

-- = select | read | gives ?=~, ?=~
select @@version, @x

-- = select | lock read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from users lock in share mode

-- = select | lock read | reads users | gives email=users.email
select email from users for update

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from users where id = 1 limit 1, 10

-- = select | read | reads users | gives ?=~users.email+users.id
select group_concat(email order by id separator ',') from users

-- = select | read | reads users | gives ?=~users.email
select count(distinct email) from users

-- = select | file read | gives ?=~
select load_file('/etc/passwd')

-- = select | read sleep | gives ?=~
select sleep(10)

-- = select | read sleep | gives ?=~
select benchmark(1000000, md5('a'))

-- = select | lock read | gives ?=~
select get_lock('a', 10)

-- = do | lock | conceded
do get_lock('a', 10)

-- = select | program read | gives ?=~ | conceded
select sys_exec('ls')

-- = select | read | reads users | gives ?=~users.email | conceded
select my_function(email) from users

-- = select | read | reads users | gives ?=~users.email | conceded
select shop.my_function(email) from users

-- = select | read | reads users | gives ?=~users.email
select replace(email, 'a', 'b') from users

-- = select | read | reads users | gives ?=~users.email+users.name, ?=~users.email+users.id+users.ssn, ?=~users.email, ?=~ | looks at users.id other case
select concat(email, name), if(id > 1, email, ssn), ifnull(email, ''), date_format(now(), '%Y') from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select json_extract(email, '$.a'), email->'$.a', email->>'$.a' from users

-- = select | read | reads users | gives email=~users.email, email=~users.email, email=~users.email
select cast(email as signed), convert(email using utf8mb4), binary email from users

-- = select | read | reads orders users | gives email=orders.note+users.email
select email from users union all select note from orders

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users natural join orders

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users join orders using (id)

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.total other where, orders.user_id join join, users.id join join
select u.email, o.note from users u left join orders o on o.user_id = u.id where o.total > 5

-- = select | read | reads users | gives name=users.ssn
select * from (select ssn as name from users) users

-- = select | read | reads users | gives email=users.email
with c as (select email from users) select * from c

-- = select | read | gives ?=~
select 1 from dual

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select version(), database(), user(), current_user(), connection_id(), last_insert_id()

-- = insert | write | writes users
insert into users (id, email) values (1, 'x')

-- = insert | write | writes users
insert into users set id = 1, email = 'x'

-- = insert | write | writes users
insert ignore into users (id) values (1)

-- = insert | read write | reads users | writes orders | flows users.email>orders.note
insert into orders (note) select email from users

-- = insert | write | writes users | also update | flows users.ssn>users.name
insert into users (id, email) values (1, 'x') on duplicate key update email = values(email), name = ssn

-- = replace | write | writes users | also delete insert
replace into users (id, email) values (1, 'x')

-- = replace | read write | reads users | writes orders | also delete insert | flows users.email>orders.note
replace into orders (note) select email from users

-- = update | write | writes users | unbounded
update users set email = 'x'

-- = update | write | writes users | unbounded
update users set email = 'x' where 1

-- = update | write | writes users | looks at users.id equality where
update users set email = 'x' where id = 1

-- = update | write | writes users | unbounded
update users set email = 'x' limit 10

-- = update | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join | flows orders.note>users.name
update users u join orders o on o.user_id = u.id set u.name = o.note where o.id = 1

-- = update | read write | reads orders users | writes orders | looks at orders.user_id join where, users.id join where | flows users.email>orders.note
update users u, orders o set o.note = u.email where o.user_id = u.id

-- = delete | write | writes users | unbounded
delete from users

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 1

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = id

-- = delete | write | writes users | unbounded
delete from users limit 5

-- = delete | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join
delete u from users u join orders o on o.user_id = u.id where o.id = 5

-- = delete | read write | reads orders users | writes users | unbounded | looks at orders.user_id join join, users.id join join
delete from u using users u join orders o on o.user_id = u.id

-- = truncate | write | writes users | unbounded
truncate users

-- = truncate | write | writes users | unbounded
truncate table shop.users

-- = drop | ddl | writes users
drop table users

-- = drop | ddl | writes orders users
drop table if exists users, orders

-- = rename | ddl | writes old_users users | flows users.email>old_users.email, users.id>old_users.id, users.name>old_users.name, users.ssn>old_users.ssn
rename table users to old_users

-- = select | read | gives ?=~
-- = rename | ddl | writes old_users users | flows users.email>old_users.email, users.id>old_users.id, users.name>old_users.name, users.ssn>old_users.ssn
select 1; rename table users to old_users

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

-- = load | file write | writes users
load data infile '/tmp/x' into table users

-- = load | file write | writes users
load data local infile 'x' into table users (id, email)

-- = load | file write | writes users | conceded
load data infile '/tmp/x' into table users (@a) set email = upper(@a)

-- = set | lexing session
set sql_mode = 'ANSI_QUOTES'

-- = set | lexing session
set session sql_mode = 'NO_BACKSLASH_ESCAPES'

-- = set | lexing session
set @@session.sql_mode = ''

-- = set | maintenance privilege session
set global max_connections = 1

-- = set | maintenance privilege session
set @@global.general_log = 1

-- = set | maintenance privilege session
set persist max_connections = 1

-- = set | session
set names utf8mb4

-- = set | lexing session
set names gbk

-- = set | session
set character set latin1

-- = set | session
set @x = 1

-- = set | session | conceded
set @x = (select ssn from users limit 1)

-- = set | session transaction
set autocommit = 0

-- = set | transaction
set transaction isolation level read committed

-- = set | transaction
set session transaction read only

-- = set | privilege
set password = 'x'

-- = set | role
set role admin

-- = set | - | conceded
set statement max_statement_time = 1 for select 1

-- = set | replication session
set sql_log_bin = 0

-- = set | session
set foreign_key_checks = 0

-- = show | read | gives ?
show tables

-- = show | read | reads users | gives ?
show full columns from users

-- = show | read | reads users | gives ?
show create table users

-- = show | read | gives ?
show variables like 'x'

-- = show | read | gives level=~, code=~, message=~*.*
show warnings

-- = show | read | gives ? | conceded
show binlog events

-- = show | read | reads mysql.global_priv | gives ?
show grants

-- = show | read | gives ? | conceded
show processlist

-- = describe | read | reads users | gives ?
describe users

-- = explain | read | reads users | gives ? | looks at users.ssn equality where
explain select email from users where ssn = 'x'

-- = explain | read | reads users | gives ?
explain format=json select email from users

-- = explain | read | reads users | gives ?
explain delete from users

-- = explain | read | reads users | gives ?
explain analyze select email from users

-- = analyze | maintenance | gives ?
analyze table users

-- = optimize | maintenance | gives ?
optimize table users

-- = begin | transaction
begin

-- = begin | transaction
start transaction with consistent snapshot

-- = commit | transaction
commit and chain

-- = rollback | transaction
rollback

-- = savepoint | transaction
savepoint a

-- = rollback | transaction
rollback to a

-- = xa | transaction | conceded
xa start 'x'

-- = handler | read | conceded
handler users open

-- = binlog | replication write | conceded
binlog 'x'

-- = kill | maintenance
kill 5

-- = flush | maintenance
flush privileges

-- = purge | maintenance replication
purge binary logs to 'x'

-- = shutdown | maintenance
shutdown

-- = use | session
use other

-- = lock | lock | reads users
lock tables users write

-- = unlock | lock
unlock tables

-- = call | - | gives ? | conceded
call p(1)

-- = prepare | - | conceded
prepare s from 'delete from users'

-- = execute | - | gives ? | conceded
execute s

-- = execute | - | gives ? | conceded
execute immediate 'delete from users'

-- = deallocate | session
deallocate prepare s

-- = install | extension
install plugin x soname 'y'

-- = change | network replication
change master to master_host = 'x'

-- = select | read | reads mysql.user | gives ?
select * from mysql.user

-- = select | read | reads information_schema.tables | gives ?
select * from information_schema.tables

-- = select | read | reads no_such_table | gives ? | conceded
select * from no_such_table

-- = unknown | - | reads users | gives ? | conceded
select id from users procedure analyse()

-- = begin | transaction | conceded
begin not atomic delete from users; end

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~
select _utf8'abc', n'abc', x'41', 0x41, b'1'

-- = select | read | reads users | gives email=users.email | looks at users.email other where
select email from users where match(email) against ('x')

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn other window
select row_number() over (order by ssn) from users

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other order by, orders.note other set operation, users.email other order by, users.email other set operation
(select email from users) union (select note from orders) order by 1 limit 3

-- = help | read
help 'select'
-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other case
select case email when 'x' then id else 0 end from users

-- = alter | ddl | writes m | conceded
alter table m union (users)

-- = create | ddl | writes m | conceded
create table m (id int) engine=connect

-- = alter | ddl | writes users | conceded
alter table users add column p varchar(60) default (email)

-- = alter | ddl | writes users | conceded
alter table users add column p varchar(60) default email

-- = alter | ddl | writes users
alter table users add column p int default 5 after email

-- = alter | ddl | writes users | conceded
alter table users add column p varchar(60) as (email)

-- = create | ddl | writes t | conceded
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

-- = show | read | gives level=~, code=~, message=~*.*
show errors limit 5

-- = show | read | gives ?
show count(*) warnings

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id is not null

-- = delete | write | writes users | looks at users.email equality where
delete from users where email is not null

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

-- = delete | write | writes users | unbounded | looks at users.name equality where
delete from users where name is null or name is not null

-- = delete | write | writes users | looks at users.id equality where
delete from users where id is null
