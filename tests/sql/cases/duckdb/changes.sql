-- # INSERT, UPDATE, DELETE, MERGE and what they return.

-- = insert | write | writes users
insert into users values (1, 'a', 'b', 'c')

-- = insert | write | writes users
insert into users values (1, 'a', 'b', 'c'), (2, 'd', 'e', 'f')

-- = insert | write | writes users
insert into users (id, email) values ($1, $2)

-- = insert | write | writes users
insert into users (id) values (default)

-- = insert | write | writes users
insert into users default values

-- = insert | read write | reads users | writes users | flows users.email>users.email, users.id>users.id, users.name>users.name, users.ssn>users.ssn
insert into users select * from users

-- = insert | read write | reads users | writes users | flows users.email>users.email, users.id>users.id, users.name>users.name, users.ssn>users.ssn
insert into users from users

-- = insert | read write | reads users | writes users | flows users.email>users.email, users.id>users.id, users.name>users.name, users.ssn>users.ssn
insert into users (from users)

-- = insert | read write | reads orders | writes users | flows orders.id>users.id, orders.note>users.ssn
insert into users (id, ssn) select id, note from orders

-- = insert | read write | reads users | writes users | flows users.email>users.name, users.ssn>users.email
insert into users (email, name) select ssn, email from users

-- = insert | read write | reads orders | writes users | flows orders.note>users.ssn
insert into users by name select 9 as id, note as ssn from orders

-- = insert | read write | reads orders | writes users | flows orders.note>users.email, orders.note>users.name, orders.note>users.ssn, orders.user_id>users.id
insert into users by position select user_id, note, note, note from orders

-- = insert | read write | reads orders | writes users | flows orders.note>users.email
insert into users by name (select note as email, 5 as id from orders)

-- = insert | read write | reads users | writes users | flows users.email>users.email, users.id>users.id, users.name>users.name, users.ssn>users.ssn
insert into users table users

-- = insert | write | writes users
insert into main.users (id) values (5)

-- = insert | write | writes users
insert into users as u (id) values (5)

-- = insert | read write | reads users | writes orders | flows users.ssn>orders.note
insert into orders with c as (select ssn from users) select 1, 2, 3, ssn from c

-- = insert | read write | reads users | writes orders | flows users.ssn>orders.note
with c as (select ssn from users) insert into orders (note) select ssn from c

-- = insert | file network read write | reads data.csv | writes users | flows data.csv.*>users.*, data.csv.*>users.email, data.csv.*>users.id, data.csv.*>users.name, data.csv.*>users.ssn
insert into users select * from 'data.csv'

-- = insert | read write | reads users | writes users | flows users.ssn>users.email
insert into users (id, email) values (1, (select max(ssn) from users))

-- = insert | write | writes users
insert into users (id, email) values (1, 'x') on conflict do nothing

-- = insert | write | writes users | looks at users.id other on conflict
insert into users (id, email) values (1, 'x') on conflict (id) do nothing

-- = insert | write | writes users | also update | looks at users.id other on conflict, users.ssn equality on conflict
insert into users (id, email) values (1, 'x') on conflict (id) do update set email = excluded.email where users.ssn = 'x'

-- = insert | write | writes users | also update | looks at users.id other on conflict | flows users.ssn>users.email
insert into users (id, email) values (1, 'x') on conflict (id) do update set email = ssn

-- = insert | read write | reads users | writes users | also update | looks at users.id other on conflict | flows users.id>users.id, users.ssn>users.email, users.ssn>users.name
insert into users (id, email) select id, ssn from users on conflict (id) do update set name = excluded.email

-- = insert | write | writes users | also update
insert or replace into users values (1, 'a', 'b', 'c')

-- = insert | write | writes users | also update
insert or replace into users (id, email) values (1, 'a')

-- = insert | write | writes users
insert or ignore into users (id, email) values (1, 'a')

-- = insert | write | writes users | also update
insert or replace into users by name select 1 as id, 'x' as email

