-- # statements in statements count for what they do
-- = explain | read | reads users | gives QUERY PLAN=~users.email+users.ssn | looks at users.ssn equality where
explain select email from users where ssn = 'x'

-- = explain | read | reads users | gives QUERY PLAN=~users.email
explain (verbose, format json) select email from users

-- = explain | read | reads users | gives QUERY PLAN=~users.id | looks at users.id equality where
explain update users set name = 'x' where id = 1

-- = explain | read | reads users | gives QUERY PLAN=~users.ssn | looks at users.ssn equality where
explain (analyze) select 1 from users where ssn = 'x'

-- = explain | read write | writes users | also update | gives QUERY PLAN=~users.id | looks at users.id equality where
explain analyze update users set name = 'x' where id = 1

-- = explain | read write | writes orders | also insert | gives QUERY PLAN=~
explain (analyze true, buffers) insert into orders (id) values (9)

-- = explain | read | reads users | gives QUERY PLAN=~
explain (analyze off) delete from users

-- = explain | read | reads users | gives QUERY PLAN=~
explain (analyze 0) delete from users

-- = explain | read write | writes users | also delete | gives QUERY PLAN=~users.id | looks at users.id equality where
explain (analyze 1) delete from users where id = 1

-- = explain | read write | writes users | also delete | unbounded | gives QUERY PLAN=~
explain analyze verbose delete from users

-- = explain | read write | reads orders | writes users | also delete merge | gives QUERY PLAN=~orders.user_id+users.id | looks at orders.user_id join join, users.id join join
explain (verbose false, analyze) merge into users u using orders o on u.id = o.user_id when matched then delete

-- = explain | read | reads users | gives QUERY PLAN=~users.email
explain create table t2 as select email from users

-- = explain | ddl read write | reads users | writes t2 | gives QUERY PLAN=~users.email | flows users.email>t2.email
explain analyze create table t2 as select email from users

-- = explain | read | reads users | gives QUERY PLAN=~users.email+users.id+users.name+users.ssn
explain with d as (delete from users returning *) select * from d

-- = explain | read write | reads users | writes users | also delete | gives QUERY PLAN=~users.email+users.id+users.name+users.ssn | looks at users.id equality where
explain analyze with d as (delete from users where id = 1 returning *) select * from d

-- = explain | read | reads users | gives QUERY PLAN=~users.email
explain declare c cursor for select email from users

-- = select | read write | reads users | writes users | also delete | unbounded | gives ?=~
with d as (delete from users returning *) select count(*) from d

-- = select | read write | reads users | writes users | also delete | gives ?=~ | looks at users.id equality where
with d as (delete from users where id = 1 returning email) select 1

-- = select | read write | reads users | writes users | also update | gives name=users.name | looks at users.id equality where
with u as (update users set name = 'x' where id = 1 returning *) select name from u

-- = insert | read write | reads users | writes orders users | also update | unbounded | flows users.id>orders.id, users.ssn>orders.note
with u as (update users set name = 'x' returning id, ssn) insert into orders (id, note) select id + 70, ssn from u

-- = update | read write | reads orders | writes orders users | also insert | looks at orders.id join where, users.id join where
with i as (insert into orders (id, note) values (9, 'x') returning id) update users set name = 'y' where id in (select id from i)

-- = select | read write | reads orders users | writes orders | also insert | gives note=orders.note+users.ssn | looks at users.id equality where | flows users.ssn>orders.note
with i as (insert into orders (id, note) select 9, ssn from users where id = 1 returning note) select note from i

-- = select | read write | reads orders users | writes orders users | also delete insert | gives name=orders.note+users.name | looks at orders.id equality where | flows orders.id>users.id, orders.note>users.name
with d as (delete from orders where id = 1 returning *), i as (insert into users (id, name) select id + 50, note from d returning name) select * from i

-- = select | read write | reads orders users | writes orders | also delete | gives note=orders.note | looks at orders.id join where, users.id join where
with recursive t as (select id from users), d as (delete from orders where id in (select id from t) returning note) select note from d

-- = copy | read | reads users | gives email=users.email | looks at users.ssn equality where
copy (select email from users where ssn = 'x') to stdout