-- = insert | read write | reads users | writes users | also update | flows users.email>users.email, users.id>users.id, users.name>users.name, users.ssn>users.ssn
insert or replace into users select * from users

-- = insert | read write | reads users | writes users | gives id=users.id
insert into users (id) values (1) returning id

-- = insert | read write | reads users | writes users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
insert into users (id, email) values (1, 'x') returning *

-- = insert | read write | reads users | writes users | gives email=users.email+users.ssn | flows users.id>users.id, users.ssn>users.email
insert into users (id, email) select id, ssn from users returning email

-- = insert | read write | reads users | writes users | gives l=~users.email, ssn=users.ssn
insert into users (id) values (1) returning lower(email) as l, ssn

-- = insert | read write | reads users | writes users | gives email=users.email, name=users.name
insert into users (id) values (1) returning columns('e.*')

-- = insert | read write | reads users | writes users | gives id=users.id, email=users.email, name=users.name
insert into users (id) values (1) returning * exclude (ssn)

-- = update | write | writes users | looks at users.id equality where
update users set email = 'x' where id = 1

-- = update | write | writes users | looks at users.id equality where
update users set email = $1 where id = $2

-- = update | write | writes users | looks at users.id equality where
update users set email = 'x', name = 'y' where id in (1, 2)

-- = update | write | writes users | looks at users.id equality where | flows users.ssn>users.email
update users set email = ssn where id = 1

-- = update | write | writes users | looks at users.id equality where | flows users.ssn>users.email
update users set email = lower(ssn) where id = 1

-- = update | write | writes users | looks at users.id equality where
update users set email = default where id = 1

-- = update | write | writes users | looks at users.id equality where
update users u set email = 'x' where u.id = 1

-- = update | write | writes users | looks at users.id equality where
update main.users set email = 'x' where id = 1

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where | flows orders.note>users.email
update users set email = o.note from orders o where o.user_id = users.id

-- = update | read write | reads orders | writes users | looks at orders.id equality where, orders.user_id join where, users.id join where | flows orders.note>users.email
update users set email = o.note from orders o where o.user_id = users.id and o.id = 1

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id equality where, users.id join where | flows orders.note>users.email
update users set email = (select max(note) from orders where user_id = users.id) where id = 1

-- = update | read write | reads orders | writes users | looks at orders.total other where, orders.user_id join where, users.id join where
update users set email = 'x' from (select user_id from orders where total > 5) o where o.user_id = users.id

-- = update | read write | reads users | writes users | unbounded | gives ssn=users.ssn
update users set email = 'x' returning ssn

-- = update | read write | reads users | writes users | gives id=users.id, email=users.email+users.name, name=users.name, ssn=users.ssn | looks at users.id equality where | flows users.name>users.email
update users set email = name where id = 1 returning *

-- = update | write | writes users | looks at users.id equality where
update users set (email, name) = ('a', 'b') where id = 1

-- = update | read write | reads orders | writes users | looks at users.id equality where | flows orders.note>users.email, orders.note>users.name
update users set (email, name) = (select note, note from orders limit 1) where id = 1

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
with c as (select user_id from orders) update users set email = 'x' where id in (select user_id from c)

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
update users set email = 'x' where id in (select user_id from orders)

-- = delete | write | writes users | looks at users.id equality where
delete from users u where u.id = 1

-- = delete | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
delete from users where id in (select user_id from orders)

-- = delete | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
delete from users using orders where orders.user_id = users.id

-- = delete | read write | reads orders | writes users | looks at orders.note equality where, orders.user_id join where, users.id join where
delete from users using orders o where o.user_id = users.id and o.note = 'x'

-- = delete | read write | reads users | writes users | gives ssn=users.ssn | looks at users.id equality where
delete from users where id = 1 returning ssn

-- = delete | read write | reads users | writes users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.id equality where
delete from users where id = 1 returning *

-- = delete | read write | reads users | writes users | unbounded | gives id=users.id
delete from users returning id

-- = delete | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
with c as (select user_id from orders) delete from users where id in (from c)