-- = copy | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
copy (table users) to stdout with (format csv, header)

-- = copy | read | reads users | gives ssn=users.ssn
copy (with c as (select ssn from users) select * from c) to stdout

-- = copy | read write | reads users | writes users | also update | gives ssn=users.ssn | looks at users.id equality where
copy (update users set name = 'x' where id = 1 returning ssn) to stdout

-- = copy | read write | reads orders | writes orders | also insert | gives id=orders.id
copy (insert into orders (id) values (9) returning id) to stdout

-- = copy | write | writes users
copy users (email) from stdin with csv

-- = copy | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
copy users to stdout (format binary)

-- = copy | read | reads users | gives ssn=users.ssn
copy public.users (ssn) to stdout with delimiter ','

-- = copy | write | writes users
copy users from stdin where id > 1

-- = copy | file program read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to program 'cat'

-- = copy | file program write | writes users
copy users from program 'cat'

-- = copy | file read
copy (select 1) to '/tmp/x'

-- = prepare | read | reads users | looks at users.id equality where
prepare p as select email from users where id = $1

-- = prepare | write | writes users | also delete | looks at users.id equality where
prepare p (int) as delete from users where id = $1

-- = prepare | read write | reads users | writes orders | also insert | flows users.ssn>orders.note
prepare p as insert into orders (id, note) select $1, ssn from users

-- = prepare | write | writes users | also update | unbounded
prepare p as update users set name = $1

-- = deallocate | session
deallocate p

-- = deallocate | session
deallocate all

-- = begin | transaction
-- = declare | read | reads users
-- = commit | transaction
begin; declare c cursor for select ssn from users; commit

-- = declare | read | reads users | looks at users.id equality where
declare c scroll cursor with hold for select email, ssn from users where id = 1

-- = begin | transaction
-- = declare | read | reads users
begin; declare c binary insensitive no scroll cursor without hold for table users

-- = close | session
close c

-- = close | session
close all

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.email, users.id>t2.id, users.name>t2.name, users.ssn>t2.ssn
create table t2 as select * from users

-- = create | ddl read write | reads users | writes t2 | flows users.id>t2.a, users.ssn>t2.b
create table t2 (a, b) as select id, ssn from users

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.email, users.id>t2.id, users.name>t2.name, users.ssn>t2.ssn
create table if not exists t2 as table users

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.email
create table t2 as select email from users with no data

-- = create | ddl read write | writes t2
create table t2 as values (1, 'a')

-- = select | ddl read write | writes t2
select 1 into t2

-- = truncate | write | writes orders users | unbounded
truncate only users, only orders

-- = create | ddl read write | reads users | writes t2 | flows users.ssn>t2.ssn
create table t2 as with c as (select ssn from users) select * from c

-- = create | ddl read write | reads users | writes temp.t2 | flows users.ssn>temp.t2.ssn
create temp table t2 as select ssn from users

-- = create | ddl read write | reads users | writes t2 | flows users.ssn>t2.ssn
create unlogged table t2 as select ssn from users

-- = create | ddl read write | reads users | writes t2 | flows users.email>t2.u, users.id>t2.u, users.name>t2.u, users.ssn>t2.u
create table t2 as select u from users u

-- = select | ddl read write | reads users | writes t2 | flows users.ssn>t2.ssn
select ssn into t2 from users

-- = select | ddl read write | reads users | writes temp.t2 | flows users.id>temp.t2.id, users.ssn>temp.t2.ssn
select id, ssn into temp t2 from users

-- = select | ddl read write | reads users | writes t2 | looks at users.id equality where | flows users.ssn>t2.ssn
select ssn into unlogged table t2 from users where id = 1

-- = create | ddl read | reads users | writes v | flows users.email>v.email, users.id>v.id, users.name>v.name, users.ssn>v.ssn
create view v as select * from users

-- = create | ddl read | reads users | writes v | flows users.email>v.e
create or replace view v as select lower(email) as e from users

-- = create | ddl read | reads users | writes v | flows users.id>v.a, users.ssn>v.b
create view v (a, b) as select id, ssn from users

-- = create | ddl read | reads users | writes temp.v | flows users.ssn>temp.v.ssn
create temp view v as select ssn from users

-- = create | ddl read | reads users | writes v | flows users.email>v.email
create view v as select email from users with check option

-- = create | ddl read | writes v
create recursive view v (n) as select 1 union all select n + 1 from v where n < 5

-- = create | ddl read | reads users | writes m | flows users.ssn>m.ssn
create materialized view m as select ssn from users

-- = create | ddl read | reads users | writes m | flows users.ssn>m.ssn
create materialized view if not exists m as select ssn from users with no data

-- = insert | write | writes users
insert into users values (7, 'e', 'n', 's')

-- = insert | write | writes users
insert into users default values

-- = insert | write | writes users
insert into users (id, name) values (7, default)

-- = insert | write | writes users
insert into users (id, name) values (7, 'a'), (8, 'b')

-- = insert | read write | reads orders | writes users | flows orders.id>users.id, orders.note>users.name
insert into users (id, name) select id + 50, note from orders

-- = insert | read write | reads users | writes users | looks at users.id other on conflict | flows users.email>users.email, users.id>users.id, users.name>users.name, users.ssn>users.ssn
insert into users table users on conflict (id) do nothing

-- = insert | read write | reads orders users | writes orders | gives note=orders.note+users.ssn | looks at users.id equality where | flows users.ssn>orders.note
insert into orders (id, note) select 9, ssn from users where id = 1 returning note

-- = insert | read write | reads orders | writes orders | gives id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note
insert into orders as o (id, note) values (9, 'x') returning o.*

-- = insert | read write | reads users | writes orders | looks at users.id equality where | flows users.ssn>orders.note
insert into orders (id, note) values (9, (select ssn from users where id = 1))

-- = insert | write | writes orders
insert into orders (id, note) overriding system value values (9, 'x')

-- = insert | write | writes users
insert into users (id, name) values (1, 'x') on conflict do nothing

-- = insert | read write | reads users | writes users | gives email=users.email | looks at users.id other on conflict
insert into users (id, name) values (1, 'x') on conflict (id) do nothing returning email

-- = insert | write | writes users | also update | looks at users.id other on conflict
insert into users (id, name) values (1, 'x') on conflict (id) do update set name = excluded.name

-- = insert | read write | reads users | writes users | also update | gives name=users.name+users.ssn | looks at users.email equality on conflict, users.id other on conflict | flows users.ssn>users.name
insert into users as u (id, name) values (1, 'x') on conflict (id) do update set name = u.ssn where u.email = 'a' returning name

-- = insert | write | writes users | also update
insert into users (id) values (1) on conflict on constraint users_pkey do update set email = 'x'

-- = insert | read write | reads orders | writes users | also update | looks at users.id other on conflict | flows orders.id>users.id, orders.id>users.name, orders.id>users.ssn, orders.note>users.name, orders.note>users.ssn
insert into users (id, name) select id, note from orders on conflict (id) do update set (name, ssn) = (excluded.name, excluded.email)

-- = update | write | writes users | looks at users.id equality where
update users set name = 'x', email = 'y' where id = 1

-- = update | write | writes users | looks at users.id equality where
update users set (name, email) = ('x', 'y') where id = 1

-- = update | read write | reads orders | writes users | looks at orders.id equality where, users.id equality where | flows orders.note>users.email, orders.note>users.name
update users set (name, email) = (select note, note from orders where id = 1) where id = 1

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id equality where, users.id join where | flows orders.note>users.name
update users set name = (select note from orders o where o.user_id = users.id) where id = 1

-- = update | write | writes users | looks at users.id equality where
update users set name = default where id = 1

-- = update | read write | reads users | writes users | gives id=users.id, email=users.email, name=users.name+users.ssn, ssn=users.ssn | looks at users.id equality where | flows users.ssn>users.name
update users set name = ssn where id = 1 returning *

-- = update | read write | reads orders users | writes users | gives name=orders.note+users.name, note=orders.note | looks at orders.user_id join where, users.id join where | flows orders.note>users.name
update users u set name = o.note from orders o where o.user_id = u.id returning u.name, o.note