-- = delete | write | writes users | looks at users.email other where
delete from main.users where email like 'a%'

-- = truncate | write | writes orders | unbounded
truncate table orders

-- = merge | read write | reads orders | writes users | also update | looks at orders.user_id join join, users.id join join | flows orders.note>users.email
merge into users u using orders o on u.id = o.user_id when matched then update set email = o.note

-- = merge | read write | reads orders | writes users | also delete | looks at orders.user_id join join, users.id join join
merge into users u using orders o on u.id = o.user_id when matched then delete

-- = merge | read write | reads orders | writes users | also insert | looks at orders.user_id join join, users.id join join | flows orders.note>users.email, orders.user_id>users.id
merge into users u using orders o on u.id = o.user_id when not matched then insert (id, email) values (o.user_id, o.note)

-- = merge | read write | reads orders | writes users | also insert update | looks at orders.user_id join join, users.id join join | flows orders.note>users.name, orders.user_id>users.id
merge into users using orders on users.id = orders.user_id when matched then update set name = orders.note when not matched then insert (id) values (orders.user_id)

-- = merge | write | writes users | also update | looks at users.id equality join
merge into users using (select 1 as id, 'x' as email) as s on users.id = s.id when matched then update set email = s.email

-- = merge | write | writes users | also update | looks at users.id equality join
merge into users using (select 1 as id, 'x' as email, 'n' as name, 's' as ssn) as s using (id) when matched then update

-- = merge | write | writes users | also insert | looks at users.id equality join
merge into users using (select 1 as id, 'x' as email, 'n' as name, 's' as ssn) as s using (id) when not matched then insert

-- = merge | write | writes users | also insert | looks at users.id equality join
merge into users using (select 1 as id, 'x' as email, 'n' as name, 's' as ssn) as s on s.id = users.id when not matched then insert by name

-- = merge | read write | reads orders | writes users | also delete | looks at orders.total other where, orders.user_id join join, users.id join join
merge into users u using orders o on u.id = o.user_id when matched and o.total > 5 then do nothing when matched then delete

-- = merge | read write | reads orders | writes users | also delete | unbounded | looks at orders.user_id join join, users.id join join
merge into users u using orders o on u.id = o.user_id when not matched by source then delete

-- = merge | read write | reads orders | writes users | also update | looks at orders.user_id join join, users.id join join, users.ssn equality where
merge into users u using orders o on u.id = o.user_id when not matched by source and u.ssn = 'x' then update set name = 'gone'

-- = merge | read write | reads orders | writes users | also delete | unbounded
merge into users u using orders o on true when matched then delete

-- = merge | read write | reads orders users | writes users | also update | gives merge_action=~, id=users.id, email=orders.note+users.email, name=users.name, ssn=users.ssn | looks at orders.user_id join join, users.id join join | flows orders.note>users.email
merge into users u using orders o on u.id = o.user_id when matched then update set email = o.note returning merge_action, *

-- = merge | read write | reads orders users | writes users | also delete | gives ssn=users.ssn | looks at orders.user_id join join, users.id join join
merge into users u using orders o on u.id = o.user_id when matched then delete returning ssn

-- = merge | read write | reads orders | writes users | looks at orders.user_id join join, users.id join join
merge into users u using orders o on u.id = o.user_id when matched then error

-- = merge | write | writes users | also delete | looks at users.id equality join
with o as (select 1 as id) merge into users using o on users.id = o.id when matched then delete

-- = select | read write | reads users | writes users | also delete | unbounded | gives ssn=users.ssn
with d as (delete from users returning ssn) select * from d

-- = select | read write | reads users | writes users | also insert | gives id=users.id
with i as (insert into users (id) values (4) returning *) select id from i

-- = create | ddl | writes t
-- = insert | write | writes t
-- = drop | ddl | writes t
create table t (a int); insert into t values (1); drop table t

-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select 1; delete from users

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
-- = drop | ddl | writes users
select * from users; drop table users