-- = update | write | writes users | looks at users.id equality where
update users set name = v.n from (values (1, 'x')) v(i, n) where v.i = users.id

-- = update | write | writes users | looks at users.id equality where
update only users set name = 'x' where id = 1

-- = update | write | writes users | looks at users.id equality where | flows users.email>users.name, users.ssn>users.name
update users set name = email || ssn where id = 1

-- = delete | read write | reads users | writes users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.id equality where
delete from users where id = 1 returning *

-- = delete | read write | reads users | writes users | gives ssn=users.ssn, e=~users.email | looks at users.id equality where
delete from users where id = 1 returning ssn, lower(email) as e

-- = delete | read write | reads orders users | writes users | gives note=orders.note, email=users.email | looks at orders.id equality where, orders.user_id join where, users.id join where
delete from users u using orders o where o.user_id = u.id and o.id = 1 returning o.note, u.email

-- = delete | write | writes users | looks at users.id equality where
delete from only users where id = 1

-- = merge | read write | reads orders | writes users | also delete insert update | looks at orders.total other where, orders.user_id join join, users.id join join | flows orders.note>users.name, orders.user_id>users.id
merge into users u using orders o on u.id = o.user_id when matched and o.total > 5 then delete when matched then update set name = o.note when not matched then insert (id, name) values (o.user_id, o.note)

-- = merge | read write | reads orders | writes users | also insert | looks at orders.user_id join join, users.id join join | flows orders.note>users.email, orders.user_id>users.id
merge into users as u using (select user_id, note from orders) as o on u.id = o.user_id when matched then do nothing when not matched then insert values (o.user_id, o.note, null, null)

-- = merge | read write | reads orders | writes users | also insert | looks at orders.user_id join join, users.id join join
merge into users u using orders o on u.id = o.user_id when not matched then insert default values

-- = merge | read write | reads orders users | writes users | also update | gives ?=~, name=orders.note+users.name | looks at orders.user_id join join, users.id join join | flows orders.note>users.name
-- ! MERGE … RETURNING came with 17
merge into users u using orders o on u.id = o.user_id when matched then update set name = o.note returning merge_action(), u.name

-- = merge | read write | reads orders | writes users | also delete | unbounded | looks at orders.user_id join join, users.id join join
-- ! WHEN NOT MATCHED BY SOURCE came with 17
merge into users u using orders o on u.id = o.user_id when not matched by source then delete

-- = update | read write | reads users | writes users | gives name=users.name, ssn=users.ssn | looks at users.id equality where
-- ! RETURNING old and new came with 18
update users set name = 'x' where id = 1 returning old.name, new.ssn

-- = update | read write | reads users | writes users | gives name=users.name, ssn=users.ssn | looks at users.id equality where
-- ! RETURNING WITH came with 18
update users set name = 'x' where id = 1 returning with (old as o, new as n) o.name, n.ssn

-- # several statements in one text
-- = select | read | gives ?=~
-- = select | read | gives ?=~
select 1; select 2

-- = begin | transaction
-- = select | read | reads users | gives email=users.email
-- = rollback | transaction
begin; select email from users; rollback

-- = set | transaction
-- = delete | write | writes users | unbounded
set transaction read only; delete from users

-- = begin | transaction
-- = commit | transaction
-- = delete | write | writes users | looks at users.id equality where
begin read only; commit; delete from users where id = 1

-- = begin | transaction
-- = rollback | transaction
-- = update | write | writes users | looks at users.id equality where
start transaction read only; rollback; update users set name = 'x' where id = 1

-- = select | read | gives ?=~
-- = commit | transaction
-- = drop | ddl | writes orders
select 1; commit; drop table orders

-- = create | ddl | writes temp.t
-- = insert | read write | reads users | writes temp.t | flows users.id>temp.t.x
-- = select | read | reads temp.t | gives x=temp.t.x
create temp table t (x int); insert into t select id from users; select * from t

-- = create | ddl | writes t
-- = drop | ddl | writes t
create table t (x int); drop table t

-- = select | read | reads users | gives email=users.email
-- = truncate | write | writes orders | unbounded
select email from users; truncate orders
